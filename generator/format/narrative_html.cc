#include "format/narrative_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/text.h"
#include "format/clean_text.h"
#include "format/markup_events.h"
#include "format/narrative_inline.h"
#include "format/outline.h"

namespace disclose {

namespace {

class HtmlWriter {
 public:
  HtmlWriter(const RepairedNarrative& repaired, const NarrativeOptions& options)
      : repaired_(repaired),
        options_(options),
        levels_(heading_levels(repaired.notes, options.top_heading)) {
    out_.html.reserve(repaired.text.text().size() * 5 / 4 + 256);
    out_.plain.reserve(repaired.text.text().size());
  }

  Narrative write() {
    walk_markup(repaired_.text.text(), [this](const MarkupEvent& event) { visit(event); });
    if (footnotes_ > 0) out_.html += "</ol>\n</section>\n";
    return std::move(out_);
  }

 private:
  void visit(const MarkupEvent& event) {
    const bool enter = event.enter;
    switch (event.part) {
      case Part::text:
        text(event.literal);
        break;
      case Part::raw:
        text(event.literal);
        break;
      case Part::paragraph:
        paragraph(event);
        break;
      case Part::heading:
        heading(event);
        break;
      case Part::quote:
        tag(event.enter, "<blockquote>\n", "</blockquote>\n");
        break;
      case Part::list:
        list(event);
        break;
      case Part::item:
        item(event);
        break;
      case Part::code_block:
        code_block(event);
        break;
      case Part::raw_block:
        code_block(event);
        break;
      case Part::rule:
        out_.html += "<hr />\n";
        break;
      case Part::table:
        table(event);
        break;
      case Part::row:
        row(event);
        break;
      case Part::cell:
        cell(enter);
        break;
      case Part::soft_break:
        text(" ");
        break;
      case Part::line_break:
        line_break();
        break;
      case Part::code:
        code(event);
        break;
      case Part::emphasis:
        inline_tag(event.enter, "<em>", "</em>");
        break;
      case Part::strong:
        inline_tag(event.enter, "<strong>", "</strong>");
        break;
      case Part::struck:
        inline_tag(event.enter, "<del>", "</del>");
        break;
      case Part::link:
        link(event);
        break;
      case Part::footnote:
        footnote(enter);
        break;
      case Part::footnote_mark:
        footnote_mark(event);
        break;
      case Part::image:
      case Part::other:
        break;
    }
  }

  void tag(bool enter, std::string_view open, std::string_view close) {
    out_.html += enter ? open : close;
  }
  // The marks of a heading are dropped: it is one already.
  void inline_tag(bool enter, std::string_view open, std::string_view close) {
    if (!in_heading_) tag(enter, open, close);
  }

  // Text without what no reader must see.
  void text(std::string_view literal) {
    std::size_t done = 0;
    while (done < literal.size()) {
      const std::size_t stop = find_uncommon(literal, done);
      put(literal.substr(done, stop - done));
      done = stop;
      if (stop < literal.size()) done = uncommon(literal, stop);
    }
  }

  std::size_t uncommon(std::string_view literal, std::size_t at) {
    const char c = literal[at];
    if (c == '*') {
      const std::size_t end = std::min(literal.find_first_not_of('*', at), literal.size());
      if (end - at == 1) put("*");
      return end;
    }
    if (c == '$') {
      put("＄");
      return at + 1;
    }
    if (c == '&' || c == '<' || c == '>' || c == '"') {
      append_escaped(out_.html, literal.substr(at, 1));
      out_.plain += c;
      return at + 1;
    }
    if (literal.substr(at).starts_with(kCellBreak)) {
      line_break();
      return at + kCellBreak.size();
    }
    next_code_point(literal, at);
    return at;
  }

  void put(std::string_view clean) {
    out_.html += clean;
    out_.plain += clean;
  }

  void line_break() {
    out_.html += "<br />";
    out_.plain += ' ';
  }

  void end_block() { out_.plain += '\n'; }

  // A block that turned out empty leaves no tags.
  void begin(std::string_view open) {
    begin_html_ = out_.html.size();
    begin_plain_ = out_.plain.size();
    out_.html += open;
    begin_content_ = out_.html.size();
  }
  bool is_empty() const {
    return is_blank(std::string_view(out_.plain).substr(begin_plain_)) &&
           std::string_view(out_.html).substr(begin_content_).find("<sup") ==
               std::string_view::npos;
  }
  void take_back() {
    out_.html.resize(begin_html_);
    out_.plain.resize(begin_plain_);
  }

  // The note on the block that begins on this line of the repaired text.
  std::optional<std::size_t> note_of(const MarkupEvent& event) {
    const std::uint32_t line = event.line;
    while (note_ < repaired_.notes.size() && repaired_.notes[note_].line < line) ++note_;
    if (note_ == repaired_.notes.size() || repaired_.notes[note_].line != line) return std::nullopt;
    return note_;
  }

  void paragraph(const MarkupEvent& event) {
    const bool tight = event.tight;
    if (event.enter) {
      const std::optional<std::size_t> note = note_of(event);
      const bool signature = note && repaired_.notes[*note].signature;
      begin(tight ? "" : signature ? "<p class=\"signature\">" : "<p>");
      return;
    }
    if (!tight && is_empty()) {
      take_back();
      return;
    }
    if (!tight) out_.html += "</p>\n";
    end_block();
  }

