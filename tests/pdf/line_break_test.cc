#include "pdf/line_break.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/text.h"

namespace disclose::pdf {
namespace {

constexpr float kEm = 10;

// Han and full-width marks are one em, everything else half an em.
std::vector<SetChar> characters(std::string_view text) {
  std::vector<SetChar> out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const Traits traits = traits_of(c);
    const bool half = (traits & (trait::word | trait::glue)) != 0 || c == ' ';
    const float advance = is_invisible(c) || (traits & trait::mark) != 0 || c == '\n' ? 0
                          : half                                                      ? kEm / 2
                                                                                      : kEm;
    out.push_back(
        {.character = c, .advance = advance, .em = kEm, .traits = traits, .forced = c == '\n'});
  }
  return out;
}

std::vector<std::string> lines_of(std::string_view text, float ems, LineRules rules = {}) {
  const std::vector<SetChar> chars = characters(text);
  rules.width = ems * kEm;
  std::vector<std::string> lines;
  for (const Line& line : break_lines(chars, rules).lines) {
    std::string& out = lines.emplace_back();
    for (std::uint32_t i = line.begin; i < line.end; ++i) append_utf8(out, chars[i].character);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineBreak, FillsALineWithItsColumnsOfHan) {
  EXPECT_EQ(lines_of("预算绩效信息公开", 4), (Lines{"预算绩效", "信息公开"}));
}

TEST(LineBreak, PutsNoStopAtTheStartOfALine) {
  for (const char* stop : {"、", "，", "。", "；", "：", "！", "？", "）", "》", "」", "』", "”",
                           "’", "…", "%", "‰", "℃"}) {
    const Lines lines = lines_of("甲乙丙丁" + std::string(stop) + "戊己庚辛壬癸", 4);
    for (const std::string& line : lines) EXPECT_FALSE(line.starts_with(stop)) << stop;
  }
}

TEST(LineBreak, PutsNoOpenerAtTheEndOfALine) {
  for (const char* opener : {"（", "《", "「", "『", "“", "‘", "〔"}) {
    const Lines lines = lines_of("甲乙丙" + std::string(opener) + "丁戊己庚辛", 4);
    for (const std::string& line : lines) EXPECT_FALSE(line.ends_with(opener)) << opener;
  }
}

TEST(LineBreak, SqueezesAStopAtTheEndOfALineToKeepIt) {
  EXPECT_EQ(lines_of("预算绩效，信息公开。", 4.5F)[0], "预算绩效，");
}

TEST(LineBreak, AdjacentMarksShareTheirBlanks) {
  const auto chars = characters("《甲》（乙）。");
  const BrokenText text = break_lines(chars, {.width = 1000});
  EXPECT_FLOAT_EQ(text.lines[0].width, 60);
}

TEST(LineBreak, KeepsADashAndAnEllipsisWhole) {
  for (float width = 3; width < 8; ++width) {
    for (const std::string& line : lines_of("甲乙丙丁——戊己庚……辛壬癸", width)) {
      const auto ends_in_half = [&](const std::string& whole, const std::string& half) {
        return line.ends_with(half) && !line.ends_with(whole);
      };
      EXPECT_FALSE(ends_in_half("——", "—")) << line;
      EXPECT_FALSE(ends_in_half("……", "…")) << line;
    }
  }
}

TEST(LineBreak, KeepsWordsAndNumbersWhole) {
  EXPECT_EQ(lines_of("甲乙丙budget丁", 5), (Lines{"甲乙丙", "budget丁"}));
  EXPECT_EQ(lines_of("甲乙丙1,234.56", 5), (Lines{"甲乙丙", "1,234.56"}));
  EXPECT_EQ(lines_of("甲乙μg/m³", 3), (Lines{"甲乙", "μg/m³"}));
}

TEST(LineBreak, KeepsANumberWithItsMeasureWord) {
  EXPECT_EQ(lines_of("二十四个汉字排成一行其后跟一个数量共二十四个字12万元，占比", 25.5F)[0],
            "二十四个汉字排成一行其后跟一个数量共二十四个字");
  EXPECT_EQ(lines_of("二十四个汉字排成一行其后跟一个数量共二十四个字4项完成", 24)[0],
            "二十四个汉字排成一行其后跟一个数量共二十四个字");
}

TEST(LineBreak, PartsANumberFromItsMeasureWordWhenTheLineWouldGape) {
  EXPECT_EQ(lines_of("甲4286.50万元", 5)[0], "甲4286.50");
}

TEST(LineBreak, BreaksALongAddressAfterASlash) {
  const Lines lines = lines_of("见https://www.example.gov.cn/czj/2024/stjj/report", 15);
  EXPECT_EQ(lines[0], "见https://www.example.gov.cn/");
  EXPECT_EQ(lines_of("甲乙30.1μg/m³", 5)[0], "甲乙");
}

TEST(LineBreak, BreaksALongWordRatherThanOverflow) {
  const auto chars = characters(std::string(200, 'x'));
  const BrokenText text = break_lines(chars, {.width = 70});
  EXPECT_EQ(text.lines.size(), 15U);
  for (const Line& line : text.lines) EXPECT_LE(line.width, 70.001F);
}

TEST(LineBreak, FillsAJustifiedLineToTheEdge) {
  const auto chars = characters("预算绩效budget信息公开预算绩效信息公开预算绩效信息");
  const BrokenText text = break_lines(chars, {.width = 95});
  for (std::size_t i = 0; i + 1 < text.lines.size(); ++i)
    EXPECT_NEAR(text.lines[i].width, 95, 0.01);
}

TEST(LineBreak, StretchesNoWord) {
  const auto chars = characters("预算绩budget算绩效信息公开");
  const BrokenText text = break_lines(chars, {.width = 88});
  for (std::size_t i = 3; i < 8; ++i) EXPECT_FLOAT_EQ(text.advances[i], kEm / 2);
}

TEST(LineBreak, IndentsTheFirstLine) {
  const BrokenText text =
      break_lines(characters("预算绩效信息公开"), {.width = 60, .first_indent = 20});
  EXPECT_FLOAT_EQ(text.lines[0].left, 20);
  EXPECT_EQ(text.lines[0].end, 4U);
  EXPECT_FLOAT_EQ(text.lines[1].left, 0);
}

TEST(LineBreak, LeavesNoSingleCharacterOnTheLastLine) {
  EXPECT_EQ(lines_of("预算绩效信息公开预算绩效信息公开的确", 17).back(), "的确");
  EXPECT_EQ(lines_of("预算绩效信息公开预算绩效信息公开好", 16).back(), "开好");
}

TEST(LineBreak, StretchesNoLineBeyondWhatIsCalm) {
  const auto chars =
      characters("详见https://www.example.gov.cn/czj/zwgk/index/a.html网页的说明文字");
  const BrokenText text = break_lines(chars, {.width = 180});
  for (std::size_t i = 0; i < chars.size(); ++i)
    EXPECT_LE(text.advances[i], chars[i].advance + 0.23F * kEm);
}

TEST(LineBreak, DropsBlanksAtTheEdges) {
  EXPECT_EQ(lines_of("中共中央　国务院", 4), (Lines{"中共中央", "国务院"}));
  EXPECT_EQ(lines_of("　　预算绩效", 4), (Lines{"预算绩效"}));
}

TEST(LineBreak, EndsALineWhereItIsForced) {
  EXPECT_EQ(lines_of("甲\n\n乙", 9), (Lines{"甲", "", "乙"}));
}

TEST(LineBreak, BalancesTheLinesOfATitle) {
  const Lines lines = lines_of("临江市云溪区生态环境局部门整体支出绩效自评报告", 20,
                               {.align = Align::centre, .keep_terms = true, .balanced = true});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], "临江市云溪区生态环境局");
}

