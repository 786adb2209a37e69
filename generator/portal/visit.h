#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "portal/evidence.h"

namespace disclose {

/// What a visit to a portal is made with; everything outlives it.
struct VisitTools {
  std::function<std::unique_ptr<WebClient>()> open_client;  ///< one for each connection
  Clock& clock;
  Pacer& pacer;
  FetchRules rules;
  unsigned connections = 2;
  OnHop on_hop;  ///< called from several threads, one at a time
};

struct VisitPlan {
  const std::vector<Expectation>& expectations;
  ObservedLog log;
  std::string tool;
  const std::map<std::string, Datum>& earlier;  ///< by address: what an interrupted visit has found
  std::function<bool(const Expectation&)> is_kept;  ///< whether the bytes are wanted as well
};

/// Called when an address was looked at, one at a time; `bytes` where they are kept and what they have to be.
using OnChecked = std::function<void(const CheckedUrl& checked, const std::string& bytes)>;

/// Looks at every address, on as many connections as allowed; the answers in the order of the expectations.
/// What an earlier visit has settled (reached and judged) is taken over.
std::vector<CheckedUrl> visit_portal(const VisitPlan& plan, const VisitTools& tools, const OnChecked& on_checked);

/// The largest body that is taken of an address: 8 MiB of a page, 128 MiB of a file.
std::size_t most_bytes_of(const Expectation& expected);

}  // namespace disclose
