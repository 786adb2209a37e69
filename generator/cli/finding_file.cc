// Findings as a file to send to the units: a page, a workbook or a table.
#include "cli/finding_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "format/csv.h"
#include "format/xlsx.h"

namespace disclose {

namespace {

constexpr std::string_view kStyle =
    "body{font:15px/1.6 'Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:2em auto;max-width:80em;padding:0 1em;color:#1b1b1b}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin:2em 0 .5em}table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border:1px solid #999;padding:.35em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f0f0f0}"
    "th:nth-child(1){width:4.5em}th:nth-child(2){width:8.5em}th:nth-child(4){width:28%}th:nth-child(5){width:8.5em}th:nth-child(6){width:11em}"
    "td.place,td span,small{font-family:monospace;font-size:.87em}td ul{margin:.3em 0 0;padding-left:1.2em;color:#444}"
    "tr.error td:first-child{font-weight:bold;color:#a01010}ul.units{columns:18em;padding-left:1.2em}"
    "@media(max-width:45em){table,tbody,tr,td{display:block}thead{position:absolute;left:-9999px}tr{border:1px solid #999;margin:0 0 .8em;padding:.3em 0}"
    "td{border:0;padding:.15em .6em}td[data-l]:not(:empty)::before{content:attr(data-l) '：';color:#555}}"
    "@media print{tr{break-inside:avoid}thead{display:table-header-group}ul.units{display:none}}";

constexpr std::string_view kSheetStyle =
    "body{font:15px/1.6 'Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:2em auto;max-width:90em;padding:0 1em;color:#1b1b1b}"
    "h1{font-size:1.5em}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.35em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f0f0f0}"
    "@media(max-width:45em){table,tbody,tr,td{display:block}thead{position:absolute;left:-9999px}tr{border:1px solid #999;margin:0 0 .8em;padding:.3em 0}td:empty{display:none}"
    "td{border:0;padding:.15em .6em}td:not(:empty)::before{content:attr(data-l) '：';color:#555}}@media print{tr{break-inside:avoid}thead{display:table-header-group}}";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : clean_text(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

class ReportWriter {
 public:
  explicit ReportWriter(const FindingReport& report) : report_(report), zh_(report.language == Language::zh) {}

  std::string html() const {
    std::string out = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
                                  "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n<p>{}</p>\n",
                                  zh_ ? "zh-CN" : "en", escaped(title()), kStyle, escaped(title()), escaped(counts()));
    const std::vector<UnitFindings> units = by_unit(report_.findings, report_.units);
    if (units.size() > 1) out += contents(units);
    for (std::size_t i = 0; i < units.size(); ++i) {
      out += fmt::format("<h2 id=\"u{}\">{}</h2>\n", i, escaped(heading(units[i]))) + table(units[i].findings);
    }
    if (!report_.notes.empty()) {
      std::vector<const Diagnostic*> notes;
      for (const Diagnostic& d : report_.notes.all()) notes.push_back(&d);
      out += fmt::format("<h2>{}</h2>\n", say("供复核（不是问题）", "To be looked at (no findings)")) + table(notes);
    }
    return out + "</body>\n</html>\n";
  }

  std::string csv() const { return to_csv(sheet(true)); }

  std::string xlsx() const {
    Workbook book{.title = title(), .author = report_.publisher, .created = 0, .notes = {}, .sheets = {sheet(false)}};
    book.notes.push_back({say("内容", "Contents"), title(), ""});
    book.notes.push_back({say("结果", "Result"), counts(), ""});
    if (!report_.notes.empty()) book.sheets.push_back(notes());
    return to_xlsx(book);
  }

 private:
  std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }
  std::string title() const { return report_.title + say("：检查结果", ": findings"); }
  std::string counts() const { return print_counts(report_.findings, {.language = report_.language}); }
  std::string name_of_unit(const UnitFindings& unit) const { return unit.name.empty() ? say("不属于某一单位", "of no unit") : unit.name; }

  std::string word(Severity severity) const {
    switch (severity) {
      case Severity::error: return say("错误", "error");
      case Severity::warning: return say("警告", "warning");
      case Severity::undecided: return say("无法判定", "undecided");
    }
    return {};
  }

  static std::string place(const Place& at) {
    if (at.position.line == 0) return at.file;
    return fmt::format("{}:{}:{}", at.file, at.position.line, at.position.column);
  }

  std::string heading(const UnitFindings& unit) const { return fmt::format("{}（{}）", name_of_unit(unit), unit.findings.size()); }

  // Which units there are, so that each finds its own.
  std::string contents(const std::vector<UnitFindings>& units) const {
    std::string out = "<ul class=\"units\">\n";
    for (std::size_t i = 0; i < units.size(); ++i) out += fmt::format("<li><a href=\"#u{}\">{}</a></li>\n", i, escaped(heading(units[i])));
    return out + "</ul>\n";
  }

  // The other places a finding speaks of, each on a line of its own.
  std::vector<std::string> others(const Diagnostic& d) const {
    std::vector<std::string> lines;
    for (const Related& related : d.related) lines.push_back(fmt::format("{}（{}）", related.message.in(report_.language), place(related.place)));
    return lines;
  }

