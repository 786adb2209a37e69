#include "portal/warc.h"

#include <fmt/format.h>

#include <algorithm>

#include "exact/date.h"
#include "format/digest.h"

namespace disclose {

namespace {

std::string warc_date(std::int64_t milliseconds) {
  const std::int64_t second = milliseconds / 1000 % 86'400;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", print(add_days(Date{1970, 1, 1}, static_cast<int>(milliseconds / 86'400'000))), second / 3600, second / 60 % 60, second % 60, milliseconds % 1000);
}

// A name no other record has: of what it holds and when it was made (RFC 9562, version 8).
std::string record_id(std::string_view of) {
  std::string id = sha256_hex(of).substr(0, 32);
  id[12] = '8';
  id[16] = "89ab"[static_cast<std::size_t>(id[16]) % 4];
  return fmt::format("<urn:uuid:{}-{}-{}-{}-{}>", id.substr(0, 8), id.substr(8, 4), id.substr(12, 4), id.substr(16, 4), id.substr(20));
}

std::string record(std::string_view type, const std::string& id, std::int64_t milliseconds, std::string_view media, const std::string& more, std::string_view block) {
  return fmt::format("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n{}Content-Type: {}\r\nWARC-Block-Digest: sha256:{}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n", type, id,
                     warc_date(milliseconds), more, media, sha256_hex(block), block.size(), block);
}

// The body was put together again: the header that says how it came in pieces is kept under another name.
std::string head_of(const WebAnswer& answer) {
  constexpr std::string_view kCoding = "\ntransfer-encoding:";
  std::string head = answer.answer_head;
  std::string lower = head;
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const std::size_t at = lower.find(kCoding);
  if (at != std::string::npos) head.insert(at + 1, "X-Archive-Orig-");
  return head;
}

std::string_view truncation_of(const WebAnswer& answer) {
  switch (answer.failure) {
    case NoAnswer::too_large: return "length";
    case NoAnswer::timeout:
    case NoAnswer::slow: return "time";
    case NoAnswer::cut:
    case NoAnswer::connect:
    case NoAnswer::tls:
    case NoAnswer::resolve:
    case NoAnswer::private_address:
    case NoAnswer::other: return "disconnect";
    case NoAnswer::none: break;
  }
  return {};
}

}  // namespace

std::string warc_info(std::int64_t milliseconds, std::string_view fields) {
  return record("warcinfo", record_id(fmt::format("{} {}", milliseconds, fields)), milliseconds, "application/warc-fields", {}, fields);
}

std::string warc_exchange(const Hop& hop) {
  const WebAnswer& answer = hop.answer;
  if (answer.request_head.empty()) return {};
  const std::string seed = fmt::format("{} {} {}", hop.started, hop.ms, hop.url);
  const std::string response = record_id(seed + answer.answer_head + answer.body);
  const std::string address = answer.ip.empty() ? "" : fmt::format("WARC-IP-Address: {}\r\n", answer.ip);
  const std::string target = fmt::format("WARC-Target-URI: {}\r\n{}", hop.url, address);
  std::string records;
  const bool has_answer = !answer.answer_head.empty();
  if (has_answer) {
    std::string more = target + fmt::format("WARC-Payload-Digest: sha256:{}\r\n", sha256_hex(answer.body));
    if (const std::string_view cut = truncation_of(answer); !cut.empty()) more += fmt::format("WARC-Truncated: {}\r\n", cut);
    records = record("response", response, hop.started, "application/http; msgtype=response", more, head_of(answer) + answer.body);
  }
  const std::string together = has_answer ? fmt::format("WARC-Concurrent-To: {}\r\n", response) : std::string();
  return records + record("request", record_id("request " + seed), hop.started, "application/http; msgtype=request", target + together, answer.request_head);
}

}  // namespace disclose
