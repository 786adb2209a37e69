#include "template/html_context.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace disclose::templates {

namespace {

using At = Context::At;
using Url = Context::Url;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// HTML 13.1.2: raw text elements, and those the parser treats so.
constexpr std::array<std::string_view, 7> kRaw = {"script",  "style",    "xmp",      "iframe",
                                                  "noembed", "noframes", "plaintext"};
constexpr std::array<std::string_view, 2> kRcdata = {"title", "textarea"};

/// Attributes that hold a URL, in HTML and SVG.
constexpr std::array<std::string_view, 22> kUrlAttributes = {
    "href",        "src",        "action",   "formaction", "cite",    "poster",
    "data",        "background", "longdesc", "manifest",   "icon",    "srcset",
    "imagesrcset", "ping",       "codebase", "classid",    "profile", "dynsrc",
    "lowsrc",      "archive",    "url",      "usemap"};
/// What scripts read a URL from: data-href and so on.
constexpr std::array<std::string_view, 5> kDataUrls = {"href", "src", "url", "action", "srcset"};
/// SVG animation can put its values into another element's href.
constexpr std::array<std::string_view, 4> kAnimations = {"animate", "set", "animatetransform",
                                                         "animatemotion"};
constexpr std::array<std::string_view, 4> kAnimated = {"to", "from", "by", "values"};

bool is_url_attribute(const Context& context) {
  std::string_view name = context.attribute;
  if (is_one_of(kAnimations, context.element) && is_one_of(kAnimated, name)) return true;
  if (name.starts_with("data-")) return is_one_of(kDataUrls, name.substr(5));
  if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
    name.remove_prefix(colon + 1);
  }
  return is_one_of(kUrlAttributes, name);
}

/// `<meta http-equiv="refresh" content="0; url=…">` holds a URL after the equals sign.
bool is_refresh(const Context& context) {
  return context.element == "meta" && context.attribute == "content";
}

bool is_type_of_script(const Context& context) {
  return context.element == "script" && context.attribute == "type";
}

/// Goes over one literal text, character by character.
class Walk {
 public:
  Walk(Context& context, Mode mode, Passage& passage)
      : context_(context), mode_(mode), passage_(passage) {}

  void run(std::string_view literal) {
    for (at_ = 0; at_ < literal.size(); ++at_) step(literal[at_]);
    finish();
  }

 private:
  void step(char c) {
    switch (context_.at) {
      case At::text:
        if (c == '<') context_.at = At::tag_start;
        break;
      case At::tag_start: tag_start(c); break;
      case At::end_tag_start: end_tag_start(c); break;
      case At::tag_name:
      case At::between:
      case At::edge:
      case At::attribute_name:
      case At::after_name:
      case At::after_value: inside_tag(c); break;
      case At::before_value: before_value(c); break;
      case At::quoted: quoted(c); break;
      case At::unquoted: unquoted(c); break;
      case At::declaration: declaration(c); break;
      case At::doctype:
        if (c == '>') to_text();
        break;
      case At::instruction: instruction(c); break;
      case At::comment: comment(c); break;
      case At::cdata: cdata(c); break;
      case At::raw: raw(c); break;
      case At::rcdata: end_tag_of(c); break;
    }
  }

  void complain(Say problem, Say help) {
    if (!passage_.problem.empty()) return;
    passage_.problem = std::move(problem);
    passage_.help = std::move(help);
    passage_.problem_at = at_;
  }

  void to_text() {
    const std::string guard = std::move(context_.guard);
    const bool data = context_.data_script && !guard.empty();
    context_ = Context{};
    context_.guard = guard;
    context_.data_script = data;
  }

  bool starts_name(char c) const {
    return is_alpha(c) ||
           (mode_ == Mode::xml && (c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80));
  }

  void start_tag(char c, bool closing) {
    context_.at = At::tag_name;
    context_.closing = closing;
    context_.element = small(c);
  }

