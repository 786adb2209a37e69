// figure-text (format.md 5 and 6): a figure that has a `source` stands in the text of its year's annual
// report: white space removed on both sides, full-width forms and thousands commas no difference.
#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "check/fold.h"
#include "check/narrative_file.h"
#include "check/rule.h"

namespace disclose {

namespace {

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Folded, without white space and without the commas between the digits of a number.
std::u32string squeeze(std::string_view text) {
  FoldedText folded;
  folded.take(text);
  std::u32string plain;
  for (const char32_t c : folded.text()) {
    if (!is_space(c)) plain += c == U'，' ? U',' : c;
  }
  std::u32string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const bool comma = plain[i] == ',' && i > 0 && is_digit(plain[i - 1]) && i + 3 < plain.size() && is_digit(plain[i + 1]) &&
                       is_digit(plain[i + 2]) && is_digit(plain[i + 3]);
    if (!comma) out += plain[i];
  }
  return out;
}

// Whether `wanted` stands in `text`, a number not as a part of a longer one: 71个 is not in 2271个.
bool occurs(const std::u32string& text, const std::u32string& wanted) {
  if (wanted.empty()) return true;
  const bool begins = is_digit(wanted.front());
  const bool ends = is_digit(wanted.back());
  for (std::size_t at = text.find(wanted); at != std::u32string::npos; at = text.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const bool joined = begins && at > 0 && (is_digit(text[at - 1]) || (text[at - 1] == '.' && at > 1 && is_digit(text[at - 2])));
    const bool goes_on = ends && end < text.size() && (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1])));
    if (!joined && !goes_on) return true;
  }
  return false;
}

class ReportTexts {
 public:
  explicit ReportTexts(const RuleContext& context) : context_(context) {}

  // The text of the year's annual reports; nullptr when the year has none.
  const std::u32string* of(Year year) {
    const auto [entry, fresh] = texts_.try_emplace(year);
    if (fresh) entry->second = read(year);
    return entry->second ? &*entry->second : nullptr;
  }
  // A report of that year, for the finding to name.
  const MarkdownPage* page(Year year) const {
    for (const MarkdownPage* page : context_.registry.pages) {
      if (is_annual_report(*page) && page->year == year) return page;
    }
    return nullptr;
  }

 private:
  std::optional<std::u32string> read(Year year) const {
    std::optional<std::u32string> text;
    for (const MarkdownPage* page : context_.registry.pages) {
      if (!is_annual_report(*page) || page->year != year) continue;
      const auto narrative = NarrativeFile::open(context_.folder, page->narrative);
      if (!narrative) continue;
      std::string all = std::string(page->title) + "\n" + std::string(page->summary) + "\n";
      for (const TextRun& run : text_runs(narrative->body(), Reading::shown)) all += run.text + "\n";
      if (!text) text.emplace();
      *text += squeeze(all);
    }
    return text;
  }

  const RuleContext& context_;
  std::map<Year, std::optional<std::u32string>> texts_;
};

void report(const RuleContext& context, const Figures& record, std::size_t i, Text text, std::string_view key, const MarkdownPage* page, Diagnostics& diagnostics) {
  const FigureItem& item = record.items[i];
  Diagnostic d = finding(Code::figure_text, record, fmt::format("/items/{}/{}", i, key),
                         {fmt::format("{}：“{}”写 {}，{} 年度报告正文中没有", who(context, record).zh, item.label, text, record.year),
                          fmt::format("{}: \"{}\" says {}, which the report of {} does not", who(context, record).en, item.label, text, record.year)},
                         {"对照报告改正数据；不是出自这份报告的，去掉 source", "mend the figure after the report; if it is not from there, remove its source"});
  d.figures = {std::string(text)};
  if (page != nullptr) d.related.push_back({{.file = std::string(page->origin.file), .pointer = "", .position = {1, 1}}, {fmt::format("{} 年度报告“{}”", record.year, page->title), fmt::format("the report of {}: {}", record.year, page->title)}});
  diagnostics.add(std::move(d));
}

void undecided(const RuleContext& context, const Figures& record, Diagnostics& diagnostics) {
  Diagnostic d = finding(Code::figure_text, record, "",
                         {fmt::format("{}：{} 年度没有年度报告，写了 source 的数据不能判定", who(context, record).zh, record.year),
                          fmt::format("{}: there is no report of {}, so whether its figures stand in it is undecided", who(context, record).en, record.year)},
                         {"发布该年度的报告（kind: report，不写 unit），或去掉 source", "publish the report of the year (kind: report, no unit), or remove source"});
  d.severity = Severity::undecided;
  diagnostics.add(std::move(d));
}

void check_record(const RuleContext& context, const Figures& record, ReportTexts& reports, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < record.items.size(); ++i) {
    const FigureItem& item = record.items[i];
    if (item.source.empty()) continue;
    const std::u32string* text = reports.of(record.year);
    if (text == nullptr) return undecided(context, record, diagnostics);
    if (item.value && !occurs(*text, squeeze(item.value->written))) {
      report(context, record, i, item.value->written, "value", reports.page(record.year), diagnostics);
    }
    for (std::size_t n = 0; n < item.names.size() && !item.value; ++n) {
      if (occurs(*text, squeeze(item.names[n]))) continue;
      report(context, record, i, item.names[n], fmt::format("names/{}", n), reports.page(record.year), diagnostics);
    }
  }
}

}  // namespace

void check_figure_texts(const RuleContext& context, Diagnostics& diagnostics) {
  ReportTexts reports(context);
  for (const Figures* record : context.registry.records.figures) {
    if (record->sound) check_record(context, *record, reports, diagnostics);
  }
}

}  // namespace disclose
