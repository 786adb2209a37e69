#include "pdf/write.h"

#include <gtest/gtest.h>

#include <cstdio>
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

}  // namespace
}  // namespace disclose::pdf
