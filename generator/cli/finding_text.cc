#include "cli/finding_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "format/json_writer.h"

namespace disclose {

namespace {

constexpr std::size_t kWindow = 96;  // columns of a line that are shown around the place

class Printer {
 public:
  Printer(const Folder& folder, const TextStyle& style) : folder_(folder), style_(style) {}

  /// Findings that ask for the same are told together when there are more than a few of them.
  void print(const std::vector<const Diagnostic*>& findings) {
    constexpr std::size_t kFew = 4;
    std::map<Sameness, std::vector<const Diagnostic*>> alike;
    for (const Diagnostic* d : findings) alike[sameness(*d)].push_back(d);
    for (const Diagnostic* d : findings) {
      std::vector<const Diagnostic*>& group = alike[sameness(*d)];
      if (group.size() <= kFew && !group.empty()) print(*d);
      if (group.size() > kFew) {
        print_together(group);
        group.clear();
      }
    }
  }

  void print(const Diagnostic& d) {
    const auto [word, colour] = severity(d.severity);
    out_ += bold(where(d.place)) + ": " + paint(fmt::format("{}[{}]", word, name_of(d.code)), colour) + ": " +
            bold(clean(d.message.in(style_.language))) + "\n";
    excerpt(d.place, colour);
    for (const Related& related : d.related) {
      out_ += fmt::format("  → {}: {}\n", where(related.place), clean(related.message.in(style_.language)));
    }
    advice(d);
  }

  void title(const std::string& text) { out_ += bold(fmt::format("==== {} ====", clean(text))) + "\n\n"; }

  void note(const Diagnostic& d) {
    out_ += fmt::format("  {}: [{}] {}\n", where(d.place), name_of(d.code), clean(d.message.in(style_.language)));
  }

  std::string take() { return std::move(out_); }

 private:
  using Sameness = std::tuple<Code, Severity, std::string_view>;
  static Sameness sameness(const Diagnostic& d) { return {d.code, d.severity, d.help.zh}; }

  void print_together(const std::vector<const Diagnostic*>& group) {
    const Diagnostic& first = *group.front();
    const auto [word, colour] = severity(first.severity);
    const bool zh = style_.language == Language::zh;
    out_ += paint(fmt::format("{}[{}]", word, name_of(first.code)), colour) + (zh ? fmt::format("：{} 处\n", group.size()) : fmt::format(": {} places\n", group.size()));
    for (const Diagnostic* d : group) out_ += fmt::format("  {}: {}\n", where(d->place), clean(d->message.in(style_.language)));
    advice(first);
  }

  void advice(const Diagnostic& d) {
    const bool zh = style_.language == Language::zh;
    if (!d.help.empty()) out_ += (zh ? "  处理：" : "  help: ") + clean(d.help.in(style_.language)) + "\n";
    if (!d.basis.empty()) out_ += (zh ? "  依据：" : "  basis: ") + clean(d.basis) + "\n";
    out_ += "\n";
  }

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

  // Moves to `place`. Findings come sorted by place, so that however many there are and however long
  // a line is, each character of a file is passed once.
  bool go_to(const Place& place) {
    if (!open_ || open_name_ != place.file) {
      open_ = true;
      open_name_ = place.file;
      text_ = folder_.read(place.file).value_or("");
      restart();
    }
    if (place.position < at_position_) restart();
    while (at_position_.line < place.position.line) {
      const std::size_t end = text_.find('\n', at_);
      if (end == std::string::npos) return false;
      at_ = line_ = end + 1;
      at_position_ = {at_position_.line + 1, 1};
      line_end_ = std::min(text_.find('\n', line_), text_.size());
    }
    while (at_position_.column < place.position.column && at_ < line_end_) {
      next_code_point(text_, at_);
      ++at_position_.column;
    }
    return true;
  }

  void restart() {
    line_ = at_ = std::string_view(text_).starts_with("\xEF\xBB\xBF") ? 3 : 0;
    at_position_ = {1, 1};
    line_end_ = std::min(text_.find('\n', line_), text_.size());
  }

  struct Window {
    std::string text;
    std::size_t at = 0;  ///< the place in it
    bool cut_before = false;
    bool cut_after = false;
  };

