#include "render/texts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "base/arena.h"
#include "format/json.h"

namespace disclose {
namespace {

Texts texts_of(std::string_view json) {
  Diagnostics diagnostics;
  std::optional<Texts> texts = Texts::read("en.json", json, diagnostics);
  EXPECT_TRUE(texts.has_value());
  return texts ? std::move(*texts) : Texts();
}

std::string marked(const Texts& texts, std::string_view text) {
  std::string out;
  for (const Texts::Piece& piece : texts.translate(text)) out += piece.kept ? "[" + piece.text + "]" : piece.text;
  return out;
}

TEST(Texts, TranslateWhatTheyHoldAndKeepTheRest) {
  const Texts texts = texts_of(R"x({"首页": "Home"})x");
  EXPECT_EQ(marked(texts, "首页"), "Home");
  EXPECT_EQ(marked(texts, "首页的"), "[首页的]");
  EXPECT_EQ(marked(texts, "2,318.60"), "2,318.60");
}

TEST(Texts, PutWhatHolesStoodForInTheirPlaces) {
  const Texts texts = texts_of(R"x({"{#}个": "{1}", "优": "excellent", "{}：目标{}": "{1} (target {2})", "共{#}个，其中{#}个": "{2} of {1}"})x");
  EXPECT_EQ(marked(texts, "15个"), "15");
  EXPECT_EQ(marked(texts, "优：目标优"), "excellent (target excellent)");
  EXPECT_EQ(marked(texts, "修渠：目标3公里"), "[修渠] (target [3公里])");
  EXPECT_EQ(marked(texts, "共9个，其中4个"), "4 of 9");
}

TEST(Texts, TakeNumbersAloneWhereTheKeySaysSo) {
  const Texts texts = texts_of(R"x({"{#}个": "{1}"})x");
  EXPECT_EQ(marked(texts, "−1,286.5个"), "−1,286.5");
  EXPECT_EQ(marked(texts, "某个"), "[某个]");
  EXPECT_EQ(marked(texts, "个"), "[个]");
}

TEST(Texts, MoveTheDecimalPointOfUnitsThatEnglishLacks) {
  const Texts texts = texts_of(R"x({"{#}万元": "{1e4} yuan", "{#}亿元": "{1e2} million yuan", "{#}千": "{1e0}{1e}"})x");
  EXPECT_EQ(marked(texts, "1,286.50万元"), "12,865,000 yuan");
  EXPECT_EQ(marked(texts, "0.00005万元"), "0.5 yuan");
  EXPECT_EQ(marked(texts, "0.01万元"), "100 yuan");
  EXPECT_EQ(marked(texts, "0万元"), "0 yuan");
  EXPECT_EQ(marked(texts, "−0.5—10万元"), "−5,000—100,000 yuan");
  EXPECT_EQ(marked(texts, "2.67亿元"), "267 million yuan");
  EXPECT_EQ(marked(texts, "12,345.678亿元"), "1,234,567.8 million yuan");
  EXPECT_EQ(marked(texts, "1千"), "{1e0}{1e}");
}

TEST(Texts, PartASentenceOnlyWhereEachPartIsTheirs) {
  const Texts texts = texts_of(R"x({"甲": "A", "乙": "B", "{}。{}": "{1}. {2}", "{}。": "{1}."})x");
  EXPECT_EQ(marked(texts, "甲。乙。"), "A. B.");
  EXPECT_EQ(marked(texts, "甲。丙。"), "[甲。丙。]");
}

TEST(Texts, KeepAHoleWithinItsSentence) {
  const Texts texts = texts_of(R"x({"支出{}": "spent {1}"})x");
  EXPECT_EQ(marked(texts, "支出三元"), "spent [三元]");
  EXPECT_EQ(marked(texts, "支出三元。另有"), "[支出三元。另有]");
}

TEST(Texts, EndOnDeepAndLongTexts) {
  const Texts texts = texts_of(R"x({"甲": "A", "{}，{}": "{1}, {2}", "{}、{}": "{1}, {2}", "{}；{}": "{1}; {2}"})x");
  std::string text = "甲";
  for (int i = 0; i < 5000; ++i) text += i % 2 == 0 ? "，甲" : "、乙；甲";
  EXPECT_FALSE(texts.translate(text).empty());
}

TEST(Texts, StandInPagesAsHtml) {
  const Texts texts = texts_of(R"x({"甲&乙": "A<B"})x");
  EXPECT_EQ(marked(texts, "甲&amp;乙"), "A&lt;B");
}

TEST(Texts, AreRefusedWithHolesSideBySide) {
  Diagnostics diagnostics;
  EXPECT_FALSE(Texts::read("en.json", R"({"{}{}": "x"})", diagnostics).has_value());
  EXPECT_FALSE(Texts::read("en.json", R"({"甲": 1})", diagnostics).has_value());
  EXPECT_FALSE(Texts::read("en.json", R"(["甲"])", diagnostics).has_value());
  EXPECT_EQ(diagnostics.all().size(), 3U);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The Chinese a template writes itself: outside its own tags, and in quotation marks within them.
std::set<std::string, std::less<>> texts_in(std::string_view source) {
  std::set<std::string, std::less<>> found;
  std::string run;
  const auto end_run = [&] {
    constexpr std::string_view kMarks = " \n\t";
    const std::size_t first = run.find_first_not_of(kMarks);
    if (first != std::string::npos && is_chinese(run)) found.insert(run.substr(first, run.find_last_not_of(kMarks) + 1 - first));
    run.clear();
  };
  const auto quoted = [&](std::string_view tag) {
    for (std::size_t at = tag.find('"'); at != std::string_view::npos; at = tag.find('"', at + 1)) {
      const std::size_t close = tag.find('"', at + 1);
      if (close == std::string_view::npos) return;
      found.merge(texts_in(tag.substr(at + 1, close - at - 1)));
      at = close;
    }
  };
  for (std::size_t at = 0; at < source.size();) {
    const std::string_view rest = source.substr(at);
    const std::string_view closing = rest.starts_with("{#") ? "#}" : rest.starts_with("{{") ? "}}" : rest.starts_with("{%") ? "%}" : rest.starts_with("<script") ? "</script>" : rest.starts_with("<") ? ">" : "";
    if (closing.empty()) {
      run += source[at++];
      continue;
    }
    end_run();
    const std::size_t end = std::min(rest.find(closing), rest.size() - closing.size()) + closing.size();
    if (closing != "#}" && closing != "</script>") quoted(rest.substr(0, end));
    at += end;
  }
  end_run();
  return found;
}

// The marks at the ends of a run belong to the sentence around it.
std::string without_marks(std::string text) {
  for (const std::string_view mark : {"，", "。", "；", "：", "、", "（", "）", "“", "”", "　", "·", " ", "="}) {
    while (text.starts_with(mark)) text.erase(0, mark.size());
    while (text.ends_with(mark)) text.resize(text.size() - mark.size());
  }
  return text;
}

TEST(EnglishTexts, HoldWhatEveryTemplateSays) {
  const std::filesystem::path root = std::filesystem::path(DISCLOSE_SOURCE_DIR) / "templates";
  Arena arena;
  Diagnostics diagnostics;
  const std::string json = read_file(root / "texts" / "en.json");
  const std::optional<Value> catalogue = parse_json("en.json", json, arena, diagnostics);
  ASSERT_TRUE(catalogue && catalogue->kind == Value::Kind::object);
  std::string keys;
  for (const Member& member : catalogue->members) keys += fmt::format("{}\n", member.key);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "html")) {
    const std::string name = entry.path().filename().string();
    // Search, 404 and notices of withdrawal stand in Chinese alone.
    if (!entry.is_regular_file() || name.starts_with("search") || name == "404.html" || name == "withdrawn.html") continue;
    for (const std::string& run : texts_in(read_file(entry.path()))) {
      const std::string words = without_marks(run);
      if (!is_chinese(words)) continue;
      EXPECT_NE(keys.find(words), std::string::npos) << entry.path().filename() << " says “" << words << "”: no text of templates/texts/en.json has it";
    }
  }
}

}  // namespace
}  // namespace disclose
