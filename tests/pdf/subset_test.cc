#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/font_face.h"
#include "pdf/subset_cff.h"
#include "pdf/subset_charstring.h"
#include "pdf/subset_glyf.h"
#include "sample.h"

namespace disclose::pdf {
namespace {

std::string bytes(std::initializer_list<unsigned> values) {
  std::string out;
  for (const unsigned value : values) out.push_back(static_cast<char>(value));
  return out;
}

/// Holds the bytes of an INDEX for as long as it is used.
struct Subroutines {
  explicit Subroutines(const std::vector<std::string_view>& entries) {
    append_cff_index(table, entries);
    index = *CffIndex::parse(table, 0);
  }
  std::string table;
  CffIndex index;
};

// Numbers of one byte are value + 139; an index of fewer than 1240 has the bias 107 (5177, 4.7).
constexpr unsigned number(int value) { return static_cast<unsigned>(value + 139); }
constexpr unsigned call(int subroutine) { return number(subroutine - 107); }
constexpr unsigned rmoveto = 21, callsubr = 10, callgsubr = 29, back = 11, endchar = 14;

std::optional<std::string> flatten(const std::string& code, const Subroutines& local,
                                   const Subroutines& global) {
  std::string out;
  if (!append_without_subroutines(out, code, local.index, global.index)) return std::nullopt;
  return out;
}

TEST(Charstrings, CallsAreReplacedByWhatTheyCall) {
  const std::string stroke = bytes({number(5), number(6), rmoveto, back});
  const std::string through = bytes({call(0), callsubr, back});
  const Subroutines local({stroke});
  const Subroutines global({through});
  EXPECT_EQ(flatten(bytes({number(1), number(2), rmoveto, call(0), callgsubr, endchar}), local, global),
            bytes({number(1), number(2), rmoveto, number(5), number(6), rmoveto, endchar}));
}

TEST(Charstrings, MasksAreAsLongAsTheirHints) {
  const Subroutines none({});
  // Two vertical stems by hstemhm, seven more as operands of hintmask: nine hints, two bytes.
  std::string code = bytes({number(0), number(1), number(2), number(3), 18});
  for (int i = 0; i < 14; ++i) code += bytes({number(i)});
  code += bytes({19, 0x0A, 0x0A, number(1), number(1), rmoveto, endchar});
  EXPECT_EQ(flatten(code, none, none), code) << "0x0A in a mask is no callsubr";
  EXPECT_FALSE(flatten(code.substr(0, code.size() - 5), none, none)) << "a mask cut off";
}

TEST(Charstrings, DamagedOnesAreRefused) {
  const std::string itself = bytes({call(0), callsubr, back});
  const Subroutines local({itself});
  const Subroutines none({});
  EXPECT_FALSE(flatten(bytes({call(0), callsubr, endchar}), local, none)) << "calls itself for ever";
  EXPECT_FALSE(flatten(bytes({call(3), callsubr, endchar}), local, none)) << "no such subroutine";
  EXPECT_FALSE(flatten(bytes({callsubr, endchar}), local, none)) << "no number";
  EXPECT_FALSE(flatten(bytes({number(1), number(2), rmoveto}), none, none)) << "no endchar";
  EXPECT_FALSE(flatten(bytes({28, 1}), none, none)) << "a number cut off";
  EXPECT_FALSE(flatten("", none, none));
}

TEST(Charstrings, ABombOfCallsEnds) {
  // Each level calls the next a hundred times: 100^9 calls in all.
  std::vector<std::string> levels;
  for (int level = 0; level < 9; ++level) {
    std::string code;
    for (int i = 0; i < 100; ++i) code += bytes({call(level + 1), callsubr});
    levels.push_back(code + bytes({back}));
  }
  levels.push_back(bytes({back}));
  const Subroutines local({levels.begin(), levels.end()});
  EXPECT_FALSE(flatten(bytes({call(0), callsubr, endchar}), local, local));
}

/// The glyphs of some characters in the usual face of a role, after glyph 0.
std::vector<std::uint16_t> glyphs_of(std::u32string_view text, FontRole role, const Face** face) {
  const auto fonts = usual_fonts();
  *face = &fonts->face(fonts->face_of(role, Weight::regular));
  std::vector<std::uint16_t> glyphs = {0};
  for (const char32_t character : text) glyphs.push_back((*face)->glyph_of(character));
  return glyphs;
}

TEST(CffSubset, CanBeReadAgainWithTheSameOutlines) {
  ASSERT_NE(usual_fonts(), nullptr);
  const Face* face = nullptr;
  const auto glyphs = glyphs_of(U"财政局2024 A㛃𠙶（）财", FontRole::song, &face);
  const std::string subset = face->subset(glyphs, "ABCDEF+Test");
  const auto font = CffFont::parse(subset);
  ASSERT_TRUE(font);
  EXPECT_EQ(font->glyph_count(), glyphs.size());
  std::vector<std::uint16_t> all;
  for (std::uint16_t glyph = 0; glyph < glyphs.size(); ++glyph) {
    EXPECT_TRUE(font->has_sound(glyph)) << glyph;
    all.push_back(glyph);
  }
  EXPECT_EQ(font->subset(all, "ABCDEF+Test"), subset) << "a subset of all of it is itself";
  EXPECT_LT(subset.size(), 8000U) << "only what is asked for";
}

/// Reads and subsets a table that may be damaged: whatever comes out, it must come.
void try_cff(const std::string& table) {
  const auto font = CffFont::parse(table);
  if (!font) return;
  std::vector<std::uint16_t> glyphs;
  for (std::uint16_t glyph = 0; glyph < std::min<std::uint32_t>(font->glyph_count(), 20); ++glyph) {
    font->has_sound(glyph);
    glyphs.push_back(glyph);
  }
  font->subset(glyphs, "ABCDEF+Test");
}

TEST(CffSubset, DamagedTablesNeverBreakTheReader) {
  ASSERT_NE(usual_fonts(), nullptr);
  const Face* face = nullptr;
  const auto glyphs = glyphs_of(U"财2㛃", FontRole::song, &face);
  const std::string sound = face->subset(glyphs, "ABCDEF+Test");
  for (std::size_t at = 0; at < sound.size(); ++at) {
    for (const char value : {'\0', '\xFF', static_cast<char>(sound[at] + 1)}) {
      std::string damaged = sound;
      damaged[at] = value;
      try_cff(damaged);
    }
    try_cff(sound.substr(0, at));
  }
}

/// The tables of a font file, by tag.
std::string_view table_of(std::string_view file, std::string_view tag) {
  const FontBytes font(file);
  for (unsigned i = 0; i < font.u16(4); ++i)
    if (file.substr(12 + 16 * i, 4) == tag)
      return font.slice(font.u32(12 + 16 * i + 8), font.u32(12 + 16 * i + 12));
  return {};
}

std::optional<GlyfFont> parse_glyf(const std::string& file) {
  return GlyfFont::parse([&file](std::string_view tag) { return table_of(file, tag); });
}

TEST(GlyfSubset, BringsThePartsOfComposites) {
  ASSERT_NE(usual_fonts(), nullptr);
  const Face* face = nullptr;
  const auto glyphs = glyphs_of(U"财éÄ㛃", FontRole::kai, &face);
  const std::string subset = face->subset(glyphs, "");
  const auto font = parse_glyf(subset);
  ASSERT_TRUE(font);
  EXPECT_GE(font->glyph_count(), glyphs.size());
  for (std::uint16_t glyph = 0; glyph < font->glyph_count(); ++glyph)
    EXPECT_TRUE(font->has_sound(glyph)) << glyph;
  std::vector<std::uint16_t> all;
  for (std::uint16_t glyph = 0; glyph < glyphs.size(); ++glyph) all.push_back(glyph);
  EXPECT_EQ(font->subset(all), subset) << "a subset of all of it is itself";
}

TEST(GlyfSubset, DamagedTablesNeverBreakTheReader) {
  ASSERT_NE(usual_fonts(), nullptr);
  const Face* face = nullptr;
  const auto glyphs = glyphs_of(U"一é", FontRole::kai, &face);
  const std::string sound = face->subset(glyphs, "");
  for (std::size_t at = 0; at < sound.size(); ++at) {
    for (const char value : {'\0', '\xFF', static_cast<char>(sound[at] ^ 0x20)}) {
      std::string damaged = sound;
      damaged[at] = value;
      const auto font = parse_glyf(damaged);
      if (!font) continue;
      for (std::uint16_t glyph = 0; glyph < 4; ++glyph) font->has_sound(glyph);
      font->subset(std::vector<std::uint16_t>{0, 1, 2});
    }
  }
}

TEST(GlyfSubset, AGlyphThatContainsItselfIsNotSound) {
  ASSERT_NE(usual_fonts(), nullptr);
  const Face* face = nullptr;
  const auto glyphs = glyphs_of(U"一", FontRole::kai, &face);
  const std::string file = face->subset(glyphs, "");
  std::string composite = bytes({0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0});
  composite += bytes({0, 0x20, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0});  // glyph 1, more; glyph 1 again
  std::string loca(4, '\0');
  append_u32(loca, 0);
  append_u32(loca, static_cast<std::uint32_t>(composite.size()));
  const auto font = GlyfFont::parse([&](std::string_view tag) {
    return tag == "glyf" ? std::string_view(composite)
           : tag == "loca" ? std::string_view(loca)
                           : table_of(file, tag);
  });
  ASSERT_TRUE(font);
  EXPECT_TRUE(font->has_sound(0)) << "a blank";
  EXPECT_FALSE(font->has_sound(1));
  EXPECT_FALSE(font->subset(std::vector<std::uint16_t>{0, 1}).empty()) << "and ends all the same";
}

}  // namespace
}  // namespace disclose::pdf
