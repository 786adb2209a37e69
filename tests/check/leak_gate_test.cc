// The leak gate on a whole site: where it looks, what it says, what a waiver does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/county.h"
#include "format/digest.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kMobile = "13812345678";

std::string report(std::string_view body, std::string_view more = "") {
  return "---\ntitle: 报告\nkind: report\nyear: 2024\nstatus: approved\nreview: {by: 办, date: 2024-01-05, conclusion: 可以}\n" + std::string(more) +
         "---\n" + std::string(body);
}

std::vector<std::string> places(const County& county) {
  std::vector<std::string> texts;
  for (const Diagnostic& d : county.findings()) {
    texts.push_back(std::string(name_of(d.code)) + " " + d.place.file + ":" + std::to_string(d.place.position.line) + ":" + std::to_string(d.place.position.column));
  }
  return texts;
}

TEST(LeakGate, LooksIntoEveryTextOfARecord) {
  County county;
  county.record("rectification", "r", R"("required": "联系13812345678补齐")");
  EXPECT_THAT(county.codes(), ElementsAre("leak-mobile /required"));
  const std::vector<Diagnostic> found = county.findings();
  EXPECT_EQ(found.at(0).severity, Severity::error);
  EXPECT_EQ(found.at(0).record, "r");
}

TEST(LeakGate, LooksIntoUnitsAndTheSite) {
  County county;
  county.file("data/units.json", R"([{"id": "traffic", "name": "县交通运输局", "function": "电话13812345678"}])");
  EXPECT_THAT(county.codes(), ElementsAre("leak-mobile /0/function"));
  EXPECT_THAT(County().site_keys(R"("rules": [{"id": "x", "topic": "target", "text": "（征求意见稿）"}])").codes(), ElementsAre("leak-draft /rules/0/text"));
}

TEST(LeakGate, DoesNotScanTypedFields) {
  County county;
  county.record("budget", "b", R"("total": "13812345678元")")
      .record("figures", "f", R"("items": [{"id": "a", "label": "金额", "value": "13812345678元"}])");
  EXPECT_THAT(county.codes(), IsEmpty());
  EXPECT_THAT(County().record("project", "p", R"("name": "甲", "code": "13812345678")").codes(), IsEmpty());
}

TEST(LeakGate, DoesNotLookAtWhatIsNotPublished) {
  County county;
  county.file("data/d.json", R"({"kind": "rectification", "id": "d", "year": 2024, "unit": "traffic", "status": "draft", "required": "13812345678"})");
  county.record("project", "p", R"("name": "甲", "description": "13812345678", "secrecy": "partial", "withheld": [{"pointer": "/description", "basis": "条例"}])");
  EXPECT_THAT(county.codes(), IsEmpty());
}

TEST(LeakGate, LooksIntoTheReasonOfAWithdrawal) {
  County county;
  county.file("data/w.json", R"({"kind": "rectification", "id": "w", "year": 2024, "unit": "traffic", "status": "withdrawn", "published": "2024-02-01",
    "withdrawn": {"date": "2024-03-01", "reason": "误登13812345678"}, "required": "138 1234 5678"})")
      .record("result_use", "g", R"("form": "reported", "text": "办法")");
  EXPECT_THAT(county.codes(), ElementsAre("leak-mobile /withdrawn/reason"));
}

TEST(LeakGate, MarkdownHasLineAndColumn) {
  EXPECT_THAT(places(County().file("content/r.md", report("第一段。\n\n电话**138**12345678。\n"))), ElementsAre("leak-mobile content/r.md:10:5"));
  EXPECT_THAT(places(County().file("content/r.md", report("正文。\n\n秘密\n关于\n"))), ElementsAre("leak-secrecy content/r.md:10:1"));
  EXPECT_THAT(places(County().file("content/r.md", report("# 秘密★1年\n"))), ElementsAre("leak-secrecy content/r.md:8:3"));
  EXPECT_THAT(County().file("content/r.md", report("正文。", "summary: 电话13812345678\n")).codes(), ElementsAre("leak-mobile /summary"));
}