TEST(LineBreak, SetsNothingForNothing) {
  EXPECT_TRUE(break_lines({}, {.width = 10}).lines.empty());
  EXPECT_TRUE(lines_of("   ", 4).empty());
}

TEST(LineBreak, MeasuresItsWidestPiece) {
  const TextExtent extent = measure(characters("预算budget绩效"), false);
  EXPECT_FLOAT_EQ(extent.least, 30);
  EXPECT_FLOAT_EQ(extent.most, 70);
}

std::string random_text(std::mt19937& random, std::size_t length) {
  static const std::vector<std::string> kPieces = {
      "预", "算", "绩", "效", "，",   "。", "（",     "）",   "《",  "》",    "“",
      "”",  "、", "——", "……", "2024", "年", "185.49", "万元", "95%", "PM2.5", "budget",
      " ",  "：", "；", "℃",  "10",   "～", "·",      "第",   "号",  "①",     "≥"};
  std::string text;
  for (std::size_t i = 0; i < length; ++i) text += kPieces[random() % kPieces.size()];
  return text;
}

// What a line may begin with against the rule: nothing else fitted, for the piece was wider than
// it.
bool must_break_there(std::span<const SetChar> chars, std::uint32_t at, float width) {
  const std::vector<BreakQuality> qualities = break_qualities(chars, false);
  float piece = 0;
  for (std::uint32_t i = at; i > 0; --i) {
    piece += chars[i - 1].advance;
    if (qualities[i - 1] >= BreakQuality::poor) break;
  }
  return piece + chars[at].advance > width * 0.9F;
}

TEST(LineBreak, HoldsItsRulesForAnyText) {
  std::mt19937 random(20240930);
  for (int round = 0; round < 300; ++round) {
    const std::string source = random_text(random, 120);
    const std::vector<SetChar> chars = characters(source);
    const float width = 60 + static_cast<float>(random() % 300);
    const bool straight = random() % 2 == 0;
    const bool titled = random() % 4 == 0;
    const BrokenText text = break_lines(chars, {.width = width,
                                                .first_indent = titled ? 0.0F : 20.0F,
                                                .align = titled ? Align::centre : Align::justify,
                                                .straight_edges = straight,
                                                .keep_terms = titled,
                                                .balanced = titled});
    std::uint32_t next = 0;
    for (const Line& line : text.lines) {
      EXPECT_GE(line.begin, next) << source;
      for (std::uint32_t i = next; i < line.begin; ++i)
        EXPECT_TRUE(chars[i].traits & trait::space) << source;
      next = line.end;
      if (line.end == line.begin) continue;
      EXPECT_LE(line.left + line.width, width + 0.01F) << source;
      if (&line != &text.lines.front() && !must_break_there(chars, line.begin, width - 20)) {
        EXPECT_FALSE(chars[line.begin].traits & trait::no_start) << source << " at " << line.begin;
        EXPECT_FALSE(chars[line.begin - 1].traits & trait::no_end)
            << source << " at " << line.begin;
      }
    }
    for (std::uint32_t i = next; i < chars.size(); ++i)
      EXPECT_TRUE(chars[i].traits & trait::space) << source;
  }
}

}  // namespace
}  // namespace disclose::pdf
