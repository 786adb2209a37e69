#include "portal/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "exact/date.h"
#include "proof/hash.h"
#include "proof/leaf.h"

namespace disclose {

namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kDay = 86'400;
constexpr std::array<Verdict, 6> kVerdicts = {Verdict::same_bytes, Verdict::same_text, Verdict::stale, Verdict::fail, Verdict::unreachable, Verdict::inconclusive};

// What servers say may hold anything.
Datum said(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(plain, c < 0x20 || (c >= 0x7F && c < 0xA0) ? U'\uFFFD' : c);
  }
  return Datum::of(std::string_view(shorten(plain, kLongest)));
}

Datum in_both(const Say& text) {
  Datum datum = Datum::object();
  datum["zh"] = said(text.zh);
  datum["en"] = said(text.en);
  return datum;
}

Datum texts(const std::vector<std::string>& list) {
  Datum datum = Datum::list();
  for (const std::string& text : list) datum.items.push_back(said(text));
  return datum;
}

Datum of_log(const ObservedLog& log) {
  Datum datum = Datum::object();
  datum["origin"] = Datum::of(log.origin);
  datum["size"] = Datum::of(log.size);
  datum["root"] = Datum::of(log.root);
  datum["edition"] = Datum::of(log.edition);
  return datum;
}

Datum of_hop(const Hop& hop) {
  Datum datum = Datum::object();
  const WebAnswer& answer = hop.answer;
  datum["url"] = said(hop.url);
  datum["started"] = Datum::of(evidence_time(hop.started));
  datum["ms"] = Datum::of(hop.ms);
  datum["status"] = Datum::of(std::int64_t{answer.status});
  if (!answer.ip.empty()) datum["ip"] = said(answer.ip);
  if (const std::string date = answer.header("date"); !date.empty()) datum["server_date"] = said(date);
  if (!answer.error.empty()) datum["error"] = said(answer.error);
  if (!answer.tls) return datum;
  Datum& tls = datum["tls"] = Datum::object();
  tls["subject"] = said(answer.tls->subject);
  tls["issuer"] = said(answer.tls->issuer);
  tls["expires"] = said(answer.tls->expires);
  tls["sha256"] = said(answer.tls->sha256);
  return datum;
}

std::string_view text_of_member(const Datum& object, std::string_view key) {
  const auto found = object.members.find(key);
  return found == object.members.end() ? std::string_view() : std::string_view(found->second.text);
}

}  // namespace

std::string evidence_time(std::int64_t milliseconds) {
  const std::int64_t local = milliseconds / kSecond + 8 * 3600;
  const std::int64_t second = local % kDay;
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", print(add_days(Date{1970, 1, 1}, static_cast<int>(local / kDay))), second / 3600, second / 60 % 60, second % 60);
}

std::optional<std::int64_t> http_date_seconds(std::string_view text) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  // Sun, 01 Mar 2026 01:00:00 GMT
  if (text.size() != 29 || text.substr(26) != "GMT" || text[7] != ' ') return std::nullopt;
  const std::size_t month = kMonths.find(text.substr(8, 3));
  if (month == std::string_view::npos || month % 3 != 0) return std::nullopt;
  const std::string time = fmt::format("{}-{:02}-{}T{}+08:00", text.substr(12, 4), month / 3 + 1, text.substr(5, 2), text.substr(17, 8));
  return is_leaf_time(time) ? std::optional(unix_seconds(time) + 8 * 3600) : std::nullopt;
}

Datum environment_line(const Observer& observer, const ObservedLog& log, std::string_view site, std::int64_t started, std::optional<std::int64_t> skew_seconds) {
  Datum line = Datum::object();
  line["type"] = Datum::of("environment");
  line["format"] = Datum::of(std::int64_t{1});
  line["site"] = said(site);
  line["started"] = Datum::of(evidence_time(started));
  line["tool"] = said(observer.tool);
  line["checker"] = said(observer.checker);
  line["user"] = said(observer.user);
  line["machine"] = said(observer.machine);
  line["resolvers"] = texts(observer.resolvers);
  line["hosts_entry"] = said(observer.hosts_entry);
  line["proxy"] = said(observer.proxy);
  line["log"] = of_log(log);
  if (skew_seconds) line["clock_skew_seconds"] = Datum::of(*skew_seconds);
  return line;
}

CheckedUrl make_checked(const Expectation& expected, const Fetched& fetched, Judgement judgement, std::int64_t started, std::int64_t ended, const ObservedLog& log, std::string_view tool) {
  CheckedUrl checked{.expected = expected, .verdict = judgement.verdict, .why = std::move(judgement.why), .ended = evidence_time(ended), .line = Datum::object()};
  Datum& line = checked.line;
  line["type"] = Datum::of("url");
  line["items"] = texts(expected.items);
  line["path"] = Datum::of(expected.path);
  line["url"] = said(expected.url);
  line["verdict"] = Datum::of(name_of(checked.verdict));
  if (!checked.why.empty()) line["why"] = in_both(checked.why);
  line["started"] = Datum::of(evidence_time(started));
  line["ended"] = Datum::of(checked.ended);
  line["attempts"] = Datum::of(static_cast<std::int64_t>(fetched.tries));
  Datum& hops = line["hops"] = Datum::list();
  for (const Hop& hop : fetched.hops) hops.items.push_back(of_hop(hop));
  line["expected_sha256"] = Datum::of(expected.sha256);
  if (!expected.text.empty()) line["expected_text_sha256"] = Datum::of(expected.text);
  line["leaf"] = Datum::of(expected.leaf);
  line["log"] = of_log(log);
  line["tool"] = said(tool);
  if (judgement.body_sha256.empty()) return checked;
  line["body_sha256"] = Datum::of(judgement.body_sha256);
  line["bytes"] = Datum::of(judgement.bytes);
  if (!judgement.charset.empty()) line["charset"] = Datum::of(judgement.charset);
  if (!judgement.text_sha256.empty()) line["text_sha256"] = Datum::of(judgement.text_sha256);
  return checked;
}

std::optional<CheckedUrl> read_checked(const Expectation& expected, const Datum& line) {
  if (text_of_member(line, "url") != expected.url || text_of_member(line, "expected_sha256") != expected.sha256) return std::nullopt;
  const auto verdict = std::ranges::find_if(kVerdicts, [&](Verdict v) { return name_of(v) == text_of_member(line, "verdict"); });
  if (verdict == kVerdicts.end()) return std::nullopt;
  CheckedUrl checked{.expected = expected, .verdict = *verdict, .why = {}, .ended = std::string(text_of_member(line, "ended")), .line = line};
  if (const auto why = line.members.find("why"); why != line.members.end()) {
    checked.why = {std::string(text_of_member(why->second, "zh")), std::string(text_of_member(why->second, "en"))};
  }
  return checked;
}

std::optional<std::vector<Datum>> parse_lines(std::string_view text, Say& problem) {
  std::vector<Datum> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::optional<Datum> line = parse_datum(text.substr(0, end), problem);
    if (!line || line->kind != Datum::Kind::object) {
      problem = {fmt::format("第 {} 行不是核对记录", lines.size() + 1), fmt::format("line {} is no record of a check", lines.size() + 1)};
      return std::nullopt;
    }
    lines.push_back(*std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace disclose
