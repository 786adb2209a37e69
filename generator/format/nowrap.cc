#include "format/nowrap.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "base/text.h"

namespace disclose {

namespace {

// Between a number and its unit: 48亿多元, 3450余个.
constexpr std::u32string_view kMultiples = U"十百千万亿余多几";
constexpr std::u32string_view kUnits =
    U"元个项次人户家年月日号分类条件套台亩吨天批期名所座处份场期级页间辆只头株米里升度岁周时秒倍位"
    U"篇部本角块款笔";
// Units of two characters that do not begin with one of the above.
constexpr std::array<std::string_view, 8> kLongUnits = {"平方米", "立方米", "公里", "公顷",
                                                        "公斤",   "小时",   "季度", "百分点"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' ||
         c == '#' || c == '&';
}

std::size_t end_of_number(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool inner =
        (text[at] == '.' || text[at] == ',') && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!is_digit(text[at]) && !inner) break;
    ++at;
  }
  return at;
}

// The end of the measure word at `at`; `at` when there is none.
std::size_t end_of_measure(std::string_view text, std::size_t at) {
  std::size_t end = at;
  std::size_t kept = at;
  for (int i = 0; i < 4 && end < text.size(); ++i) {
    for (const std::string_view unit : kLongUnits) {
      if (text.substr(end).starts_with(unit)) return end + unit.size();
    }
    std::size_t next = end;
    const char32_t c = next_code_point(text, next);
    if (kMultiples.find(c) != std::u32string_view::npos) {
      end = kept = next;
    } else {
      return kUnits.find(c) != std::u32string_view::npos ? next : kept;
    }
  }
  return kept;
}

// The end of a number with its measure at `at`, of several when they follow one another (a date).
std::size_t end_of_quantity(std::string_view text, std::size_t at) {
  std::size_t kept = at;
  for (int part = 0; part < 3; ++part) {
    const std::size_t number = end_of_number(text, kept);
    if (number == kept) break;
    const bool spaced = number < text.size() && text[number] == ' ';
    const std::size_t start = number + (spaced ? 1 : 0);
    const std::size_t end = end_of_measure(text, start);
    if (end == start) break;
    kept = end;
  }
  return kept;
}

constexpr std::size_t kLongest = 48;  // bytes

class Wrapper {
 public:
  explicit Wrapper(std::string_view html) : html_(html) { out_.reserve(html.size() * 5 / 4 + 64); }

  std::string wrap() {
    while (at_ < html_.size()) {
      if (html_[at_] == '<') {
        tag();
      } else if (is_digit(html_[at_]) && verbatim_ == 0) {
        number();
      } else {
        ++at_;
      }
    }
    out_ += html_.substr(copied_);
    return std::move(out_);
  }

 private:
  void tag() {
    const std::string_view rest = html_.substr(at_);
    for (const std::string_view open : {"<pre>", "<code>", "<span class=\"nb\">"}) {
      if (rest.starts_with(open)) ++verbatim_;
    }
    for (const std::string_view close : {"</pre>", "</code>"}) {
      if (rest.starts_with(close) && verbatim_ > 0) --verbatim_;
    }
    // Spans of other classes do not stand inside ours.
    if (rest.starts_with("</span>") && verbatim_ > 0) --verbatim_;
    at_ = std::min(html_.find('>', at_), html_.size());
  }

  void number() {
    const bool inside_word = at_ > 0 && is_word(html_[at_ - 1]);
    std::size_t end = inside_word ? at_ : end_of_quantity(html_, at_);
    // What is longer than any figure must be able to break, or it would widen the page.
    if (end - at_ > kLongest) end = at_;
    if (end == at_) {
      at_ = std::max(end_of_number(html_, at_), at_ + 1);
      return;
    }
    out_ += html_.substr(copied_, at_ - copied_);
    out_ += "<span class=\"nb\">";
    out_ += html_.substr(at_, end - at_);
    out_ += "</span>";
    at_ = copied_ = end;
  }

  std::string_view html_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::size_t verbatim_ = 0;
};

}  // namespace

void nowrap_numbers(std::string& html) { html = Wrapper(html).wrap(); }

}  // namespace disclose
