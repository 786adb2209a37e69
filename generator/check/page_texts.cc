// What of a finished file is text, and which of it is worth a second look: every byte of the site passes here.
#include "check/page_texts.h"

#include <algorithm>
#include <array>
#include <string>

#include "check/leak_scanner.h"
#include "check/office_xml.h"

namespace disclose {

namespace {

using std::literals::operator""sv;
using Visit = std::function<void(std::string_view)>;

constexpr std::size_t npos = std::string_view::npos;

std::string without_entities(std::string_view text) {
  std::string plain;
  append_xml_text(plain, text);
  return plain;
}

// The values in a tag that are shown or read out.
void visit_attributes(std::string_view tag, const Visit& visit) {
  for (std::size_t open = tag.find('"'); open != npos;) {
    const std::size_t close = std::min(tag.find('"', open + 1), tag.size());
    const std::string_view head = tag.substr(0, open);
    const bool shown = std::ranges::any_of(std::array{" alt="sv, " title="sv, " content="sv, " aria-label="sv}, [&](std::string_view name) { return head.ends_with(name); });
    const std::string_view value = tag.substr(open + 1, close - open - 1);
    if (shown && may_leak(value)) visit(without_entities(value));
    open = tag.find('"', std::min(close + 1, tag.size()));
  }
}

// Finds the part of a page that a place lies in. Places come in ascending order.
class PageParts {
 public:
  explicit PageParts(std::string_view html) : html_(html) { next_raw(); }

  void visit_at(std::size_t place, std::size_t& end, const Visit& visit) {
    while (raw_end_ <= place) next_raw();
    if (place >= raw_begin_) {
      end = raw_end_;
      return;
    }
    const std::size_t edge = html_.find_last_of("<>", place);
    const bool in_tag = edge != npos && html_[edge] == '<';
    const std::size_t begin = edge == npos ? 0 : edge + 1;
    end = std::min(html_.find(in_tag ? '>' : '<', place), html_.size());
    const std::string_view part = html_.substr(begin, end - begin);
    if (in_tag) {
      visit_attributes(part, visit);
    } else {
      visit(without_entities(part));
    }
  }

 private:
  // The next script or style, whose content is no text.
  void next_raw() {
    for (std::size_t at = html_.find("<s", raw_end_); at != npos; at = html_.find("<s", at + 1)) {
      if (!html_.substr(at).starts_with("<script") && !html_.substr(at).starts_with("<style")) continue;
      raw_begin_ = std::min(html_.find('>', at), html_.size());
      raw_end_ = std::min(html_.find("</", raw_begin_), html_.size());
      return;
    }
    raw_begin_ = raw_end_ = npos;
  }

  std::string_view html_;
  std::size_t raw_begin_ = 0;
  std::size_t raw_end_ = 0;
};

void visit_page(std::string_view html, const Visit& visit) {
  std::size_t at = find_suspicion(html);
  if (at == npos) return;
  PageParts parts(html);
  while (at != npos) {
    std::size_t end = at + 1;
    parts.visit_at(at, end, visit);
    at = find_suspicion(html, std::max(end, at + 1));
  }
}

// Numbers and names of keys are typed.
void visit_json(std::string_view json, const Visit& visit) {
  for (std::size_t open = json.find('"'); open != npos;) {
    const std::size_t begin = open + 1;
    std::size_t end = begin;
    while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2U : 1U;
    end = std::min(end, json.size());
    const bool is_key = end + 1 < json.size() && json[end + 1] == ':';
    const std::string_view text = json.substr(begin, end - begin);
    if (!is_key && may_leak(text)) visit(text);
    open = json.find('"', std::min(end + 1, json.size()));
  }
}

void visit_csv(std::string_view csv, const Visit& visit) {
  for (std::size_t at = find_suspicion(csv); at != npos;) {
    const std::size_t edge = csv.find_last_of(",\n", at);
    const std::size_t begin = edge == npos ? 0 : edge + 1;
    const std::size_t end = std::min(csv.find_first_of(",\n", at), csv.size());
    visit(csv.substr(begin, end - begin));
    at = find_suspicion(csv, std::max(end, at + 1));
  }
}

}  // namespace

void for_each_suspicious_text(std::string_view path, std::string_view bytes, const Visit& visit) {
  if (path.ends_with(".html")) visit_page(bytes, visit);
  if (path.ends_with(".json")) visit_json(bytes, visit);
  if (path.ends_with(".csv")) visit_csv(bytes, visit);
}

}  // namespace disclose