TEST(LeakGate, ASensitiveColumnOfAMarkdownTable) {
  EXPECT_THAT(places(County().file("content/r.md", report("| 姓名 | 身份证号 |\n| - | - |\n| 甲 | 尾号0021 |\n"))), ElementsAre("leak-column content/r.md:8:1"));
  EXPECT_THAT(places(County().file("content/r.md", report("| 姓名 | 身份证号 |\n| - | - |\n| 甲 | — |\n"))), IsEmpty());
  EXPECT_THAT(places(County().file("content/r.md", report("| 单位 | 单位联系电话 |\n| - | - |\n| 甲 | 0797-8221234 |\n"))), IsEmpty());
}

TEST(LeakGate, ANarrativeIsItsRecords) {
  County county;
  county.file("content/n.md", "电话13812345678").record("finance_evaluation", "v", R"("subject": {"type": "unit"}, "narrative": "n.md")");
  const std::vector<Diagnostic> found = county.findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].place.file, "content/n.md");
  EXPECT_EQ(found[0].record, "v");
}

TEST(LeakGate, NoMessageRepeatsTheSecret) {
  County county;
  county.record("finance_evaluation", "v", R"("subject": {"type": "policy", "name": "电话13812345678"}, "findings": [{"id": "a", "text": "卡号6222021234567890128"}])");
  for (const Diagnostic& d : county.findings()) {
    for (const std::string& text : {d.message.zh, d.message.en, d.help.zh, d.help.en}) {
      EXPECT_THAT(text, Not(HasSubstr(std::string(kMobile))));
      EXPECT_THAT(text, Not(HasSubstr("6222021234567890128")));
    }
  }
}

std::string waiver(std::string_view match, std::string_view expires, std::string_view record = "r") {
  return R"({"rule": "leak-mobile", "record": ")" + std::string(record) + R"(", "match_sha256": ")" +
         sha256_hex("leak-mobile:" + std::string(record) + ":" + std::string(match)) +
         R"(", "reason": "公开的服务热线", "by": ["甲", "乙"], "date": "2026-01-01", "expires": ")" + std::string(expires) + R"("})";
}

std::vector<std::string> with_waivers(std::initializer_list<std::string> waivers, std::string_view text = "热线138-1234-5678") {
  std::string allow = R"("allow": [)";
  for (const std::string& w : waivers) allow += (allow.back() == '[' ? "" : ", ") + w;
  return County().site_keys(allow + "]").record("rectification", "r", R"("required": ")" + std::string(text) + R"(")").codes();
}

TEST(Waivers, LetTheirOwnMatchPass) {
  EXPECT_THAT(with_waivers({waiver(kMobile, "2026-03-01")}), IsEmpty());
  EXPECT_THAT(with_waivers({waiver("13812345679", "2026-12-31")}), ElementsAre("leak-mobile /required", "leak-waiver /allow/0"));
  EXPECT_THAT(with_waivers({waiver(kMobile, "2026-12-31", "other")}), ElementsAre("leak-mobile /required", "leak-waiver /allow/0"));
}

TEST(Waivers, ExpireAndAreMissedWhenUnusedOrDouble) {
  EXPECT_THAT(with_waivers({waiver(kMobile, "2026-02-28")}), ElementsAre("leak-mobile /required", "leak-waiver /allow/0"));
  EXPECT_THAT(with_waivers({waiver(kMobile, "2026-12-31")}, "没有号码"), ElementsAre("leak-waiver /allow/0"));
  EXPECT_THAT(with_waivers({waiver(kMobile, "2026-12-31"), waiver(kMobile, "2026-12-31")}), ElementsAre("leak-waiver /allow/1"));
}

// The help of a finding names the digest that a waiver needs.
TEST(Waivers, TheFindingSaysWhatToWrite) {
  const std::vector<Diagnostic> found = County().record("rectification", "r", R"("required": "热线13812345678")").findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].help.zh, HasSubstr(sha256_hex("leak-mobile:r:13812345678")));
}

TEST(LeakGate, IsTheSameForAnyThreadCount) {
  County county;
  for (int i = 0; i < 40; ++i) county.record("rectification", "r" + std::to_string(i), R"("required": "13812345678，（草稿）")");
  EXPECT_EQ(county.codes(1), county.codes(4));
}

}  // namespace
}  // namespace disclose
