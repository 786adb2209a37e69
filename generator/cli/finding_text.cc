#include "cli/finding_text.h"

#include <fmt/format.h>

#include <map>
#include <optional>

#include "base/text.h"
#include "format/json_writer.h"

namespace disclose {

namespace {

constexpr std::size_t kWindow = 96;  // columns of a line that are shown around the place

class Printer {
 public:
  Printer(const Folder& folder, const TextStyle& style) : folder_(folder), style_(style) {}

  void print(const Diagnostic& d) {
    const auto [word, colour] = severity(d.severity);
    out_ += bold(where(d.place)) + ": " + paint(fmt::format("{}[{}]", word, name_of(d.code)), colour) + ": " +
            bold(clean(d.message.in(style_.language))) + "\n";
    excerpt(d.place, colour);
    for (const Related& related : d.related) {
      out_ += fmt::format("  → {}: {}\n", where(related.place), clean(related.message.in(style_.language)));
    }
    const bool zh = style_.language == Language::zh;
    if (!d.help.empty()) out_ += (zh ? "  处理：" : "  help: ") + clean(d.help.in(style_.language)) + "\n";
    if (!d.basis.empty() && d.basis != "form") out_ += (zh ? "  依据：" : "  basis: ") + clean(d.basis) + "\n";
    out_ += "\n";
  }

  std::string take() { return std::move(out_); }

 private:
  struct Word {
    std::string_view text;
    std::string_view colour;
  };
  Word severity(Severity severity) const {
    const bool zh = style_.language == Language::zh;
    switch (severity) {
      case Severity::error: return {zh ? "错误" : "error", "31"};
      case Severity::warning: return {zh ? "警告" : "warning", "33"};
      case Severity::undecided: return {zh ? "无法判定" : "undecided", "36"};
    }
    return {};
  }

  std::string paint(std::string_view text, std::string_view colour) const {
    return style_.color ? fmt::format("\x1b[1;{}m{}\x1b[0m", colour, text) : std::string(text);
  }
  std::string bold(std::string_view text) const {
    return style_.color ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
  }

  static std::string where(const Place& place) {
    std::string text = clean(place.file);
    if (place.position.line != 0) text += fmt::format(":{}:{}", place.position.line, place.position.column);
    return text;
  }

  // Input is untrusted: no control character of it reaches the terminal.
  static std::string clean(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t start = at;
      const char32_t c = next_code_point(text, at);
      const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
      if (control) {
        shown += c == '\t' ? " " : "�";
      } else {
        shown += text.substr(start, at - start);
      }
    }
    return shown;
  }

  const std::optional<std::string>& text_of(const std::string& file) {
    // Findings are sorted by file: one open file at a time is enough.
    if (open_name_ != file) {
      open_name_ = file;
      open_text_ = folder_.read(file);
      lines_.clear();
    }
    return open_text_;
  }

  std::string_view line_of(const Place& place) {
    const auto& text = text_of(place.file);
    if (!text) return {};
    if (lines_.empty()) {
      for (std::size_t at = 0; at != std::string::npos;) {
        lines_.push_back(at);
        at = text->find('\n', at);
        if (at != std::string::npos) ++at;
      }
    }
    if (place.position.line > lines_.size()) return {};
    const std::size_t start = lines_[place.position.line - 1];
    return line_at(std::string_view(*text).substr(start, text->find('\n', start) - start), {1, 1});
  }

  void excerpt(const Place& place, std::string_view colour) {
    if (place.position.line == 0) return;
    std::string_view line = line_of(place);
    if (trim(line).empty()) return;
    std::size_t at = 0;
    for (std::uint32_t column = 1; column < place.position.column && at < line.size(); ++column) next_code_point(line, at);
    // Of a long line, the part around the place.
    std::size_t start = 0;
    while (display_width(line.substr(start, at - start)) > kWindow / 2) next_code_point(line, start);
    std::string before = (start == 0 ? "" : "…") + clean(line.substr(start, at - start));
    std::string after;
    std::size_t end = at;
    while (end < line.size() && display_width(after) + display_width(before) < kWindow) {
      const std::size_t from = end;
      next_code_point(line, end);
      after += clean(line.substr(from, end - from));
    }
    if (end < line.size()) after += "…";
    const std::string number = fmt::format("{:>5}", place.position.line);
    out_ += fmt::format("{} │ {}{}\n", number, before, after);
    out_ += fmt::format("      │ {}{}\n", std::string(display_width(before), ' '), paint("^", colour));
  }

  const Folder& folder_;
  TextStyle style_;
  std::string out_;
  std::string open_name_;
  std::optional<std::string> open_text_;
  std::vector<std::size_t> lines_;
};

View place_view(const Place& place) {
  return View::map({{"file", place.file},
                    {"line", static_cast<std::int64_t>(place.position.line)},
                    {"column", static_cast<std::int64_t>(place.position.column)},
                    {"pointer", place.pointer}});
}

View finding_view(const Diagnostic& d, Language language) {
  View view = View::map({{"code", name_of(d.code)}, {"severity", name_of(d.severity)}});
  const View place = place_view(d.place);
  for (const auto& [name, value] : *place.map()) view.set(name, value);
  if (!d.unit.empty()) view.set("unit", d.unit);
  if (!d.record.empty()) view.set("record", d.record);
  view.set("message", d.message.in(language));
  view.set("help", d.help.in(language));
  if (!d.basis.empty()) view.set("basis", d.basis);
  View figures{View::List{}};
  for (const std::string& figure : d.figures) figures.push(figure);
  if (!d.figures.empty()) view.set("figures", std::move(figures));
  View related{View::List{}};
  for (const Related& other : d.related) {
    View item = place_view(other.place);
    item.set("message", other.message.in(language));
    related.push(std::move(item));
  }
  if (!d.related.empty()) view.set("related", std::move(related));
  return view;
}

}  // namespace

std::string print_findings(const Diagnostics& diagnostics, const Folder& folder, const TextStyle& style) {
  Printer printer(folder, style);
  for (const Diagnostic& diagnostic : diagnostics.all()) printer.print(diagnostic);
  return printer.take();
}

std::string print_counts(const Diagnostics& diagnostics, const TextStyle& style) {
  const auto errors = diagnostics.count(Severity::error);
  const auto warnings = diagnostics.count(Severity::warning);
  const auto undecided = diagnostics.count(Severity::undecided);
  if (style.language == Language::zh) {
    return fmt::format("{} 个错误，{} 个警告，{} 个无法判定", errors, warnings, undecided);
  }
  return fmt::format("{} errors, {} warnings, {} undecided", errors, warnings, undecided);
}

std::string print_report(const Diagnostics& diagnostics, std::string_view site, Language language) {
  View findings{View::List{}};
  for (const Diagnostic& diagnostic : diagnostics.all()) findings.push(finding_view(diagnostic, language));
  return to_json(View::map({
      {"format", 1},
      {"site", site},
      {"counts", View::map({{"error", diagnostics.count(Severity::error)},
                            {"warning", diagnostics.count(Severity::warning)},
                            {"undecided", diagnostics.count(Severity::undecided)}})},
      {"findings", std::move(findings)},
  }));
}

}  // namespace disclose
