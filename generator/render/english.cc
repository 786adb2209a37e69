#include "render/english.h"

#include <algorithm>
#include <array>
#include <vector>

#include "plan/plan.h"

namespace disclose {

namespace {

using std::string_view;

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string replaced(string_view text, string_view what, string_view with) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t next = text.find(what, at);
    out += text.substr(at, next == string_view::npos ? next : next - at);
    if (next == string_view::npos || what.empty()) return out;
    out += with;
    at = next + what.size();
  }
}

// Spans that only keep Chinese numbers with their measure words: sentences are translated whole.
std::string without_no_break(string_view html) {
  constexpr string_view kOpen = "<span class=\"nb\">";
  constexpr string_view kClose = "</span>";
  std::string out;
  out.reserve(html.size());
  for (std::size_t at = 0;;) {
    const std::size_t open = html.find(kOpen, at);
    const std::size_t close = open == string_view::npos ? open : html.find(kClose, open);
    out += html.substr(at, close == string_view::npos ? close : open - at);
    if (close == string_view::npos) return out;
    out += html.substr(open + kOpen.size(), close - open - kOpen.size());
    at = close + kClose.size();
  }
}

/// An open tag of a finished page, with its attributes where they stand.
struct Tag {
  struct Attribute {
    string_view name, value;
    std::size_t begin = 0, end = 0;  ///< of the value, in the tag's text
  };
  string_view text;  ///< from < to >
  string_view name;
  bool closes = false;
  std::vector<Attribute> attributes;

  string_view value(string_view wanted) const {
    const auto at = std::ranges::find(attributes, wanted, &Attribute::name);
    return at == attributes.end() ? string_view() : at->value;
  }
};

Tag read_tag(string_view text) {
  Tag tag{.text = text, .name = {}, .closes = text.starts_with("</"), .attributes = {}};
  std::size_t at = tag.closes ? 2 : 1;
  std::size_t end = at;
  while (end < text.size() && !is_blank(text[end]) && text[end] != '>' && text[end] != '/') ++end;
  tag.name = text.substr(at, end - at);
  for (at = end; at < text.size();) {
    const std::size_t equals = text.find("=\"", at);
    if (equals == string_view::npos) break;
    std::size_t begin = equals;
    while (begin > at && !is_blank(text[begin - 1])) --begin;
    const std::size_t close = text.find('"', equals + 2);
    if (close == string_view::npos) break;
    tag.attributes.push_back({text.substr(begin, equals - begin), text.substr(equals + 2, close - equals - 2), equals + 2, close});
    at = close + 1;
  }
  return tag;
}

/// Where the tag that begins at `at` ends, past >: a > within quotation marks is none.
std::size_t end_of_tag(string_view html, std::size_t at) {
  bool quoted = false;
  for (; at < html.size(); ++at) {
    if (html[at] == '"') quoted = !quoted;
    if (html[at] == '>' && !quoted) return at + 1;
  }
  return html.size();
}

bool names_text(string_view name) {
  return name == "aria-label" || name == "alt" || name == "placeholder" || name == "data-l" || name == "title";
}

bool is_link(string_view name) { return name == "href" || name == "src" || name == "action"; }

// Chinese needs no space beside an element within a line; English does.
bool begins_word(string_view text) { return !text.empty() && (is_letter_or_digit(text.front()) || text.front() == '('); }
bool ends_word(string_view text) {
  return !text.empty() && (is_letter_or_digit(text.back()) || string_view(":;,.").find(text.back()) != string_view::npos);
}

class Translation {
 public:
  Translation(const Texts& texts, const std::string& base_url, const std::set<std::string, std::less<>>& pages, string_view url)
      : texts_(texts), base_url_(base_url), pages_(pages), url_(url) {}

  std::string whole(string_view html) {
    out_.reserve(html.size() + html.size() / 8);
    for (std::size_t at = 0; at < html.size();) {
      if (html[at] == '<') {
        const std::size_t end = end_of_tag(html, at);
        tag(html.substr(at, end - at));
        at = end;
      } else {
        const std::size_t end = std::min(html.find('<', at), html.size());
        text(html.substr(at, end - at), html.substr(end, 2));
        at = end;
      }
    }
    return std::move(out_);
  }

 private:
  void tag(string_view text) {
    const Tag tag = read_tag(text);
    opened_ = false;
    if (!own_words_.empty()) depth_ += tag.name != own_words_ ? 0 : tag.closes ? -1 : 1;
    closed_inline_ = tag.closes && (tag.name == "a" || tag.name == "b" || tag.name == "span" || tag.name == "i");
    if (tag.closes) {
      if (tag.name == element_) element_ = {};
      if (!own_words_.empty() && depth_ == 0) own_words_ = {};
      out_ += text;
      return;
    }
    element_ = tag.name;
    const bool narrative = own_words_.empty() && tag.value("class") == "prose";
    switch_ = tag.name == "a" && tag.value("hreflang") == "en";
    std::size_t at = 0;
    for (const Tag::Attribute& attribute : tag.attributes) {
      out_ += text.substr(at, attribute.begin - at);
      out_ += value(tag, attribute);
      at = attribute.end;
    }
    out_ += text.substr(at);
    if (narrative) {
      own_words_ = tag.name;
      depth_ = 1;
      mark_tag();
    }
    opened_ = !text.ends_with("/>") && tag.value("lang").empty() && !narrative;
  }

