#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/diagnostic.h"
#include "portal/web_client.h"

namespace disclose {

/// Keeps requests to one host apart. Shared by all threads.
class Pacer {
 public:
  Pacer(Clock& clock, std::int64_t pause_ms) : clock_(clock), pause_ms_(pause_ms) {}
  /// Returns when the next request to `host` may be sent.
  void take_turn(const std::string& host);

 private:
  Clock& clock_;
  std::int64_t pause_ms_;
  std::mutex mutex_;
  std::map<std::string, std::int64_t> next_;
};

/// What is polite and what is enough (docs/proof.md).
struct FetchRules {
  WebLimits limits;
  std::vector<std::int64_t> waits_ms = {1'000, 4'000, 16'000};  ///< before the second, third… try; so many tries there are
  std::int64_t most_wait_ms = 60'000;  ///< a longer Retry-After is not waited for
  std::size_t most_redirects = 5;
  std::int64_t slow_ms = 15'000;  ///< an answer that takes longer counts as not opened in inspections: it is told
};

/// One request of a fetch: a try, or a step of a redirect.
struct Hop {
  std::string url;
  std::int64_t started = 0;  ///< milliseconds since 1970
  std::int64_t ms = 0;
  WebAnswer answer;
};

/// Where an address led.
struct Fetched {
  enum class End : std::uint8_t {
    answered,     ///< an answer that is no redirect, whatever its status
    strayed,      ///< a redirect that is not followed: another host, another scheme, in a circle, too many
    too_large,
    private_address,  ///< an address that is not on the public internet
    unreachable,  ///< no answer, a broken one, 429 or 5xx, after all tries
  };
  End end = End::unreachable;
  Say why;                 ///< of every end but `answered`
  std::vector<Hop> hops;   ///< at least one; the last is the answer
  std::size_t tries = 0;
  bool is_slow = false;

  const WebAnswer& answer() const { return hops.back().answer; }
};

/// Called with every hop as soon as it is over.
using OnHop = std::function<void(const Hop&)>;

/// Asks for `url`: redirects are followed by hand on the same host and never from https to http, network
/// errors, 429 and 5xx are tried again. 521 is a firewall's question and is not.
Fetched fetch_address(const std::string& url, const FetchRules& rules, WebClient& client, Pacer& pacer, Clock& clock, const OnHop& on_hop);

/// The body without its content coding (gzip, deflate); nullopt, and why, for another one and for one that
/// is damaged or unpacks to more than `most_bytes`.
std::optional<std::string> decoded_body(const WebAnswer& answer, std::size_t most_bytes, Say& problem);

}  // namespace disclose
