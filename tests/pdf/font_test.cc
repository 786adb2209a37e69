#include "pdf/font.h"

#include <gtest/gtest.h>

#include <fstream>
#include <memory>

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

/// What is found when the site names `font` for its titles.
Diagnostics findings_of(const std::string& font, std::shared_ptr<const FontSet>* fonts = nullptr) {
  FontChoice choice = FontChoice::usual();
  choice.roles[static_cast<std::size_t>(FontRole::song)] = {font, ""};
  Diagnostics diagnostics;
  auto loaded = FontSet::load(choice, {.file = "site.json", .pointer = "/pdf/fonts"}, diagnostics);
  if (fonts != nullptr) *fonts = loaded;
  return diagnostics;
}

/// The beginning of a font file.
std::string beginning_of(const std::string& path, std::size_t size) {
  std::string bytes(size, '\0');
  std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(size));
  return bytes;
}

TEST(Fonts, ABadFontOfTheSiteIsAFindingAndTheUsualOneTakesItsPlace) {
  const TemporaryFile text("这不是字体", ".ttf");
  const TemporaryFile empty("", ".ttf");
  const TemporaryFile cut(
      beginning_of("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 200000), ".ttf");
  for (const std::string& bad :
       {text.path(), empty.path(), cut.path(), std::string("/nowhere/font.ttf"),
        std::string("/dev/zero/font.ttf"), std::string("仿宋_GB2312"),
        std::string("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc#99")}) {
    std::shared_ptr<const FontSet> fonts;
    const Diagnostics found = findings_of(bad, &fonts);
    ASSERT_EQ(found.all().size(), 1U) << bad;
    const Diagnostic& finding = found.all().front();
    EXPECT_EQ(finding.severity, Severity::error);
    EXPECT_EQ(finding.place.pointer, "/pdf/fonts/song");
    EXPECT_NE(finding.message.zh.find(bad), std::string::npos) << finding.message.zh;
    EXPECT_FALSE(finding.help.empty());
    ASSERT_NE(fonts, nullptr);
    EXPECT_TRUE(fonts->lookup(U'财', FontRole::song, Weight::regular));
  }
}

TEST(Fonts, AFontOfTheSiteMayBeAPathAFamilyOrOneOfACollection) {
  for (const std::string font :
       {"/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKaiMono-Regular.ttf", "霞鹜文楷",
        "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc#3"}) {
    std::shared_ptr<const FontSet> fonts;
    EXPECT_TRUE(findings_of(font, &fonts).empty()) << font;
    ASSERT_NE(fonts, nullptr);
    const std::string& name = fonts->face(fonts->face_of(FontRole::song, Weight::regular)).name();
    EXPECT_TRUE(name.starts_with("LXGW") || name == "NotoSerifCJKtc-Regular") << name;
    EXPECT_EQ(fonts->face_of(FontRole::song, Weight::bold),
              fonts->face_of(FontRole::song, Weight::regular)) << "no bold was named";
  }
}

TEST(Fonts, ACharacterTheRoleLacksComesFromAnotherFace) {
  const auto fonts = usual_fonts();
  ASSERT_NE(fonts, nullptr);
  // A rare character: in Noto, not in WenKai.
  const FoundGlyph found = fonts->lookup(U'㐀', FontRole::kai, Weight::regular);
  ASSERT_TRUE(found);
  EXPECT_NE(found.face, fonts->face_of(FontRole::kai, Weight::regular));
}

}  // namespace
}  // namespace disclose::pdf