  std::string value(const Tag& tag, const Tag::Attribute& attribute) const {
    const string_view value = attribute.value;
    if (switch_) {
      if (attribute.name == "lang" || attribute.name == "hreflang") return "zh-CN";
      if (attribute.name == "href") return up() + std::string(url_) + "index.html";
    }
    if (tag.name == "html" && attribute.name == "lang") return "en";
    if (attribute.name == "content") return content(tag, value);
    if (tag.name == "link" && tag.value("rel") == "canonical" && attribute.name == "href") return at_english(value);
    if (is_link(attribute.name)) return link(value);
    return names_text(attribute.name) ? texts_.plain(value) : std::string(value);
  }

  std::string content(const Tag& tag, string_view value) const {
    const string_view property = tag.value("property");
    if (property == "og:url") return at_english(value);
    if (property == "og:locale") return "en";
    return tag.value("name") == "description" || property == "og:title" ? texts_.plain(value) : std::string(value);
  }

  std::string at_english(string_view address) const {
    return address.starts_with(base_url_) ? base_url_ + english_url(address.substr(base_url_.size())) : std::string(address);
  }

  // From the English page to the top of the site.
  std::string up() const {
    std::string out = "../";
    for (const char c : url_) {
      if (c == '/') out += "../";
    }
    return out;
  }

  // Pages that have an English one stand below en/ as they do here; everything else a folder further up.
  std::string link(string_view value) const {
    const string_view path = value.substr(0, value.find_first_of("?#"));
    if (path.empty() || path.starts_with("//") || path.find(':') < path.find('/')) return std::string(value);
    std::string target(url_);
    string_view rest = path;
    for (; rest.starts_with("../") || rest.starts_with("./"); rest.remove_prefix(rest.find('/') + 1)) {
      if (!rest.starts_with("..") || target.empty()) continue;
      target.pop_back();
      target.resize(target.rfind('/') == std::string::npos ? 0 : target.rfind('/') + 1);
    }
    target += rest;
    const string_view page = target.ends_with("index.html") ? string_view(target).substr(0, target.size() - 10) : string_view();
    if (target.ends_with("index.html") && pages_.contains(page)) return std::string(value);
    return up() + target + std::string(value.substr(path.size()));
  }

  /// `next`: what follows, to tell whether the text stands alone in its element.
  void text(string_view text, string_view next) {
    const bool alone = next == "</";
    if (element_ == "script") {
      const std::string addresses = replaced(text, base_url_, base_url_ + "en/");
      out_ += replaced(replaced(addresses, "\"inLanguage\":\"zh-CN\"", "\"inLanguage\":\"en\""), "\"首页\"", "\"" + texts_.plain("首页") + "\"");
      return;
    }
    const std::size_t first = text.find_first_not_of(" \n\t\r");
    if (first == string_view::npos || !own_words_.empty()) {
      out_ += text;
      return;
    }
    const std::size_t last = text.find_last_not_of(" \n\t\r") + 1;
    const string_view words = text.substr(first, last - first);
    out_ += text.substr(0, first);
    if (switch_) {
      out_ += "中文";
    } else if (element_ == "title") {
      title(words);
    } else {
      const Texts::Pieces pieces = texts_.translate(words);
      const bool whole = pieces.size() == 1 && pieces.front().kept && alone && opened_ && first == 0 && last == text.size();
      if (whole && markable()) mark_tag();
      if (first == 0 && closed_inline_ && !pieces.front().kept && begins_word(pieces.front().text)) out_ += ' ';
      for (const Texts::Piece& piece : pieces) {
        const bool marked = piece.kept && !whole && markable();
        if (marked) out_ += "<span lang=\"zh-CN\">";
        out_ += piece.text;
        if (marked) out_ += "</span>";
      }
      if (last == text.size() && !alone && !pieces.back().kept && is_chinese(words) && ends_word(pieces.back().text)) out_ += ' ';
    }
    out_ += text.substr(last);
    opened_ = false;
    closed_inline_ = false;
  }

  void title(string_view words) {
    constexpr string_view kBetween = " · ";
    for (std::size_t at = 0;;) {
      const std::size_t next = words.find(kBetween, at);
      out_ += texts_.plain(words.substr(at, next == string_view::npos ? next : next - at));
      if (next == string_view::npos) return;
      out_ += kBetween;
      at = next + kBetween.size();
    }
  }

  bool markable() const { return element_ != "option" && element_ != "text" && element_ != "textarea"; }

  // The tag just written gets its language.
  void mark_tag() { out_.insert(out_.size() - 1, " lang=\"zh-CN\""); }

  const Texts& texts_;
  const std::string& base_url_;
  const std::set<std::string, std::less<>>& pages_;
  string_view url_;
  std::string out_;
  string_view element_;    ///< whose text comes next, as far as it matters
  string_view own_words_;  ///< the element of a narrative, while within it
  int depth_ = 0;          ///< of elements of that name
  bool opened_ = false;    ///< a tag that may take a language was written last
  bool closed_inline_ = false;  ///< an element within a line was closed last
  bool switch_ = false;    ///< within the link to the other language
};

}  // namespace

std::string EnglishFrame::page(std::string_view html, std::string_view url) const {
  return Translation(texts_, base_url_, pages_, url).whole(without_no_break(html));
}

}  // namespace disclose
