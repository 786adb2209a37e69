#include "portal/fetch.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "format/deflate.h"
#include "proof/hash.h"

namespace disclose {

namespace {

bool is_redirect(int status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

// 521 is how some firewalls of portals ask whether there is a browser.
bool is_tried_again(const WebAnswer& answer) {
  switch (answer.failure) {
    case NoAnswer::none: return answer.status == 429 || (answer.status >= 500 && answer.status != 521);
    case NoAnswer::too_large:
    case NoAnswer::private_address:
    case NoAnswer::tls: return false;
    case NoAnswer::resolve:
    case NoAnswer::connect:
    case NoAnswer::timeout:
    case NoAnswer::slow:
    case NoAnswer::cut:
    case NoAnswer::other: return true;
  }
  return false;
}

Say failure_text(const WebAnswer& answer) {
  switch (answer.failure) {
    case NoAnswer::none: return {fmt::format("服务器回答 {}", answer.status), fmt::format("the server answers {}", answer.status)};
    case NoAnswer::resolve: return {"域名解析不到", "the host is not found"};
    case NoAnswer::connect: return {"连接不上", "no connection"};
    case NoAnswer::tls: return {"证书或加密连接不成立：" + answer.error, "the secure connection does not hold: " + answer.error};
    case NoAnswer::timeout: return {"超时", "timed out"};
    case NoAnswer::slow: return {"太慢，已放弃", "too slow, given up"};
    case NoAnswer::cut: return {"回答中断，不完整", "the answer was cut short"};
    case NoAnswer::too_large: return {"内容超过大小限制", "larger than the limit"};
    case NoAnswer::private_address: return {"指向内网或本机地址", "an address that is not on the public internet"};
    case NoAnswer::other: break;
  }
  return {"没有得到回答：" + answer.error, "no answer: " + answer.error};
}

// One address from its first request to where redirects lead; tries are counted by the caller.
class Journey {
 public:
  Journey(const FetchRules& rules, WebClient& client, Pacer& pacer, Clock& clock, const OnHop& on_hop, Fetched& fetched)
      : rules_(rules), client_(client), pacer_(pacer), clock_(clock), on_hop_(on_hop), fetched_(fetched) {}

  void go(std::string url) {
    std::set<std::string> seen;
    const std::optional<WebAddress> start = parse_web_address(url);
    if (!start) return stray({"不是 http 或 https 网址", "no http or https address"}, url);
    for (WebAddress at = *start;;) {
      seen.insert(url);
      const WebAnswer& answer = ask(url, at.host);
      if (answer.failure != NoAnswer::none) return fail(answer);
      if (!is_redirect(answer.status)) return arrive(answer);
      const std::string location = answer.header("location");
      const std::string next = resolve_address(url, location);
      const std::optional<WebAddress> to = parse_web_address(next);
      if (location.empty() || !to) return stray({fmt::format("跳转到不能打开的地址 {}", shorten(location, 80)), fmt::format("redirected to {}, which is no web address", shorten(location, 80))});
      if (to->host != at.host || (to->port != at.port && to->scheme == at.scheme)) return stray({fmt::format("跳转到别的网站 {}", to->host), fmt::format("redirected to another site, {}", to->host)});
      if (at.scheme == "https" && to->scheme == "http") return stray({"从 https 跳转到 http", "redirected from https to http"});
      if (seen.contains(next)) return stray({"循环跳转", "redirected in a circle"});
      if (seen.size() > rules_.most_redirects) return stray({fmt::format("跳转超过 {} 次", rules_.most_redirects), fmt::format("more than {} redirects", rules_.most_redirects)});
      url = next;
      at = *to;
    }
  }

 private:
  const WebAnswer& ask(const std::string& url, const std::string& host) {
    pacer_.take_turn(host);
    Hop hop{.url = url, .started = clock_.now()};
    hop.answer = client_.get(url, rules_.limits);
    hop.ms = clock_.now() - hop.started;
    fetched_.is_slow = fetched_.is_slow || hop.ms > rules_.slow_ms;
    if (on_hop_) on_hop_(hop);
    // Only the last answer is judged.
    if (!fetched_.hops.empty()) fetched_.hops.back().answer.body = {};
    fetched_.hops.push_back(std::move(hop));
    return fetched_.hops.back().answer;
  }

  void stray(Say why) {
    fetched_.end = Fetched::End::strayed;
    fetched_.why = std::move(why);
  }
  // Nothing was asked for: there still is a hop, which tells the address.
  void stray(Say why, const std::string& url) {
    fetched_.hops.push_back({.url = url, .started = clock_.now(), .ms = 0, .answer = {}});
    stray(std::move(why));
  }

  void fail(const WebAnswer& answer) {
    fetched_.end = answer.failure == NoAnswer::too_large         ? Fetched::End::too_large
                   : answer.failure == NoAnswer::private_address ? Fetched::End::private_address
                                                                 : Fetched::End::unreachable;
    fetched_.why = failure_text(answer);
  }

  void arrive(const WebAnswer& answer) {
    fetched_.end = is_tried_again(answer) ? Fetched::End::unreachable : Fetched::End::answered;
    fetched_.why = fetched_.end == Fetched::End::answered ? Say{} : failure_text(answer);
  }

  const FetchRules& rules_;
  WebClient& client_;
  Pacer& pacer_;
  Clock& clock_;
  const OnHop& on_hop_;
  Fetched& fetched_;
};

// Seconds of a Retry-After; a date is not waited for.
std::optional<std::int64_t> retry_after_ms(const WebAnswer& answer) {
  const std::string said = answer.header("retry-after");
  const std::optional<long long> seconds = said.empty() ? std::nullopt : whole_number(said);
  constexpr long long kMost = 1'000'000;
  if (said.empty() || (seconds && *seconds <= kMost)) return said.empty() ? 0 : *seconds * 1000;
  return std::nullopt;
}

}  // namespace

void Pacer::take_turn(const std::string& host) {
  std::int64_t wait = 0;
  {
    const std::lock_guard lock(mutex_);
    const std::int64_t now = clock_.now();
    std::int64_t& next = next_[host];
    const std::int64_t turn = std::max(now, next);
    next = turn + pause_ms_;
    wait = turn - now;
  }
  if (wait > 0) clock_.wait(wait);
}

Fetched fetch_address(const std::string& url, const FetchRules& rules, WebClient& client, Pacer& pacer, Clock& clock, const OnHop& on_hop) {
  Fetched fetched;
  for (const std::int64_t wait : rules.waits_ms) {
    ++fetched.tries;
    Journey(rules, client, pacer, clock, on_hop, fetched).go(url);
    const bool is_last = fetched.tries == rules.waits_ms.size();
    if (fetched.end != Fetched::End::unreachable || !is_tried_again(fetched.answer()) || is_last) break;
    const std::optional<std::int64_t> asked = retry_after_ms(fetched.answer());
    if (!asked || *asked > rules.most_wait_ms) break;
    clock.wait(std::max(wait, *asked));
  }
  return fetched;
}

std::optional<std::string> decoded_body(const WebAnswer& answer, std::size_t most_bytes, Say& problem) {
  std::string coding = answer.header("content-encoding");
  std::ranges::transform(coding, coding.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (coding.empty() || coding == "identity") return answer.body;
  std::optional<std::string> body;
  if (coding == "gzip" || coding == "x-gzip") {
    body = gunzip(answer.body, most_bytes);
  } else if (coding == "deflate") {
    body = inflate_zlib(answer.body, most_bytes);
  } else {
    problem = {fmt::format("内容的压缩方式“{}”不认识", shorten(coding, 40)), fmt::format("the content is coded as \"{}\"", shorten(coding, 40))};
    return std::nullopt;
  }
  if (!body) problem = {"压缩的内容已损坏，或解开后超过大小限制", "the compressed content is damaged, or larger than the limit"};
  return body;
}

}  // namespace disclose