  void tag_start(char c) {
    if (starts_name(c)) return start_tag(c, false);
    if (c == '/') {
      context_.at = At::end_tag_start;
    } else if (c == '!') {
      context_.at = At::declaration;
    } else if (c == '?') {
      context_.at = At::instruction;
    } else if (c != '<') {
      context_.at = At::text;
    }
  }

  void end_tag_start(char c) {
    if (starts_name(c)) return start_tag(c, true);
    context_.at = c == '>' ? At::text : At::doctype;
  }

  void inside_tag(char c) {
    const At at = context_.at;
    const bool slash = std::exchange(context_.slash, c == '/');
    if (c == '>') return end_tag(slash);
    if (is_blank(c) || c == '/') {
      const bool named = (at == At::attribute_name || at == At::after_name) && c != '/';
      context_.at = named ? At::after_name : At::between;
      if (!named) context_.attribute.clear();
      return;
    }
    if (at == At::tag_name) {
      context_.element += small(c);
      return;
    }
    if (at == At::edge) {
      complain({"标签内各分支在此会合，后面应是空格、/ 或 >",
                "branches meet inside a tag here: a space, / or > must follow"},
               {"在 {% endif %} 之后加一个空格", "put a space after {% endif %}"});
    }
    if (c == '=' && (at == At::attribute_name || at == At::after_name)) {
      context_.at = At::before_value;
      return;
    }
    if (at != At::attribute_name) context_.attribute.clear();
    context_.at = At::attribute_name;
    context_.attribute += small(c);
  }

  void end_tag(bool slash) {
    const std::string element = context_.element;
    const bool closing = context_.closing;
    if (mode_ == Mode::xml) {
      const std::string_view local = std::string_view(element).substr(element.find(':') + 1);
      if (closing && local == context_.guard) context_.guard.clear();
      const bool guarded = local == "script" || local == "style";
      if (!closing && !slash && guarded) context_.guard = local;
      return to_text();
    }
    const bool data = context_.data_script;
    to_text();
    if (closing) return;
    if (is_one_of(kRaw, element)) context_.at = At::raw;
    if (is_one_of(kRcdata, element)) context_.at = At::rcdata;
    if (context_.at == At::text) return;
    context_.element = element;
    context_.data_script = data;
  }

  void before_value(char c) {
    if (is_blank(c)) return;
    if (c == '>') return end_tag(false);
    context_.held.clear();
    const bool marks = c == '"' || c == '\'';
    context_.at = marks ? At::quoted : At::unquoted;
    if (!marks) return;
    context_.quote = c;
    if (!is_url_attribute(context_)) return;
    context_.url = Url::undecided;
    value_began_ = at_ + 1;
  }

  void quoted(char c) {
    if (c == context_.quote) return end_value();
    const bool kept =
        is_type_of_script(context_) || is_refresh(context_) || context_.url == Url::undecided;
    // A scheme, a type and the tail of a refresh are short; what is longer is none of them.
    if (kept && context_.held.size() < 64) context_.held += small(c);
    if (context_.url == Url::undecided) decide_url(c);
    if (is_refresh(context_) && context_.held.size() >= 64) context_.held.erase(0, 32);
  }

  void end_value() {
    if (context_.url == Url::checked) {
      passage_.url_end = at_;
      passage_.ended_mark = context_.mark;
    }
    if (is_type_of_script(context_)) {
      context_.data_script =
          context_.held == "application/ld+json" || context_.held == "application/json";
    }
    context_.url = Url::none;
    context_.mark = 0;
    context_.quote = '"';
    context_.held.clear();
    context_.attribute.clear();
    context_.at = At::after_value;
  }

  /// The literal beginning of a URL decides when it shows where the URL leads.
  void decide_url(char c) {
    if (c == '/' || c == '?' || c == '#') context_.url = Url::settled;
    // A reference such as `&colon;` could be part of a scheme.
    if (c == '&') context_.url = Url::refused;
    if (c != ':') return;
    context_.url = is_safe_url(context_.held) ? Url::settled : Url::refused;
  }

  void unquoted(char c) {
    if (is_blank(c)) {
      context_.attribute.clear();
      context_.at = At::between;
    } else if (c == '>') {
      end_tag(false);
    }
  }

