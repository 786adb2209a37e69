#include <gmock/gmock.h>

#include "format/json_writer.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kWithdrawn = R"([
  {"kind": "monitoring", "id": "m-gone", "year": 2024, "unit": "water", "status": "withdrawn", "published": "2024-07-26",
   "withdrawn": {"date": "2024-12-08", "reason": "口径调整"}, "subject": {"type": "unit"}, "conclusion": "旧结论"},
  {"kind": "monitoring", "id": "m-never", "year": 2024, "unit": "water", "status": "withdrawn",
   "withdrawn": {"date": "2024-12-08", "reason": "从未公开"}, "subject": {"type": "unit"}},
  {"kind": "monitoring", "id": "m-secret", "year": 2024, "unit": "water", "status": "withdrawn", "published": "2024-07-26", "secrecy": "secret",
   "withdrawn": {"date": "2024-12-08"}, "subject": {"type": "unit"}},
  {"kind": "budget", "id": "b", "year": 2024, "unit": "water", "status": "approved", "total": "100万元", "published": "2024-02-10"}])";

TEST(Withdrawal, LeavesANoticeAtTheOldAddress) {
  const SmallSite site(kWithdrawn);
  const PlannedPage* page = site.page("2024/monitoring/m-gone/");
  ASSERT_NE(page, nullptr);
  const std::string values = to_json(page->values());
  EXPECT_THAT(values, HasSubstr("2024-12-08"));
  EXPECT_THAT(values, HasSubstr("口径调整"));
  EXPECT_THAT(values, Not(HasSubstr("旧结论")));
  EXPECT_THAT(values, Not(HasSubstr("m-gone"))) << "its id stands in its URL alone";
  EXPECT_FALSE(page->data);
  EXPECT_TRUE(page->report.empty());
}

TEST(Withdrawal, StandsInNoList) {
  const SmallSite site(kWithdrawn);
  EXPECT_FALSE(site.page("2024/monitoring/m-gone/")->listed);
  EXPECT_THAT(site.file("sitemap.xml"), Not(HasSubstr("m-gone")));
  EXPECT_THAT(site.file("data/monitorings.json"), Not(HasSubstr("m-gone")));
}

TEST(Withdrawal, LeavesNoTraceOfWhatWasNeverPublishedOrIsSecret) {
  const SmallSite site(kWithdrawn);
  EXPECT_EQ(site.page("2024/monitoring/m-never/"), nullptr);
  EXPECT_EQ(site.page("2024/monitoring/m-secret/"), nullptr);
}

constexpr const char* kReport =
    "---\ntitle: 年度报告\nkind: report\nyear: 2024\nstatus: approved\npublished: 2025-02-01 09:00\n"
    "issued:\n  by: 云溪县财政局\n  date: 2025-01-31\ndocuments:\n  - title: 附表\n    path: files/table.csv\n"
    "sources:\n  - title: 底稿\n    path: files/draft.csv\n---\n\n# 年度报告\n\n## 一、情况\n\n正文。\n\n云溪县财政局\n\n2025-01-31\n";

TEST(Report, ShowsTitleAndSignatureOnce) {
  const SmallSite site("[]", {{"content/annual.md", kReport}, {"content/files/table.csv", "a,b\n"}, {"content/files/draft.csv", "x\n"}});
  const PlannedPage* page = site.page("2024/reports/annual/");
  ASSERT_NE(page, nullptr);
  const View values = page->values();
  const std::string html = values.find("narrative")->find("html")->markup()->text;
  EXPECT_THAT(html, HasSubstr("正文"));
  EXPECT_THAT(html, Not(HasSubstr("年度报告")));
  EXPECT_THAT(html, Not(HasSubstr("云溪县财政局")));
  EXPECT_EQ(values.find("article")->find("issued_date")->text(), "2025年1月31日");
  EXPECT_TRUE(page->data);
}

TEST(Attachments, AreCopiedOnlyWhenNamedInDocuments) {
  const SmallSite site("[]", {{"content/annual.md", kReport}, {"content/files/table.csv", "a,b\n"}, {"content/files/draft.csv", "x\n"}});
  EXPECT_TRUE(site.has_file("files/files/table.csv"));
  EXPECT_FALSE(site.has_file("files/files/draft.csv"));
}

TEST(SiteMap, DatesPagesByTheirPublicationAlone) {
  const SmallSite site("[]", {{"content/annual.md", kReport}, {"content/files/table.csv", "a,b\n"}});
  const std::string xml = site.file("sitemap.xml");
  EXPECT_THAT(xml, HasSubstr("<loc>https://www.example.gov.cn/jxgk/2024/reports/annual/</loc><lastmod>2025-02-01</lastmod>"));
  EXPECT_THAT(xml, HasSubstr("<loc>https://www.example.gov.cn/jxgk/method/</loc></url>"));
  EXPECT_THAT(xml, Not(HasSubstr("404")));
  EXPECT_THAT(xml, Not(HasSubstr("xhtml")));
}

TEST(SiteMap, NamesBothLanguagesOfAPage) {
  const SmallSite site("[]", {}, R"(, "languages": ["zh-CN", "en"])");
  const std::string xml = site.file("sitemap.xml");
  const std::string links = "<xhtml:link rel=\"alternate\" hreflang=\"zh-CN\" href=\"https://www.example.gov.cn/jxgk/method/\"/>"
                            "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://www.example.gov.cn/jxgk/en/method/\"/></url>";
  EXPECT_THAT(xml, HasSubstr("<loc>https://www.example.gov.cn/jxgk/method/</loc>" + links));
  EXPECT_THAT(xml, HasSubstr("<loc>https://www.example.gov.cn/jxgk/en/method/</loc>" + links));
  EXPECT_THAT(xml, HasSubstr("<loc>https://www.example.gov.cn/jxgk/search/</loc></url>"));
}

}  // namespace
}  // namespace disclose::test
