#include "portal/visit.h"

#include <mutex>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "proof/page_text.h"

namespace disclose {

namespace {

// Files are given time for their size beside that of a page.
constexpr std::int64_t kBytesAMillisecond = 100;

std::optional<CheckedUrl> settled(const VisitPlan& plan, const Expectation& expected) {
  const auto found = plan.earlier.find(expected.url);
  if (found == plan.earlier.end() || plan.is_kept(expected)) return std::nullopt;
  std::optional<CheckedUrl> checked = read_checked(expected, found->second);
  const bool is_open = checked && (checked->verdict == Verdict::unreachable || checked->verdict == Verdict::inconclusive);
  return is_open ? std::nullopt : checked;
}

}  // namespace

std::size_t most_bytes_of(const Expectation& expected) {
  constexpr std::size_t kPage = 8U << 20U;
  constexpr std::size_t kFile = 128U << 20U;
  return page_of(expected.path).empty() ? kFile : kPage;
}

std::vector<CheckedUrl> visit_portal(const VisitPlan& plan, const VisitTools& tools, const OnChecked& on_checked) {
  std::vector<CheckedUrl> all(plan.expectations.size());
  std::vector<std::unique_ptr<WebClient>> clients(tools.connections);
  std::mutex mutex;
  const OnHop on_hop = [&](const Hop& hop) {
    const std::lock_guard lock(mutex);
    if (tools.on_hop) tools.on_hop(hop);
  };
  parallel_for(all.size(), tools.connections, [&](std::size_t i, unsigned thread) {
    const Expectation& expected = plan.expectations[i];
    std::string bytes;
    if (std::optional<CheckedUrl> earlier = settled(plan, expected)) {
      all[i] = *std::move(earlier);
    } else {
      if (clients[thread] == nullptr) clients[thread] = tools.open_client();
      FetchRules rules = tools.rules;
      rules.limits.most_bytes = std::min(rules.limits.most_bytes, most_bytes_of(expected));
      if (expected.size > 0) rules.limits.total_ms += expected.size / kBytesAMillisecond;
      const std::int64_t started = tools.clock.now();
      const Fetched fetched = fetch_address(expected.url, rules, *clients[thread], tools.pacer, tools.clock, on_hop);
      Judgement judgement = judge(expected, fetched, rules.limits.most_bytes);
      Say ignored;
      if (plan.is_kept(expected) && judgement.verdict == Verdict::same_bytes) bytes = decoded_body(fetched.answer(), rules.limits.most_bytes, ignored).value_or("");
      all[i] = make_checked(expected, fetched, std::move(judgement), started, tools.clock.now(), plan.log, plan.tool);
    }
    const std::lock_guard lock(mutex);
    on_checked(all[i], bytes);
  });
  return all;
}

}  // namespace disclose
