#include "plan/pager.h"

#include <fmt/format.h>

#include <algorithm>

#include "plan/links.h"

namespace disclose {

namespace {

constexpr std::size_t kAround = 2;

View step(std::string text, std::string url, bool current, std::string label) {
  return View::map({{"text", std::move(text)}, {"url", url.empty() ? url : link_to(url)}, {"current", current}, {"label", std::move(label)}});
}

}  // namespace

View pager_view(std::size_t pages, std::size_t current, std::size_t size, std::size_t rows, const std::function<std::string(std::size_t)>& url) {
  if (pages < 2) return View();
  View steps{View::List{}};
  if (current > 0) steps.push(step("上一页", url(current - 1), false, ""));
  std::size_t before = 0;
  for (std::size_t page = 0; page < pages; ++page) {
    const std::size_t distance = page > current ? page - current : current - page;
    if (page > 0 && page + 1 < pages && distance > kAround) continue;
    if (page > before + 1) steps.push(step("…", "", false, ""));
    steps.push(step(fmt::format("{}", page + 1), page == current ? std::string() : url(page), page == current, fmt::format("第{}页", page + 1)));
    before = page;
  }
  if (current + 1 < pages) steps.push(step("下一页", url(current + 1), false, ""));
  return View::map({{"text", fmt::format("第{}—{}个，共{}个", current * size + 1, std::min(rows, (current + 1) * size), rows)}, {"steps", std::move(steps)}});
}

}  // namespace disclose
