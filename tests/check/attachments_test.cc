// Lists in attachments are how most personal data got out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "check/attachment_text.h"
#include "check/county.h"
#include "format/digest.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// An archive of these members, as an office program would write it.
std::string zipped(const std::vector<std::pair<std::string, std::string>>& members, const char* password = nullptr) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, bytes] : members) {
    zip_source_t* const source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (password != nullptr) zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
  }
  zip_close(archive);
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

// A PDF of one page that says `text`; `title` is a property of the document.
std::string pdf(const std::string& text, const std::string& title = "t") {
  const std::string content = text.empty() ? "" : "BT /F1 12 Tf 50 700 Td (" + text + ") Tj ET";
  const std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
      "<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
      "<</Title(" + title + ")>>"};
  std::string out = "%PDF-1.4\n";
  std::string table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(out.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj" + objects[i] + "endobj\n";
  }
  const std::size_t start = out.size();
  return out + "xref\n0 7\n0000000000 65535 f \n" + table + "trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
}

County county_with(const std::string& name, const std::string& bytes) {
  County county;
  county.file("content/" + name, bytes).record("result_use", "g", R"("form": "reported", "text": "办法", "documents": [{"title": "附件", "path": ")" + name + R"("}])");
  return county;
}

std::vector<Diagnostic> attached(const std::string& name, const std::string& bytes) { return county_with(name, bytes).findings(); }
std::vector<std::string> notes(const std::string& name, const std::string& bytes) { return county_with(name, bytes).notes(); }

std::vector<std::string> codes(const std::string& name, const std::string& bytes) {
  std::vector<std::string> texts;
  for (const Diagnostic& d : attached(name, bytes)) {
    texts.push_back(std::string(name_of(d.code)) + (d.severity == Severity::undecided ? "?" : "") + " " + std::to_string(d.place.position.line));
  }
  return texts;
}

constexpr const char* kDocument = R"(<?xml version="1.0"?><w:document xmlns:w="x"><w:body>)";

TEST(Attachments, TextFiles) {
  EXPECT_THAT(codes("a.txt", "第一行\n电话13812345678\n"), ElementsAre("leak-mobile 2"));
  EXPECT_THAT(codes("a.txt", "第一行\n"), IsEmpty());
  // 电话 in GB 18030, as Windows writes it.
  EXPECT_THAT(codes("a.txt", "\xB5\xE7\xBB\xB0" "13812345678"), ElementsAre("leak-mobile 1"));
  EXPECT_THAT(codes("a.txt", std::string("\xFF\xFE") + std::string("1\0003\0008\0001\0002\0003\0004\0005\0006\0007\0008\0", 22)), ElementsAre("leak-mobile 1"));
}

TEST(Attachments, CsvCellsAreTextsOfTheirOwn) {
  EXPECT_THAT(codes("a.csv", "姓名,联系方式,金额\n甲,13812345678,200\n"), ElementsAre("leak-mobile 2"));
  EXPECT_THAT(codes("a.csv", "姓名,金额\n甲,\"13,812,345,678\"\n"), IsEmpty());
  EXPECT_THAT(codes("a.csv", "名单\n姓名,身份证号\n甲,已遮盖\n"), ElementsAre("leak-column 3"));
  EXPECT_THAT(codes("a.csv", "名单\n姓名,身份证号\n甲,\n"), IsEmpty());
}

TEST(Attachments, ManyOfOneKindInAColumnAreEachTold) {
  const std::vector<Diagnostic> found = attached("a.csv", "电话\n13812345678\n13912345678\n");
  EXPECT_EQ(found.size(), 2U);
}

TEST(Attachments, PdfPagesAndProperties) {
  const std::vector<Diagnostic> found = attached("a.pdf", pdf("ID 11010519491231002X"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, Code::leak_id);
  EXPECT_THAT(found[0].message.zh, HasSubstr("第 1 页"));
  EXPECT_THAT(found[0].message.zh, HasSubstr("110*************2X"));
  EXPECT_THAT(codes("a.pdf", pdf("nothing", "13812345678")), ElementsAre("leak-mobile 1"));
  EXPECT_THAT(codes("a.pdf", pdf("nothing")), IsEmpty());
}

// What people do not see when they open a file is looked at all the same, and told of.
std::string workbook(const std::string& state) {
  return zipped({{"xl/workbook.xml", R"(<workbook><sheets><sheet name="公开表" sheetId="1" r:id="rId1"/><sheet name="底稿&amp;名单" sheetId="2")" + state + R"( r:id="rId2"/></sheets></workbook>)"},
                 {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)"},
                 {"xl/worksheets/sheet1.xml", R"(<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>合计</t></is></c></row></sheetData></worksheet>)"},
                 {"xl/worksheets/sheet2.xml", R"(<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>13812345678</t></is></c></row></sheetData></worksheet>)"}});
}

TEST(Attachments, SheetsGoByTheirNamesAndHiddenOnesAreTold) {
  for (const char* state : {R"( state="hidden")", R"( state="veryHidden")"}) {
    const std::vector<Diagnostic> found = attached("a.xlsx", workbook(state));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].message.zh, HasSubstr("县交通运输局结果应用的附件工作表“底稿&名单”中有手机号码"));
    EXPECT_THAT(notes("a.xlsx", workbook(state)), ElementsAre(HasSubstr("有隐藏的工作表“底稿&名单”")));
  }
  EXPECT_THAT(notes("a.xlsx", workbook("")), IsEmpty());
}

