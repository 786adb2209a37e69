// The only file that includes gumbo. Pages come from machines that may be hostile: what its parser needs
// is taken from a store with a limit, its tree is gone through without recursion and never taken down.
#include "proof/page_text.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "base/text.h"
#include "format/digest.h"
#include "proof/page_encoding.h"

namespace disclose {

namespace {

// Its time grows with the square of the depth, which is at most the number of tags.
constexpr std::size_t kMostTags = 32768;
constexpr std::size_t kMostMemory = 512U << 20U;

struct OutOfStore {};

// Memory that is given and never taken back before the end.
class Store {
 public:
  void* give(std::size_t size) {
    constexpr std::size_t kPiece = 1U << 20U;
    const std::size_t rounded = (size + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);
    if (rounded > kMostMemory - given_) throw OutOfStore{};
    if (pieces_.empty() || rounded > room_) {
      const std::size_t piece = std::max(kPiece, rounded);
      pieces_.push_back(std::make_unique_for_overwrite<std::byte[]>(piece));
      next_ = pieces_.back().get();
      room_ = piece;
    }
    void* const place = next_;
    next_ += rounded;
    room_ -= rounded;
    given_ += rounded;
    return place;
  }

 private:
  std::vector<std::unique_ptr<std::byte[]>> pieces_;
  std::byte* next_ = nullptr;
  std::size_t room_ = 0;
  std::size_t given_ = 0;
};

void* give(void* store, std::size_t size) { return static_cast<Store*>(store)->give(size); }
void keep(void* /*store*/, void* /*place*/) {}

std::size_t tag_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) ++count;
  }
  return count;
}

// White space (ps-text/1, step 5) and what no reader sees.
bool is_left_out(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0x3000 || c == 0x200B || c == 0xFEFF || c == 0x2028 || c == 0x2029;
}

// `font-size:0`, `font-size:0px`, but not `font-size:0.9em`.
bool is_zero_at(std::string_view style, std::string_view property) {
  for (std::size_t at = style.find(property); at != std::string_view::npos; at = style.find(property, at + 1)) {
    const std::size_t value = at + property.size();
    const std::size_t end = std::min(style.find_first_not_of("0123456789.", value), style.size());
    if (end > value && style.substr(value, end - value).find_first_not_of("0.") == std::string_view::npos) return true;
  }
  return false;
}

bool hides(std::string_view style) {
  std::string plain;
  for (const char c : style) {
    if (c == '\\') return true;  // an escape has no use here but to hide
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (std::size_t open = plain.find("/*"); open != std::string::npos; open = plain.find("/*")) {
    const std::size_t close = plain.find("*/", open + 2);
    plain.erase(open, close == std::string::npos ? close : close + 2 - open);
  }
  return plain.find("display:none") != std::string::npos || plain.find("visibility:hidden") != std::string::npos ||
         plain.find("visibility:collapse") != std::string::npos || is_zero_at(plain, "font-size:") || is_zero_at(plain, "opacity:");
}

bool is_passed_over(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT) return true;  // a template, a comment
  const GumboTag tag = node.v.element.tag;
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TEMPLATE || tag == GUMBO_TAG_NOSCRIPT;
}

bool is_hidden(const GumboElement& element) {
  // What stands in them is shown only where they themselves are not.
  constexpr std::array<GumboTag, 8> kUnseen = {GUMBO_TAG_IFRAME, GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED, GUMBO_TAG_OBJECT,
                                               GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO, GUMBO_TAG_CANVAS, GUMBO_TAG_DATALIST};
  if (std::ranges::find(kUnseen, element.tag) != kUnseen.end()) return true;
  const GumboAttribute* const style = gumbo_get_attribute(&element.attributes, "style");
  return gumbo_get_attribute(&element.attributes, "hidden") != nullptr || (style != nullptr && hides(style->value));
}

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// What a page shows.
struct Shown {
  std::string text;
  std::vector<Span> hidden;  // parts of it that an element hides
  std::size_t regions = 0;
  bool has_script = false;
};

class Walk {
 public:
  Shown from(const GumboNode& root) {
    const GumboNode* node = &root;
    while (node != nullptr) {
      if (enter(*node)) {
        node = child(*node, 0);
        continue;
      }
      while (node != nullptr && node != &root) {
        const GumboNode* const parent = node->parent;
        const GumboNode* const next = child(*parent, node->index_within_parent + 1);
        if (next != nullptr) {
          node = next;
          break;
        }
        leave(*parent);
        node = parent;
      }
      if (node == &root) node = nullptr;
    }
    return std::move(shown_);
  }

 private:
  static const GumboNode* child(const GumboNode& node, std::size_t at) {
    const GumboVector& children = node.v.element.children;
    return at < children.length ? static_cast<const GumboNode*>(children.data[at]) : nullptr;
  }