  void heading(const MarkupEvent& event) {
    if (event.enter) {
      const std::optional<std::size_t> note = note_of(event);
      const int level = note ? levels_[*note] : 0;
      level_ = level;
      const std::size_t number = out_.outline.size() + 1;
      if (level == 0) {
        begin("<p>");
      } else {
        begin(fmt::format("<h{} id=\"{}{}\">", level, options_.anchor, number));
      }
      in_heading_ = true;
      return;
    }
    in_heading_ = false;
    if (is_empty()) {
      take_back();
      return;
    }
    out_.html += level_ == 0 ? std::string("</p>\n") : fmt::format("</h{}>\n", level_);
    if (level_ > 0) {
      out_.outline.push_back(
          {.level = level_,
           .text = std::string(trim(std::string_view(out_.plain).substr(begin_plain_))),
           .anchor = fmt::format("{}{}", options_.anchor, out_.outline.size() + 1)});
    }
    end_block();
  }

  void list(const MarkupEvent& event) {
    if (!event.ordered) {
      tag(event.enter, "<ul>\n", "</ul>\n");
    } else if (event.enter && event.start != 1) {
      out_.html += fmt::format("<ol start=\"{}\">\n", event.start);
    } else {
      tag(event.enter, "<ol>\n", "</ol>\n");
    }
  }

  void item(const MarkupEvent& event) {
    tag(event.enter, "<li>", "</li>\n");
    if (event.enter && event.task) {
      put(event.done ? "☑ " : "☐ ");
    }
  }

  void code_block(const MarkupEvent& event) {
    out_.html += "<pre tabindex=\"0\"><code>";
    verbatim(event.literal);
    out_.html += "</code></pre>\n";
    end_block();
  }

  void code(const MarkupEvent& event) {
    out_.html += "<code>";
    verbatim(event.literal);
    out_.html += "</code>";
  }

  // Code keeps its `*` and `$`.
  void verbatim(std::string_view literal) {
    for (std::size_t at = 0; at < literal.size();) {
      const std::size_t stop = find_uncommon(literal, at);
      put(literal.substr(at, stop - at));
      at = stop;
      if (at == literal.size()) break;
      const char32_t c = next_code_point(literal, at);
      if (c == U'\n' || !is_unprintable(c)) {
        append_escaped(out_.html, literal.substr(stop, at - stop));
        out_.plain += literal.substr(stop, at - stop);
      }
    }
  }

  void table(const MarkupEvent& event) {
    if (!event.enter) {
      out_.html += in_body_ ? "</tbody>\n</table>\n</section>\n" : "</table>\n</section>\n";
      return;
    }
    ++tables_;
    in_body_ = false;
    alignments_.assign(event.alignments.begin(), event.alignments.end());
    out_.html += "<section class=\"region\" tabindex=\"0\" aria-label=\"";
    append_escaped(out_.html, fmt::format("表{}", tables_));
    if (!out_.outline.empty()) {
      out_.html += "：";
      append_escaped(out_.html, out_.outline.back().text);
    }
    out_.html += "\">\n<table>\n";
  }

  void row(const MarkupEvent& event) {
    const bool head = event.head;
    if (event.enter) {
      column_ = 0;
      in_head_ = head;
      begin(head ? "<thead>\n<tr>" : in_body_ ? "<tr>" : "<tbody>\n<tr>");
      row_html_ = begin_html_;
      row_plain_ = begin_plain_;
      if (!head) in_body_ = true;
      return;
    }
    out_.html += head ? "</tr>\n</thead>\n" : "</tr>\n";
    // A head of empty cells says nothing to a reader and confuses a screen reader.
    if (head && is_blank(std::string_view(out_.plain).substr(row_plain_))) {
      out_.html.resize(row_html_);
      out_.plain.resize(row_plain_);
    }
  }

  void cell(bool enter) {
    if (!enter) {
      out_.html += in_head_ ? "</th>" : "</td>";
      end_block();
      return;
    }
    const std::uint8_t alignment = column_ < alignments_.size() ? alignments_[column_] : 0;
    ++column_;
    out_.html += in_head_ ? "<th scope=\"col\"" : "<td";
    if (alignment == 'r') out_.html += " class=\"right\"";
    if (alignment == 'c') out_.html += " class=\"center\"";
    out_.html += '>';
  }

  void link(const MarkupEvent& event) {
    if (!is_allowed_link(event.url)) return;
    if (event.enter) {
      out_.html += "<a href=\"";
      append_url(out_.html, event.url);
      out_.html += "\">";
    } else {
      out_.html += "</a>";
    }
  }

  void footnote(bool enter) {
    if (!enter) {
      out_.html += "</li>\n";
      return;
    }
    if (footnotes_ == 0) out_.html += "<section class=\"footnotes\">\n<ol>\n";
    ++footnotes_;
    out_.html += fmt::format("<li id=\"{}-note-{}\">", options_.anchor, footnotes_);
  }

  void footnote_mark(const MarkupEvent& event) {
    if (!event.enter) return;
    const std::string_view number = event.literal;
    out_.html += fmt::format("<sup class=\"footnote\"><a href=\"#{}-note-{}\">{}</a></sup>",
                             options_.anchor, number, number);
  }

  const RepairedNarrative& repaired_;
  const NarrativeOptions& options_;
  std::vector<int> levels_;
  Narrative out_;
  std::size_t note_ = 0;
  std::size_t begin_html_ = 0;
  std::size_t begin_content_ = 0;
  std::size_t begin_plain_ = 0;
  bool in_heading_ = false;
  int level_ = 0;
  std::size_t tables_ = 0;
  std::vector<std::uint8_t> alignments_;
  std::size_t column_ = 0;
  std::size_t row_html_ = 0;
  std::size_t row_plain_ = 0;
  bool in_head_ = false;
  bool in_body_ = false;
  std::size_t footnotes_ = 0;
};

}  // namespace

Narrative write_narrative(const RepairedNarrative& repaired, const NarrativeOptions& options) {
  return HtmlWriter(repaired, options).write();
}

}  // namespace disclose
