#include "pdf/write.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <limits>
#include <optional>
#include <string_view>
#include <thread>

#include "sample.h"

namespace disclose::pdf {
namespace {

/// What `command` prints; nullopt when the program is not installed.
std::optional<std::string> output_of(const std::string& command) {
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::string out;
  char buffer[4096];
  for (std::size_t size; (size = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    out.append(buffer, size);
  const int status = ::pclose(pipe);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return std::nullopt;
  return out;
}

class Writing : public testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(usual_fonts(), nullptr); }

  /// What a program says of the sample report; a failure without output when it cannot run.
  static std::string ask(const std::string& program, const std::string& after = "") {
    const TemporaryFile file(write_pdf(sample_report(*usual_fonts()), *usual_fonts()), ".pdf");
    const auto out = output_of(program + " " + file.path() + " " + after);
    EXPECT_TRUE(out.has_value()) << program << " is needed: apt install poppler-utils qpdf";
    return out.value_or("");
  }
};

TEST_F(Writing, GivesAFileThatQpdfFindsSound) {
  const std::string said = ask("qpdf --check");
  EXPECT_NE(said.find("No syntax or stream encoding errors found"), std::string::npos) << said;
  EXPECT_EQ(said.find("WARNING"), std::string::npos) << said;
}

TEST_F(Writing, KeepsEveryCharacterReadable) {
  const std::string text = ask("pdftotext -layout", "-");
  for (const std::string_view line :
       {"填报人：犇喆、赟淼、㛃𠙶、䶮𬭎，全年预算数为4,598.90万元。", "部门整体支出绩效自评报告",
        "楷体：人民至上。", "注：⾦（部首）与金是两个字符。",
        "受污染耕地安全利用率 ≥93%"})
    EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
}

TEST_F(Writing, TellsAScreenReaderTheStructure) {
  const std::string tree = ask("pdfinfo -struct-text");
  for (const std::string_view line :
       {"Document", "H1 (block)", "\"部门整体支出绩效自评报告\"", "/RowSpan 2", "TH:", "/Scope /Column",
        "Figure:", "Caption", "THead", "TBody", "Link", "Object", "LBody", "Note"})
    EXPECT_NE(tree.find(line), std::string::npos) << line << "\n" << tree;
  // Reading order: the link stands inside its sentence, the second page's cells in their rows.
  const std::size_t before = tree.find("填报人");
  const std::size_t link = tree.find("https://example");
  const std::size_t after = tree.find("人民至上");
  EXPECT_LT(before, link);
  EXPECT_LT(link, after);
}

TEST_F(Writing, IsTheSameForTheSameDocument) {
  const PdfDocument document = sample_report(*usual_fonts());
  EXPECT_EQ(write_pdf(document, *usual_fonts()), write_pdf(document, *usual_fonts()));
}

TEST_F(Writing, IsTheSameOnSeveralThreads) {
  const PdfDocument document = sample_report(*usual_fonts());
  const std::string expected = write_pdf(document, *usual_fonts());
  std::vector<std::string> results(8);
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < 2; ++thread)
    threads.emplace_back([&, thread] {
      for (std::size_t i = thread; i < results.size(); i += 2)
        results[i] = write_pdf(document, *usual_fonts());
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : results) EXPECT_EQ(result, expected);
}

TEST_F(Writing, ChangesTheIdentifierWithTheContent) {
  PdfDocument document = sample_report(*usual_fonts());
  const auto id = [](const std::string& file) { return file.substr(file.rfind("/ID["), 72); };
  const std::string first = id(write_pdf(document, *usual_fonts()));
  document.metadata.subject += "。";
  EXPECT_NE(id(write_pdf(document, *usual_fonts())), first);
}

TEST_F(Writing, EmbedsEveryFont) {
  const std::string fonts = ask("pdffonts");
  EXPECT_NE(fonts.find("CID Type 0C"), std::string::npos) << fonts;
  EXPECT_NE(fonts.find("CID TrueType"), std::string::npos) << fonts;
  EXPECT_EQ(fonts.find(" no "), std::string::npos) << "embedded, subset and with Unicode:\n" << fonts;
}

TEST_F(Writing, AttachesTheData) {
  const std::string list = ask("pdfdetach -list");
  EXPECT_NE(list.find("数据.json"), std::string::npos) << list;
  EXPECT_EQ(ask("pdfdetach -save 1 -o /dev/stdout"), "{\"score\": 96.2}");
}

TEST_F(Writing, SaysWhatTheDocumentIs) {
  const std::string about = ask("pdfinfo");
  for (const std::string_view line :
       {"云溪区2024年度部门整体支出绩效自评报告", "云溪区财政局", "Tagged:          yes", "Pages:           2",
        "PDF version:     1.7"})
    EXPECT_NE(about.find(line), std::string::npos) << line << "\n" << about;
}

/// What qpdf says of a document.
std::string check(const PdfDocument& document) {
  const TemporaryFile file(write_pdf(document, *usual_fonts()), ".pdf");
  return output_of("qpdf --check " + file.path()).value_or("qpdf is not installed");
}

constexpr std::string_view sound = "No syntax or stream encoding errors found";

TEST_F(Writing, AnEmptyDocumentIsSound) {
  PdfDocument document;
  document.pages.resize(1);
  EXPECT_NE(check(document).find(sound), std::string::npos) << check(document);
}

TEST_F(Writing, ValuesOutOfRangeDoNotSpoilTheFile) {
  PdfDocument document = sample_report(*usual_fonts());
  const float none = std::numeric_limits<float>::quiet_NaN();
  const float vast = std::numeric_limits<float>::max();
  document.metadata.title = std::string("<&>\"\x01\x02 ]]> \xFF\xFE (\\") + std::string(1, '\0') + "𠙶";
  document.metadata.created = "昨天";
  document.elements[1].parent = 9999;
  document.elements[2].parent = 2;
  for (int i = 0; i < 30000; ++i) document.elements[1].alternative += "图";
  Page& page = document.pages[0];
  page.items.push_back({Box{{none, vast, -vast, none}, Colour{}, Colour{}}, 12345});
  page.items.push_back({Path{{{Path::Verb::line, {1, 1}}}, Colour{}}, 1});
  page.items.push_back({Modules{{0, 0}, 3, 1000000, {true}, {}}, 1});
  page.items.push_back({GlyphRun{0, 10, {vast, none}, {{U'A', 65535, none}, {U'B', 3, vast}}, {}}, 1});
  page.items.push_back({GlyphRun{999, 10, {0, 0}, {{U'A', 1, 1}}, {}}, 1});
  page.links.push_back({{{none, vast, -1, none}}, Destination{0, none}, "", 77777});
  page.links.push_back({{{0, 0, 1, 1}}, Destination{99, 0}, "", 1});
  page.links.push_back({{{0, 0, 1, 1}}, std::string(100000, 'a'), "", 1});
  page.links.push_back({{{0, 0, 1, 1}}, std::string("http://x/(\\)\x01"), "a)b", 1});
  document.outline.push_back({std::string(100000, 'x'), 99, {0, vast}});
  document.outline.push_back({"nowhere", 0, {99, 0}});
  document.labels.push_back({77, PageLabels::Style::lower_roman, "(", 0});
  document.attachments.push_back({"../a\\(b)", "x/y z\n", std::string(1, '\0'), ""});
  document.pages.push_back({none, vast, {}, {}});
  EXPECT_NE(check(document).find(sound), std::string::npos) << check(document);
}

TEST_F(Writing, OneLineMayBeJustifiedWithoutMovingEachGlyph) {
  PdfDocument document;
  document.pages.resize(1);
  add_element(document, Role::document, 0);
  const ElementIndex text = add_element(document, Role::paragraph, 0);
  add_line(document.pages[0], *usual_fonts(), U"一二三四五六七八九十", {100, 100}, 16, FontRole::song,
           Weight::regular, text, 1.25F);
  const TemporaryFile file(write_pdf(document, *usual_fonts()), ".pdf");
  const std::string boxes = output_of("pdftotext -bbox " + file.path() + " -").value_or("");
  // Nine advances of 17.25 points and the last glyph: the word ends at 100 + 9 × 17.25 + 16.
  EXPECT_NE(boxes.find("xMin=\"100.000000\""), std::string::npos) << boxes;
  EXPECT_TRUE(boxes.find("xMax=\"271.25") != std::string::npos ||
              boxes.find("xMax=\"272.5") != std::string::npos) << boxes;
}

}  // namespace
}  // namespace disclose::pdf