  // Whether there is something within to be gone through.
  bool enter(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) add(node.v.text.text);
    if (node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == GUMBO_TAG_SCRIPT) shown_.has_script = true;
    if (is_passed_over(node)) return false;
    const GumboElement& element = node.v.element;
    if (element.tag == GUMBO_TAG_TR) put('\x1E');
    if (element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH) put('\x1F');
    const GumboAttribute* const id = gumbo_get_attribute(&element.attributes, "id");
    if (id != nullptr && std::string_view(id->value) == "ps-record") ++shown_.regions;
    if (element.children.length == 0) return false;
    if (is_hidden(element)) ++hidden_;
    return true;
  }

  void leave(const GumboNode& node) {
    if (is_hidden(node.v.element)) --hidden_;
  }

  void put(char c) {
    shown_.text += c;
    note_hidden(shown_.text.size() - 1);
  }

  void add(std::string_view text) {
    const std::size_t begin = shown_.text.size();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t start = at;
      if (!is_left_out(next_code_point(text, at))) shown_.text += text.substr(start, at - start);
    }
    note_hidden(begin);
  }

  void note_hidden(std::size_t begin) {
    if (hidden_ > 0 && shown_.text.size() > begin) shown_.hidden.push_back({begin, shown_.text.size()});
  }

  Shown shown_;
  std::size_t hidden_ = 0;
};

std::size_t count_of(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

void keep_between_marks(const Shown& shown, std::string_view page, PageText& result) {
  const std::string_view text = shown.text;
  const std::string begin = std::string(kPageBegin) + std::string(page);
  const std::string end = std::string(page) + std::string(kPageEnd);
  const std::size_t begins = count_of(text, kPageBegin);
  const std::size_t ends = count_of(text, kPageEnd);
  result.has_marks = begins + ends > 0;
  const std::size_t from = text.find(begin);
  const std::size_t to = text.find(end);
  if (!result.has_marks) {
    result.problem = {"页面没有披露编号：不是原来的页面", "the page bears no disclosure mark: it is not the page that was published"};
  } else if (begins != 1 || ends != 1 || shown.regions > 1) {
    result.problem = {fmt::format("页面的披露编号应各一处，实有 {} 处开始、{} 处结束、{} 个正文区", begins, ends, shown.regions),
                      fmt::format("expected one mark of each, found {} beginnings, {} ends and {} regions", begins, ends, shown.regions)};
  } else if (from == std::string_view::npos || to == std::string_view::npos || from + begin.size() > to) {
    result.problem = {"披露编号是另一个页面的", "the disclosure mark is another page's"};
  } else if (std::ranges::any_of(shown.hidden, [&](const Span& span) { return span.begin < to + end.size() && span.end > from; })) {
    result.problem = {"正文里有隐藏的内容", "something is hidden in the text"};
  } else {
    result.digest = Sha256().add("ps-text/1\n").add(text.substr(from + begin.size(), to - from - begin.size())).hex();
  }
}

}  // namespace

bool has_page_mark(std::string_view text) {
  // Most texts have neither; what is left out of a page is left out here.
  if (text.find(':') == std::string_view::npos) return false;
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (!is_left_out(next_code_point(text, at))) plain += text.substr(start, at - start);
  }
  return plain.find(kPageBegin) != std::string::npos || plain.find(kPageEnd) != std::string::npos;
}

std::string_view page_of(std::string_view path) {
  constexpr std::string_view kIndex = "index.html";
  const bool is_page = path == kIndex || (path.ends_with(kIndex) && path[path.size() - kIndex.size() - 1] == '/');
  return is_page ? path.substr(0, path.size() - kIndex.size()) : std::string_view();
}

PageText read_page_text(std::string_view bytes, std::string_view charset, std::string_view page) {
  PageText result;
  std::optional<DecodedPage> decoded = decode_page(bytes, charset, result.problem);
  if (!decoded) return result;
  result.charset = decoded->charset;
  const std::size_t tags = tag_count(decoded->text);
  if (tags > kMostTags) {
    result.problem = {fmt::format("页面有 {} 个标签，多于 {} 个", tags, kMostTags), fmt::format("the page has {} tags, more than {}", tags, kMostTags)};
    return result;
  }
  Store store;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = give;
  options.deallocator = keep;
  options.userdata = &store;
  options.max_errors = 0;
  try {
    const GumboOutput* const output = gumbo_parse_with_options(&options, decoded->text.data(), decoded->text.size());
    const Shown shown = Walk().from(*output->root);
    result.is_blank = shown.has_script && shown.text.size() < 200;
    keep_between_marks(shown, page, result);
  } catch (const OutOfStore&) {
    result.problem = {"页面的结构太复杂，不能解析", "the page is too intricate to be parsed"};
  }
  return result;
}

}  // namespace disclose