  // The part of the line around the place, without its secrets: more of it than is shown, so that no
  // number is masked in part.
  Window window() const {
    constexpr std::size_t kMargin = 600;  // bytes
    const auto is_inside = [&](std::size_t i) { return i < line_end_ && (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U; };
    std::size_t from = at_ - std::min(at_ - line_, kMargin);
    while (is_inside(from)) ++from;
    std::size_t to = std::min(line_end_, at_ + kMargin);
    while (is_inside(to)) ++to;
    if (to == line_end_ && to > from && text_[to - 1] == '\r') --to;
    to = std::max(to, std::max(from, at_));
    const std::string_view line = std::string_view(text_).substr(from, to - from);
    Window window{std::string(line), at_ - from, from != line_, to + 1 < line_end_};
    if (!style_.mask) return window;
    // A mask keeps the number of characters, not that of bytes.
    const std::size_t before = code_point_count(line.substr(0, window.at));
    window.text = style_.mask(line);
    window.at = 0;
    for (std::size_t i = 0; i < before && window.at < window.text.size(); ++i) next_code_point(window.text, window.at);
    return window;
  }

  // Where the part before the place begins: as many columns back as half the window holds.
  static std::size_t shown_from(const Window& window) {
    std::size_t start = window.at;
    std::size_t width = 0;
    for (std::size_t n = 0; start > 0 && n < kWindow; ++n) {
      std::size_t previous = start - 1;
      while (previous > 0 && (static_cast<unsigned char>(window.text[previous]) & 0xC0U) == 0x80U) --previous;
      width += display_width(clean(std::string_view(window.text).substr(previous, start - previous)));
      if (width > kWindow / 2) break;
      start = previous;
    }
    return start;
  }

  void excerpt(const Place& place, std::string_view colour) {
    if (place.position.line == 0 || !go_to(place)) return;
    const Window around = window();
    const std::string_view text = around.text;
    if (text.find('\0') != std::string_view::npos) return;  // an attachment that is no text
    const std::size_t start = shown_from(around);
    const bool cut = around.cut_before || start > 0;
    const std::string before = (cut ? "…" : "") + clean(text.substr(start, around.at - start));
    std::string after;
    std::size_t end = around.at;
    std::size_t width = display_width(before);
    for (std::size_t n = 0; end < text.size() && width < kWindow && n < 2 * kWindow; ++n) {
      const std::size_t from = end;
      next_code_point(text, end);
      const std::string shown = clean(text.substr(from, end - from));
      width += display_width(shown);
      after += shown;
    }
    if (trim(before + after).empty()) return;
    if (end < text.size() || around.cut_after) after += "…";
    out_ += fmt::format("{:>5} │ {}{}\n", place.position.line, before, after);
    out_ += fmt::format("      │ {}{}\n", std::string(display_width(before), ' '), paint("^", colour));
  }

  const Folder& folder_;
  TextStyle style_;
  std::string out_;
  bool open_ = false;
  std::string open_name_;
  std::string text_;
  std::size_t line_ = 0;      ///< where the line of at_ begins
  std::size_t line_end_ = 0;  ///< and ends, without its line break
  std::size_t at_ = 0;
  Position at_position_{1, 1};
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
  std::vector<const Diagnostic*> findings;
  for (const Diagnostic& diagnostic : diagnostics.all()) findings.push_back(&diagnostic);
  printer.print(findings);
  return printer.take();
}

std::string print_findings_by_unit(const Diagnostics& diagnostics, const std::vector<UnitName>& units, const Folder& folder,
                                   const TextStyle& style) {
  Printer printer(folder, style);
  for (const UnitFindings& unit : by_unit(diagnostics, units)) {
    const std::string_view none = style.language == Language::zh ? "不属于某一单位" : "of no unit";
    const std::string name = unit.name.empty() ? std::string(none) : unit.name;
    printer.title(style.language == Language::zh ? fmt::format("{}：{} 条", name, unit.findings.size()) : fmt::format("{}: {}", name, unit.findings.size()));
    printer.print(unit.findings);
  }
  return printer.take();
}

std::string print_notes(const Diagnostics& notes, const TextStyle& style) {
  if (notes.empty()) return {};
  const MemoryFolder nothing{std::map<std::string, std::string, std::less<>>()};
  Printer printer(nothing, style);
  // A large county has hundreds: whoever goes through them wants a file.
  constexpr std::size_t kMost = 20;
  std::map<Code, std::size_t> told;
  for (const Diagnostic& d : notes.all()) {
    if (told[d.code]++ < kMost) printer.note(d);
  }
  const bool zh = style.language == Language::zh;
  std::string rest;
  for (const auto& [code, count] : told) {
    if (count <= kMost) continue;
    rest += zh ? fmt::format("  [{}] 另有 {} 条，用 --report 全部列出\n", name_of(code), count - kMost)
               : fmt::format("  [{}] and {} more: --report lists them all\n", name_of(code), count - kMost);
  }
  return (zh ? "供复核（不是问题）：\n" : "To be looked at (no findings):\n") + printer.take() + rest + "\n";
}

std::vector<UnitFindings> by_unit(const Diagnostics& diagnostics, const std::vector<UnitName>& units) {
  std::map<std::string_view, std::size_t> places;
  std::vector<UnitFindings> sections(1);
  for (const UnitName& unit : units) {
    if (places.try_emplace(unit.id, sections.size()).second) sections.push_back({unit.name, {}});
  }
  for (const Diagnostic& d : diagnostics.all()) {
    // A unit that does not exist is named as it is written.
    const auto [at, fresh] = d.unit.empty() ? std::pair(places.end(), false) : places.try_emplace(d.unit, sections.size());
    if (fresh) sections.push_back({d.unit, {}});
    sections[at == places.end() ? 0 : at->second].findings.push_back(&d);
  }
  std::erase_if(sections, [](const UnitFindings& s) { return s.findings.empty(); });
  return sections;
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