TEST(Attachments, CommentsTrackedChangesAndAuthorsAreTold) {
  const std::string plain = kDocument + std::string("<w:p><w:t>正文</w:t></w:p></w:body></w:document>");
  EXPECT_THAT(notes("a.docx", zipped({{"word/document.xml", plain}})), IsEmpty());
  const std::string changed = kDocument + std::string("<w:p><w:del><w:r><w:delText>电话13812345678</w:delText></w:r></w:del></w:p></w:body></w:document>");
  EXPECT_THAT(notes("a.docx", zipped({{"word/document.xml", changed}})), ElementsAre(HasSubstr("有修订痕迹")));
  EXPECT_THAT(codes("a.docx", zipped({{"word/document.xml", changed}})), ElementsAre("leak-mobile 1"));
  const std::string comment = "<w:comments><w:comment><w:p><w:t>电话13812345678</w:t></w:p></w:comment></w:comments>";
  EXPECT_THAT(notes("a.docx", zipped({{"word/comments.xml", comment}})), ElementsAre(HasSubstr("有批注")));
  EXPECT_THAT(codes("a.docx", zipped({{"word/comments.xml", comment}})), ElementsAre("leak-mobile 1"));
  EXPECT_THAT(notes("a.docx", zipped({{"docProps/core.xml", "<c><dc:creator>张三</dc:creator><cp:lastModifiedBy>李四</cp:lastModifiedBy><dc:title>表</dc:title></c>"}})),
              ElementsAre(HasSubstr("作者“张三”"), HasSubstr("作者“李四”")));
  EXPECT_THAT(notes("a.docx", zipped({{"docProps/core.xml", "<c><dc:creator></dc:creator><dc:title>表</dc:title></c>"}})), IsEmpty());
}

TEST(Attachments, OldOfficeFilesAndPicturesAreSearchedForNumbers) {
  const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10);
  std::string wide;
  for (const char c : std::string("13812345678")) wide += {c, '\0'};
  EXPECT_THAT(codes("a.doc", ole + wide + std::string("\0\0", 2)), ElementsAre("leak-mobile 1"));
  EXPECT_THAT(codes("a.xls", ole + "\x01" + wide + std::string("\0\0", 2)), ElementsAre("leak-mobile 1"));
  EXPECT_THAT(codes("a.xls", ole + "13812345678" + std::string("\0\0", 2)), ElementsAre("leak-mobile 1"));
  EXPECT_THAT(codes("a.jpg", std::string("\xFF\xD8\xFF\xE1\0\0Exif", 10) + "ID 11010519491231002X" + std::string("\0", 1)), ElementsAre("leak-id 1"));
  // Words in random bytes are chance.
  EXPECT_THAT(codes("a.jpg", std::string("\xFF\xD8\0XX\xE5\x8E\xBF\0", 9)), IsEmpty());
}

TEST(Attachments, ChineseTextOfOldMachines) {
  EXPECT_THAT(codes("a.csv", "\xD0\xD5\xC3\xFB,\xC9\xED\xB7\xDD\xD6\xA4\xBA\xC5\n\xBC\xD7,\xD2\xD1\n"), ElementsAre("leak-column 2"));  // 姓名,身份证号 in GBK
}

// No finding: the contract knows none for it. But whoever publishes is told to look.
TEST(Attachments, WhatCannotBeReadIsNoted) {
  const auto unread = ElementsAre(HasSubstr("没有查"));
  EXPECT_THAT(notes("a.pdf", pdf("")), unread);
  EXPECT_THAT(notes("a.pdf", "%PDF-1.4 broken"), unread);
  EXPECT_THAT(notes("a.zip", "PK\x03\x04 broken"), unread);
  EXPECT_THAT(notes("a.doc", std::string("\xD0\xCF\x11\xE0\0\0", 6)), unread);
  EXPECT_THAT(notes("a.zip", zipped({{"a.txt", "x"}}, "secret")), unread);
  EXPECT_THAT(notes("a.png", std::string("\x89PNG\0", 5)), IsEmpty());
  EXPECT_THAT(codes("a.pdf", pdf("")), IsEmpty());
}

