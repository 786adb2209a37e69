// Finished pages are looked through once more before they are written (proof.md 8.1).
#include "check/page_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "check/leak_scanner.h"
#include "format/digest.h"
#include "format/sheet.h"

namespace disclose {

namespace {

using std::literals::operator""sv;

std::string decoded(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNames = {{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto name = text[at] != '&' ? kNames.end() : std::ranges::find_if(kNames, [&](const auto& n) { return text.substr(at).starts_with(n.first); });
    if (name == kNames.end()) {
      out += text[at++];
    } else {
      out += name->second;
      at += name->first.size();
    }
  }
  return out;
}

// The values of alt, title, content and aria-label in a tag: what is shown or read out of it.
void visit_attributes(std::string_view tag, const std::function<void(std::string_view)>& visit) {
  if (tag.find('"') == std::string_view::npos) return;  // most tags
  for (const std::string_view name : {" alt=\""sv, " title=\""sv, " content=\""sv, " aria-label=\""sv}) {
    const std::size_t at = tag.find(name);
    if (at == std::string_view::npos) continue;
    const std::size_t begin = at + name.size();
    const std::size_t end = std::min(tag.find('"', begin), tag.size());
    visit(tag.substr(begin, end - begin));
  }
}

// The strings of JSON; numbers and names of keys are typed.
void for_each_json_text(std::string_view json, const std::function<void(std::string_view)>& visit) {
  for (std::size_t at = json.find('"'); at != std::string_view::npos; at = json.find('"', at)) {
    std::size_t end = ++at;
    while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2U : 1U;
    end = std::min(end, json.size());
    const bool key = end + 1 < json.size() && json[end + 1] == ':';
    if (!key) visit(json.substr(at, end - at));
    at = std::min(end + 1, json.size());
  }
}

void for_each_text_of(std::string_view path, std::string_view bytes, const std::function<void(std::string_view)>& visit) {
  if (path.ends_with(".html")) for_each_page_text(bytes, visit);
  if (path.ends_with(".json")) for_each_json_text(bytes, visit);
  if (!path.ends_with(".csv")) return;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find_first_of(",\n", at), bytes.size());
    visit(bytes.substr(at, end - at));
    at = end + 1;
  }
}

// A figure alone in its cell has a type: only what its check digit proves is a leak.
bool is_proved(Code rule) { return rule == Code::leak_id || rule == Code::leak_disabled_id; }

}  // namespace

void for_each_page_text(std::string_view html, const std::function<void(std::string_view text)>& visit) {
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    if (open > at) visit(html.substr(at, open - at));
    if (open == html.size()) return;
    const std::size_t close = std::min(html.find('>', open), html.size());
    const std::string_view tag = html.substr(open, close - open);
    at = std::min(close + 1, html.size());
    visit_attributes(tag, visit);
    for (const std::string_view raw : {"script"sv, "style"sv}) {
      if (!tag.substr(1).starts_with(raw)) continue;
      at = std::min(html.find("</", at), html.size());
    }
  }
}

PageScan::PageScan(Sink& sink, const Registry& registry, Date today) : sink_(sink), registry_(registry), today_(today) {
  for (const Project* project : registry.records.projects) codes_.emplace(project->code);
  for (const Unit& unit : registry.units()) {
    codes_.emplace(unit.code);
    codes_.emplace(unit.credit_code);
  }
  codes_.erase("");
}

void PageScan::put(std::string_view path, std::string_view bytes) {
  if (!leaks(path, bytes)) sink_.put(path, bytes);
}

Diagnostics PageScan::take() {
  found_.sort();
  return std::move(found_);
}

bool PageScan::leaks(std::string_view path, std::string_view bytes) {
  LeakScanner scanner(today_);
  std::map<Code, std::string> told;
  for_each_text_of(path, bytes, [&](std::string_view raw) {
    if (!may_leak(raw)) return;
    const std::string text = decoded(raw);
    const bool figure = is_plain_decimal(trim(text));
    for (const Leak& leak : scanner.scan(text)) {
      if (figure && !is_proved(leak.rule)) continue;
      const std::string match = scanner.normalised(leak);
      if (!is_known(leak.rule, match)) told.try_emplace(leak.rule, match);
    }
  });
  const std::lock_guard lock(mutex_);
  for (const auto& [rule, match] : told) {
    const std::string shown = is_secret(rule) ? masked(match) : match;
    found_.add({.code = rule,
                .severity = Severity::error,
                .place = {.file = std::string(path), .pointer = "", .position = {}},
                .message = {fmt::format("生成的文件里有不得公开的内容：{}", shown), fmt::format("the finished file holds what must not be published: {}", shown)},
                .help = {"输入中没有：看站点的 templates/ 里有没有，没有则是程序的缺陷，烦请报告", "the input does not have it: look into templates/ of the site; otherwise report a defect of the program"},
                .basis = {},
                .figures = {shown},
                .related = {},
                .unit = {},
                .record = {}});
  }
  return !told.empty();
}

// A code that is shown as such, or what a waiver lets pass wherever its record is shown.
bool PageScan::is_known(Code rule, const std::string& match) const {
  if (codes_.contains(match)) return true;
  return std::ranges::any_of(registry_.site().allow, [&](const Waiver& waiver) {
    if (waiver.rule != rule || waiver.expires < today_) return false;
    const Text owner = waiver.record.empty() ? waiver.path : waiver.record;
    return waiver.match_sha256 == sha256_hex(fmt::format("{}:{}:{}", name_of(rule), owner, match));
  });
}

}  // namespace disclose