  std::string table(const std::vector<const Diagnostic*>& findings) const {
    std::string out = "<table>\n<thead><tr>";
    for (const std::string& name : {say("级别", "Severity"), say("规则", "Rule"), say("问题", "Finding"), say("处理", "What to do"), say("依据", "Basis"), say("位置", "Place")}) {
      out += fmt::format("<th scope=\"col\">{}</th>", name);
    }
    out += "</tr></thead>\n<tbody>\n";
    for (const Diagnostic* d : findings) {
      std::string list;
      for (const std::string& line : others(*d)) list += "<li>" + escaped(line) + "</li>";
      if (!list.empty()) list = "<ul>" + list + "</ul>";
      out += fmt::format("<tr class=\"{}\"><td>{}</td><td><span>{}</span></td><td>{}{}</td>", name_of(d->severity), word(d->severity), name_of(d->code),
                         escaped(d->message.in(report_.language)), list);
      out += fmt::format("<td data-l=\"{}\">{}</td><td data-l=\"{}\">{}</td><td class=\"place\">{}</td></tr>\n", say("处理", "What to do"),
                         escaped(d->help.in(report_.language)), say("依据", "Basis"), escaped(d->basis), escaped(place(d->place)));
    }
    return out + "</tbody>\n</table>\n";
  }

  Sheet empty_sheet(std::string name) const {
    return {.name = std::move(name),
            .header = {say("单位", "Unit"), say("级别", "Severity"), say("规则", "Rule"), say("问题", "Finding"), say("处理", "What to do"), say("依据", "Basis"),
                       say("记录", "Record"), say("文件", "File"), say("行", "Line"), say("列", "Column"), say("对照", "Compare")},
            .rows = {}};
  }

  std::vector<Cell> row(const std::string& unit, std::string severity, const Diagnostic& d) const {
    return {Cell::of(unit), Cell::of(std::move(severity)), Cell::of(std::string(name_of(d.code))), Cell::of(d.message.in(report_.language)),
            Cell::of(d.help.in(report_.language)), Cell::of(d.basis), Cell::of(d.record), Cell::of(d.place.file),
            Cell::count(std::to_string(d.place.position.line)), Cell::count(std::to_string(d.place.position.column)),
            Cell::of(fmt::format("{}", fmt::join(others(d), "；")))};
  }

  Sheet sheet(bool with_notes) const {
    Sheet sheet = empty_sheet(say("检查结果", "Findings"));
    for (const UnitFindings& unit : by_unit(report_.findings, report_.units)) {
      for (const Diagnostic* d : unit.findings) sheet.rows.push_back(row(name_of_unit(unit), word(d->severity), *d));
    }
    if (with_notes) std::ranges::move(notes().rows, std::back_inserter(sheet.rows));
    return sheet;
  }

  Sheet notes() const {
    Sheet sheet = empty_sheet(say("供复核", "To be looked at"));
    for (const UnitFindings& unit : by_unit(report_.notes, report_.units)) {
      for (const Diagnostic* d : unit.findings) sheet.rows.push_back(row(name_of_unit(unit), say("供复核", "note"), *d));
    }
    return sheet;
  }

  const FindingReport& report_;
  bool zh_;
};

}  // namespace

std::optional<ReportForm> report_form_of(std::string_view file) {
  if (file.ends_with(".html") || file.ends_with(".htm")) return ReportForm::html;
  if (file.ends_with(".xlsx")) return ReportForm::xlsx;
  if (file.ends_with(".csv")) return ReportForm::csv;
  return std::nullopt;
}

std::string write_report(const FindingReport& report, ReportForm form) {
  const ReportWriter writer(report);
  switch (form) {
    case ReportForm::html: return writer.html();
    case ReportForm::xlsx: return writer.xlsx();
    case ReportForm::csv: return writer.csv();
  }
  return {};
}

std::string write_sheet_report(const Sheet& sheet, const std::string& title, ReportForm form, Language language) {
  if (form == ReportForm::csv) return to_csv(sheet);
  if (form == ReportForm::xlsx) return to_xlsx({.title = title, .author = {}, .created = 0, .notes = {}, .sheets = {sheet}});
  std::string out = fmt::format("<!DOCTYPE html>\n<html lang=\"{0}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{1}</title>\n<style>{2}</style>\n</head>\n<body>\n<h1>{1}</h1>\n"
                                "<table class=\"sheet\">\n<thead><tr>",
                                language == Language::zh ? "zh-CN" : "en", escaped(title), kSheetStyle);
  for (const std::string& name : sheet.header) out += fmt::format("<th scope=\"col\">{}</th>", escaped(name));
  out += "</tr></thead>\n<tbody>\n";
  for (const std::vector<Cell>& row : sheet.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) out += fmt::format("<td data-l=\"{}\">{}</td>", escaped(sheet.header[i]), escaped(row[i].text));
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n</body>\n</html>\n";
}

}  // namespace disclose
