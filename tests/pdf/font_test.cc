#include "pdf/font.h"

#include <gtest/gtest.h>

#include "pdf/font_face.h"
#include "sample.h"

namespace disclose::pdf {
namespace {

TEST(Fonts, TheUsualOnesAreFoundWhereDebianPutsThem) {
  Diagnostics diagnostics;
  const auto fonts = FontSet::load(FontChoice::usual(), {}, diagnostics);
  ASSERT_NE(fonts, nullptr);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(fonts->face_count(), 6U);
  const Face& song = fonts->face(fonts->face_of(FontRole::song, Weight::regular));
  EXPECT_EQ(song.name(), "NotoSerifCJKsc-Regular") << "the Simplified Chinese face of the collection";
  EXPECT_TRUE(song.is_cff());
  EXPECT_FALSE(fonts->face(fonts->face_of(FontRole::kai, Weight::regular)).is_cff());
}

TEST(Fonts, RareCharactersOfNamesHaveAGlyph) {
  const auto fonts = usual_fonts();
  ASSERT_NE(fonts, nullptr);
  for (const char32_t character : std::u32string(U"㛃𠙶䶮𬭎犇喆赟淼靐龘㙍𫖯"))
    for (const FontRole role : {FontRole::song, FontRole::hei, FontRole::kai})
      EXPECT_TRUE(fonts->lookup(character, role, Weight::regular))
          << std::hex << static_cast<std::uint32_t>(character);
}

TEST(Fonts, ACharacterNoFontHasIsMissing) {
  const auto fonts = usual_fonts();
  ASSERT_NE(fonts, nullptr);
  EXPECT_FALSE(fonts->lookup(U'\U00013000', FontRole::song, Weight::regular)) << "a hieroglyph";
  EXPECT_FALSE(fonts->lookup(U'\U0010FFFF', FontRole::song, Weight::regular));
  EXPECT_FALSE(fonts->lookup(char32_t{0x7FFFFFFF}, FontRole::song, Weight::regular));
}

TEST(Fonts, HanCharactersAreOneEmWide) {
  const auto fonts = usual_fonts();
  ASSERT_NE(fonts, nullptr);
  for (const FontRole role : {FontRole::song, FontRole::hei, FontRole::kai}) {
    const FoundGlyph found = fonts->lookup(U'财', role, Weight::bold);
    ASSERT_TRUE(found);
    EXPECT_FLOAT_EQ(fonts->advance(found.face, found.glyph), 1.0F);
    EXPECT_FLOAT_EQ(fonts->metrics(found.face).ascent, 0.88F);
    EXPECT_FLOAT_EQ(fonts->metrics(found.face).descent, 0.12F);
  }
}

}  // namespace
}  // namespace disclose::pdf