  void declaration(char c) {
    context_.held += c;
    const std::string& held = context_.held;
    if (held == "--") {
      context_.at = At::comment;
      // `<!-->` and `<!--->` are whole comments in HTML.
      if (mode_ == Mode::xml) context_.held.clear();
    } else if (held == "[CDATA[") {
      context_.at = At::cdata;
      context_.held.clear();
    } else if (!std::string_view("--").starts_with(held) &&
               !std::string_view("[CDATA[").starts_with(held)) {
      context_.held.clear();
      context_.at = At::doctype;
      if (c == '>') to_text();
    }
  }

  void instruction(char c) {
    if (c == '>' && (mode_ == Mode::html || context_.held == "?")) return to_text();
    context_.held = c == '?' ? "?" : "";
  }

  void comment(char c) {
    std::string& held = context_.held;
    if (c == '>' && (held.ends_with("--") || (mode_ == Mode::html && held.ends_with("--!")))) {
      return to_text();
    }
    held += c;
    keep_tail({"--!", "--", "-"});
  }

  void cdata(char c) {
    if (c == '>' && context_.held == "]]") return to_text();
    context_.held += c;
    keep_tail({"]]", "]"});
  }

  /// Of what is held only the end that matters is kept, so that equal places stay equal.
  void keep_tail(std::initializer_list<std::string_view> tails) {
    for (const std::string_view tail : tails) {
      if (context_.held.ends_with(tail)) {
        context_.held = tail;
        return;
      }
    }
    context_.held.clear();
  }

  void raw(char c) {
    if (context_.data_script) {
      const bool escaped = std::exchange(context_.escaped, false);
      if (context_.in_string && c == '\\' && !escaped) context_.escaped = true;
      if (c == '"' && !escaped) context_.in_string = !context_.in_string;
    }
    if (context_.element == "script" && context_.held == "<!-" && c == '-') {
      complain({"<script> 里有 <!--，浏览器会因此看不清脚本在哪里结束",
                "<script> holds <!--, which hides from browsers where the script ends"},
               {"去掉脚本里的 <!-- 和 -->", "remove <!-- and --> from the script"});
    }
    end_tag_of(c);
  }

  /// Inside raw text or a title: looks for the end tag.
  void end_tag_of(char c) {
    std::string& held = context_.held;
    const std::string ending = "</" + context_.element;
    if (held == ending && (is_blank(c) || c == '/' || c == '>')) {
      if (context_.element == "plaintext") return;
      const std::string element = context_.element;
      context_ = Context{};
      context_.at = At::tag_name;
      context_.closing = true;
      context_.element = element;
      return inside_tag(c);
    }
    held += small(c);
    if (ending.starts_with(held) || std::string_view("<!--").starts_with(held)) return;
    held = c == '<' ? "<" : "";
  }

  /// The literal ends: a tag of the template, or the file's end.
  void finish() {
    if (context_.at != At::quoted) return;
    if (is_refresh(context_)) {
      std::string_view held = context_.held;
      while (!held.empty() && is_blank(held.back())) held.remove_suffix(1);
      const bool opens = held.ends_with("url=") || held.ends_with("url='");
      if (opens && context_.url == Url::none) begin_check(at_);
      context_.held.clear();
    }
    if (context_.url != Url::undecided) return;
    begin_check(value_began_);
    context_.held.clear();
  }

  void begin_check(std::size_t where) {
    passage_.url_begin = where;
    context_.url = Url::checked;
  }

  Context& context_;
  Mode mode_;
  Passage& passage_;
  std::size_t at_ = 0;
  std::size_t value_began_ = 0;
};

}  // namespace

Passage advance(Context& context, std::string_view literal, Mode mode) {
  Passage passage;
  if (mode != Mode::text) Walk(context, mode, passage).run(literal);
  return passage;
}

void note_output(Context& context) {
  // A type that is partly a value is no type we know.
  if (context.at == At::quoted && is_type_of_script(context)) context.held += '\x01';
  if (context.at == At::raw || context.at == At::rcdata) context.held.clear();
}

}  // namespace disclose::templates
