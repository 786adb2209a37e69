#include "proof/page_encoding.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace disclose {

namespace {

using std::literals::operator""sv;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

struct Label {
  std::string_view label;
  std::string_view charset;
};

// The names under which portals are found to serve these encodings (WHATWG Encoding, 4.2).
constexpr std::array<Label, 14> kLabels = {{{"utf-8", "utf-8"}, {"utf8", "utf-8"}, {"gb18030", "gb18030"}, {"gbk", "gb18030"}, {"gb2312", "gb18030"}, {"gb_2312-80", "gb18030"},
                                            {"x-gbk", "gb18030"}, {"big5", "big5"}, {"utf-16", "utf-16le"}, {"utf-16le", "utf-16le"}, {"utf-16be", "utf-16be"},
                                            {"iso-8859-1", "windows-1252"}, {"us-ascii", "windows-1252"}, {"windows-1252", "windows-1252"}}};

struct Mark {
  std::string_view bytes;
  std::string_view charset;
};
constexpr std::array<Mark, 3> kMarks = {{{"\xEF\xBB\xBF"sv, "utf-8"}, {"\xFF\xFE"sv, "utf-16le"}, {"\xFE\xFF"sv, "utf-16be"}}};

// What a meta element near the beginning says: `charset=gbk`, in quotes or not.
std::string charset_in_meta(std::string_view bytes) {
  constexpr std::size_t kFar = 1024;
  const std::string head = lowered(bytes.substr(0, kFar));
  for (std::size_t meta = head.find("<meta"); meta != std::string::npos; meta = head.find("<meta", meta + 1)) {
    const std::string_view element = std::string_view(head).substr(meta, head.find('>', meta) - meta);
    const std::size_t found = element.find("charset");
    if (found == std::string_view::npos) continue;
    std::size_t at = element.find_first_not_of(" \t\r\n", found + 7);
    if (at == std::string_view::npos || element[at] != '=') continue;
    at = std::min(element.find_first_not_of(" \t\r\n\"'", at + 1), element.size());
    return std::string(element.substr(at, element.find_first_of(" \t\r\n\"';/", at) - at));
  }
  return {};
}

std::optional<std::string> convert(std::string_view bytes, const std::string& from) {
  const iconv_t converter = iconv_open("UTF-8", from.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string in(bytes);
  std::string out(in.size() * 4 + 16, '\0');
  char* source = in.data();
  char* target = out.data();
  std::size_t left = in.size();
  std::size_t room = out.size();
  const bool whole = iconv(converter, &source, &left, &target, &room) != static_cast<std::size_t>(-1) && left == 0;
  iconv_close(converter);
  if (!whole) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

}  // namespace

std::optional<DecodedPage> decode_page(std::string_view bytes, std::string_view charset, Say& problem) {
  DecodedPage page;
  for (const Mark& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes) || !page.charset.empty()) continue;
    page.charset = mark.charset;
    bytes.remove_prefix(mark.bytes.size());
  }
  if (page.charset.empty()) {
    std::string said = lowered(trim(charset));
    if (said.empty()) said = charset_in_meta(bytes);
    if (said.empty()) said = "utf-8";
    const auto known = std::ranges::find(kLabels, std::string_view(said), &Label::label);
    if (known == kLabels.end()) {
      problem = {fmt::format("页面的编码“{}”不认识", shorten(said, 40)), fmt::format("the page is in an unknown encoding \"{}\"", shorten(said, 40))};
      return std::nullopt;
    }
    page.charset = known->charset;
  }
  if (page.charset == "utf-8") {
    if (find_invalid_utf8(bytes) == std::string_view::npos) {
      page.text = bytes;
      return page;
    }
  } else if (std::optional<std::string> text = convert(bytes, page.charset)) {
    page.text = *std::move(text);
    return page;
  }
  problem = {fmt::format("页面不是完好的 {} 文本", page.charset), fmt::format("the page is not sound {} text", page.charset)};
  return std::nullopt;
}

}  // namespace disclose
