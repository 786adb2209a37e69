// Input made to hurt: it must be rendered whole, well-formed and in time proportional to its size
// (a quadratic step would take minutes here; nothing is timed).
#include <gmock/gmock.h>

#include "format/narrative_reading.h"
#include "format/nowrap.h"

namespace disclose {
namespace {

std::string repeat(std::string_view unit, std::size_t size) {
  std::string out;
  while (out.size() < size) out += unit;
  return out;
}

class HostileNarrative : public testing::TestWithParam<std::string_view> {};

TEST_P(HostileNarrative, IsWellFormedAndLinear) {
  const std::string body = repeat(GetParam(), 100'000);
  Narrative narrative = render_narrative(
      body, {.title = "标题", .signature_by = "甲", .signature_date = "2024-02-05"});
  EXPECT_TRUE(is_well_formed(narrative.html));
  EXPECT_EQ(narrative.html.find("<script"), std::string::npos);
  nowrap_numbers(narrative.html);
  EXPECT_TRUE(is_well_formed(narrative.html));
  text_runs(body, Reading::written);
}

INSTANTIATE_TEST_SUITE_P(Repeated, HostileNarrative,
                         testing::Values("[", "![", "[a](", "*", "**a ", "*a_ ", "a**b_", "> ",
                                         ">\n", "- ", "- a\n", "` `` ", "<", "<a ", "<script>",
                                         "<http://", "<!--", "&a;", "$", "$\\x ", "\\frac{",
                                         "\\text{", "|", "|a|\n|-|\n", "a@", "a@b.c", "www.",
                                         "http://", "[^a]", "[a]: /u\n", "# a\n", "一、\n",
                                         "一、概况\n", "1. a\n", "\n", "绩\n", "绩，\n\n", "```\n",
                                         "\\", "~~a ", "a\n---\n", " ", "\t", "]", "[^1]: a\n",
                                         "1元", "（", "“", "：\n", "* * ", "<b>",
                                         "&#60;script&#62;", "\r", "\r\n", "\xE2\x80\xAE"));

TEST(HostileNarratives, NestListsWithoutEnd) {
  std::string body;
  for (std::size_t i = 0; i < 1500; ++i) body += std::string(2 * i, ' ') + "- a\n";
  EXPECT_TRUE(is_well_formed(html_of(body)));
}

TEST(HostileNarratives, MakeTablesTooWideOrTooLong) {
  const std::string wide = repeat("|a", 50'000) + "|\n" + repeat("|-", 50'000) + "|\n|b|";
  EXPECT_EQ(html_of(wide).find("<table>"), std::string::npos);
  const std::string long_row = "|a|b|\n|-|-|\n" + repeat("|", 50'000);
  EXPECT_TRUE(is_well_formed(html_of(long_row)));
  std::string tall = repeat("|a", 128) + "|\n" + repeat("|-", 128) + "|\n" + repeat("|x\n", 60'000);
  EXPECT_LT(html_of(tall).size(), 10'000'000U);
}

TEST(HostileNarratives, HoldBytesThatAreNoText) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 7 + i / 256);
  const std::string html = html_of(bytes);
  EXPECT_EQ(find_invalid_utf8(html), std::string::npos);
  for (const Reading reading : {Reading::shown, Reading::written}) text_runs(bytes, reading);
  html_of(std::string(1000, '\0'));
  html_of("");
  html_of("\xEF\xBB\xBF");
}

TEST(HostileNarratives, CutRealTextAnywhere) {
  const std::string body =
      fixture("shangyou-2024.md") + "\n\n|甲|乙|\n|-|-|\n|`a`|$\\leq$|\n\n[^1]: x [a](b) <br>\n";
  for (std::size_t end = 0; end < body.size(); end += 37) {
    EXPECT_TRUE(is_well_formed(html_of(std::string_view(body).substr(0, end))));
    text_runs(std::string_view(body).substr(end), Reading::shown);
  }
}

}  // namespace
}  // namespace disclose