TEST(Attachments, WordDocuments) {
  const auto docx = [](const std::string& body) { return zipped({{"word/document.xml", kDocument + body + "</w:body></w:document>"}}); };
  // One number in two runs, as an editor splits it.
  EXPECT_THAT(codes("a.docx", docx("<w:p><w:r><w:t>电话138</w:t></w:r><w:r><w:t>12345678</w:t></w:r></w:p>")), ElementsAre("leak-mobile 1"));
  EXPECT_THAT(codes("a.docx", docx("<w:p><w:r><w:t>138</w:t></w:r></w:p><w:p><w:r><w:t>12345678</w:t></w:r></w:p>")), IsEmpty());
  EXPECT_THAT(codes("a.docx", docx("<w:tbl><w:tr><w:tc><w:p><w:t>手机号</w:t></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:t>略</w:t></w:p></w:tc></w:tr></w:tbl>")),
              ElementsAre("leak-column 1"));
  EXPECT_THAT(codes("a.docx", zipped({{"docProps/core.xml", "<c><dc:creator>甲13812345678</dc:creator><d>1</d></c>"}})), ElementsAre("leak-mobile 1"));
}

TEST(Attachments, Workbooks) {
  const auto xlsx = [](const std::string& rows) {
    return zipped({{"xl/sharedStrings.xml", "<sst><si><t>联系电话</t></si><si><t>11010519491231002X</t></si><si><r><t>138</t></r><r><t>12345678</t></r></si></sst>"},
                   {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
  };
  EXPECT_THAT(codes("a.xlsx", xlsx(R"(<row r="1"><c r="B1" t="s"><v>1</v></c></row>)")), ElementsAre("leak-id 1"));
  EXPECT_THAT(codes("a.xlsx", xlsx(R"(<row r="1"><c r="B1" t="s"><v>2</v></c></row>)")), ElementsAre("leak-mobile 1"));
  EXPECT_THAT(codes("a.xlsx", xlsx(R"(<row r="1"><c r="A1" t="inlineStr"><is><t>（草稿）</t></is></c></row>)")), ElementsAre("leak-draft 1"));
  // A number is an amount, but below a header of telephones.
  EXPECT_THAT(codes("a.xlsx", xlsx(R"(<row r="1"><c r="A1"><v>13812345678</v></c></row>)")), IsEmpty());
  EXPECT_THAT(codes("a.xlsx", xlsx(R"(<row r="1"><c r="C1" t="s"><v>0</v></c></row><row r="2"><c r="C2"><v>13812345678</v></c></row>)")), ElementsAre("leak-mobile 1"));
}

TEST(Attachments, ArchivesAndNamesInThem) {
  EXPECT_THAT(codes("a.zip", zipped({{"名单/a.csv", "甲,13812345678\n"}})), ElementsAre("leak-mobile 1"));
  EXPECT_THAT(codes("a.zip", zipped({{"11010519491231002X.txt", "x"}})), ElementsAre("leak-id 1"));
  EXPECT_THAT(codes("a.zip", zipped({{"b.zip", zipped({{"a.txt", "13812345678"}})}})), ElementsAre("leak-mobile 1"));
}

TEST(Attachments, ABombIsNotUnpacked) {
  std::size_t room = 1U << 20U;
  const ZipContent content = read_zip(zipped({{"a.txt", std::string(3U << 20U, '0')}}), room);
  EXPECT_TRUE(content.problem.has_value());
}

TEST(Attachments, TheirNamesAreTexts) {
  EXPECT_THAT(County().file("content/13812345678.txt", "x").record("result_use", "g", R"("form": "reported", "text": "办法", "documents": [{"title": "附件", "path": "13812345678.txt"}])").codes(),
              ElementsAre("leak-mobile /documents/0/path"));
}

TEST(Attachments, SourcesAreNotPublishedAndNotScanned) {
  EXPECT_THAT(County().file("content/s.txt", "13812345678").record("result_use", "g", R"("form": "reported", "text": "办法", "sources": [{"title": "来源", "path": "s.txt"}])").codes(), IsEmpty());
}

TEST(Attachments, AWaiverNamesThePath) {
  const std::string allow = R"("allow": [{"rule": "leak-mobile", "path": "a.txt", "match_sha256": ")" + sha256_hex("leak-mobile:a.txt:13812345678") +
                            R"(", "reason": "热线", "by": ["甲"], "date": "2026-01-01", "expires": "2026-12-31"}])";
  EXPECT_THAT(County().site_keys(allow).file("content/a.txt", "13812345678").record("result_use", "g", R"("form": "reported", "text": "办法", "documents": [{"title": "附件", "path": "a.txt"}])").codes(),
              IsEmpty());
}

}  // namespace
}  // namespace disclose
