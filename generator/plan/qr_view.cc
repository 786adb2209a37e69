#include "plan/qr_view.h"

#include <fmt/format.h>

#include "format/qr_code.h"

namespace disclose {

namespace {

constexpr std::size_t kQuiet = 4;  // modules of quiet zone on each side (GB/T 18284)

// Runs of one row behind each other: relative moves keep the page light.
void append_row(std::string& path, const QrModules& code, std::size_t y) {
  std::size_t pen = 0;
  bool begun = false;
  for (std::size_t x = 0; x < code.side;) {
    if (!code.at(x, y)) {
      ++x;
      continue;
    }
    std::size_t end = x;
    while (end < code.side && code.at(end, y)) ++end;
    path += begun ? fmt::format("m{} 0h{}", x - pen, end - x) : fmt::format("M{} {}h{}", x + kQuiet, y + kQuiet, end - x);
    begun = true;
    pen = end;
    x = end;
  }
}

}  // namespace

View qr_view(const PlanContext& context, const std::string& url) { return qr_view(context.options.base_url + url); }

View qr_view(const std::string& address) {
  const std::optional<QrModules> code = make_qr_code(address);
  if (!code) return View();
  std::string path;
  for (std::size_t y = 0; y < code->side; ++y) append_row(path, *code, y);
  return View::map({{"side", code->side + 2 * kQuiet}, {"path", std::move(path)}});
}

}  // namespace disclose
