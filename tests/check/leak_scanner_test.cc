// The vectors of domain.md 4.3, and each guard of 4.1 on both sides.
#include "check/leak_scanner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> leaks(std::string_view text) {
  LeakScanner scanner({2026, 3, 1});
  std::vector<std::string> codes;
  for (const Leak& leak : scanner.scan(text)) codes.emplace_back(name_of(leak.rule));
  return codes;
}

TEST(Leaks, IdentityNumbers) {
  EXPECT_THAT(leaks("身份证号11010519491231002X"), ElementsAre("leak-id"));
  EXPECT_THAT(leaks("440524188001010014"), ElementsAre("leak-id"));
  EXPECT_THAT(leaks("11010519491231002x。"), ElementsAre("leak-id"));
  EXPECT_THAT(leaks("110105 19491231 002X"), ElementsAre("leak-id"));
  EXPECT_THAT(leaks("1101051949\xE2\x80\x8B""1231002X"), ElementsAre("leak-id"));
  EXPECT_THAT(leaks("１１０１０５１９４９１２３１００２Ｘ"), ElementsAre("leak-id"));
}

TEST(Leaks, WhatOnlyLooksLikeAnIdentityNumber) {
  EXPECT_THAT(leaks("110105194912310021"), IsEmpty());    // check digit
  EXPECT_THAT(leaks("11010519491331002X"), IsEmpty());    // month 13
  EXPECT_THAT(leaks("110105********002X"), IsEmpty());    // masked
  EXPECT_THAT(leaks("11010519491231002*"), IsEmpty());
  EXPECT_THAT(leaks("A11010519491231002X"), IsEmpty());   // in a longer word
  EXPECT_THAT(leaks("11010519491231002XZ"), IsEmpty());
  EXPECT_THAT(leaks("索引号 113418210032874733/202402-00034"), IsEmpty());
  EXPECT_THAT(leaks("115002310086794848，11500111009348935E，11441700007280420Y"), IsEmpty());
  EXPECT_THAT(leaks("监督索引号53090000743701000"), IsEmpty());
  EXPECT_THAT(leaks("项目代码532329210000000012345"), IsEmpty());
}

TEST(Leaks, NobodyIsBornAfterToday) {
  LeakScanner before({1949, 12, 30});
  EXPECT_TRUE(before.scan("11010519491231002X").empty());
  LeakScanner after({1949, 12, 31});
  EXPECT_FALSE(after.scan("11010519491231002X").empty());
}

TEST(Leaks, DisabilityCertificates) {
  EXPECT_THAT(leaks("残疾证号11010519491231002X44"), ElementsAre("leak-disabled-id"));
  EXPECT_THAT(leaks("44052418800101001412"), ElementsAre("leak-disabled-id"));
  EXPECT_THAT(leaks("12345678901234567890"), IsEmpty());
}

TEST(Leaks, OldIdentityNumbersOnlyByTheirName) {
  EXPECT_THAT(leaks("身份证号码：110105491231002"), ElementsAre("leak-id15"));
  EXPECT_THAT(leaks("公民身份号码 110105491231002"), ElementsAre("leak-id15"));
  EXPECT_THAT(leaks("身份证一二三四五六七八110105491231002"), ElementsAre("leak-id15"));
  EXPECT_THAT(leaks("身份证一二三四五六七八九110105491231002"), IsEmpty());
  EXPECT_THAT(leaks("金额110105491231002"), IsEmpty());
  EXPECT_THAT(leaks("身份证工本费110105491231002元"), IsEmpty());
}

TEST(Leaks, MobileNumbers) {
  for (const std::string_view text : {"联系电话:13812345678", "138 1234 5678", "１３８１２３４５６７８", "138-1234-5678", "+8613812345678",
                                      "+86 138 1234 5678", "+86138 1234 5678", "138 12345678", "电话13812345678，", "13812345678.", "张某，13812345678", "张某,13812345678", "张某.13812345678"}) {
    EXPECT_THAT(leaks(text), ElementsAre("leak-mobile")) << text;
  }
}

TEST(Leaks, MobileNumbersOneAfterTheOther) {
  for (const std::string_view text : {"13812345678，13987654321", "13812345678,13987654321", "13812345678、13987654321", "13812345678 13987654321", "13812345678/13987654321"}) {
    EXPECT_THAT(leaks(text), ElementsAre("leak-mobile", "leak-mobile")) << text;
  }
}

TEST(Leaks, WhatOnlyLooksLikeAMobileNumber) {
  for (const std::string_view text : {"项目金额13812345678.00元", "13812345678元", "13812345678 万元", "12522960000元", "13812345678,123",
                                      "113812345678", "1.13812345678", "1,13812345678", "0.13812345678%", "13812345678平方米", "13812345678人次", "0797-8221234",
                                      "138****5678", "12812345678", "138  1234  5678"}) {
    EXPECT_THAT(leaks(text), IsEmpty()) << text;
  }
}

TEST(Leaks, BankCardsAndAccounts) {
  EXPECT_THAT(leaks("卡号6222021234567890128"), testing::UnorderedElementsAre("leak-card", "leak-account"));
  EXPECT_THAT(leaks("6222 0212 3456 7890 128"), ElementsAre("leak-card"));
  EXPECT_THAT(leaks("6222021234567890127"), IsEmpty());   // Luhn
  EXPECT_THAT(leaks("6222021234567890128.00元"), IsEmpty());
  EXPECT_THAT(leaks("账号:2410 0501 0400 0000 1"), ElementsAre("leak-account"));
  EXPECT_THAT(leaks("银行账号：241005010400"), ElementsAre("leak-account"));
  EXPECT_THAT(leaks("收款账户 123456789"), ElementsAre("leak-account"));
  EXPECT_THAT(leaks("收款账户 12345678"), IsEmpty());
  EXPECT_THAT(leaks("文号 123456789012"), IsEmpty());
}

TEST(Leaks, SecrecyMarks) {
  for (const std::string_view text : {"秘密★10年", "机密★会议开始前", "一是秘密*10年", "绝密☆", "秘 密 ★", "机密＊ 6 个月", "密级:秘密", "密 级：机密",
                                      "秘密", "　机密件", "绝密级"}) {
    EXPECT_THAT(leaks(text), ElementsAre("leak-secrecy")) << text;
  }
  EXPECT_THAT(leaks("第一行\n秘密\n第三行"), ElementsAre("leak-secrecy"));
}

TEST(Leaks, WordsAboutSecrecyAreNoMarks) {
  for (const std::string_view text : {"国家秘密", "商业秘密", "工作秘密、商业秘密", "涉密报告除外", "密级:公开", "机密级计算机采购", "秘密*号", "秘密*100年",
                                      "保守国家秘密法"}) {
    EXPECT_THAT(leaks(text), IsEmpty()) << text;
  }
}

TEST(Leaks, InternalMarks) {
  EXPECT_THAT(leaks("内部资料 注意保存"), ElementsAre("leak-internal"));
  EXPECT_THAT(leaks("（此件不公开）"), ElementsAre("leak-internal"));
  EXPECT_THAT(leaks("(本件依申请公开)"), ElementsAre("leak-internal"));
  EXPECT_THAT(leaks("不得外传"), ElementsAre("leak-internal"));
  EXPECT_THAT(leaks("【工作秘密】"), ElementsAre("leak-internal"));
  EXPECT_THAT(leaks("工作秘密"), ElementsAre("leak-internal"));
  for (const std::string_view text : {"内部工作规程", "内部规程", "内部考核", "局内部", "内部控制", "内部审计", "（此件公开发布）", "泄露工作秘密的"}) {
    EXPECT_THAT(leaks(text), IsEmpty()) << text;
  }
}

TEST(Leaks, UnfinishedText) {
  for (const std::string_view text : {"2024年XXX县", "××单位", "○○镇", "20XX年", "ＸＸ局", "待填", "金额待定", "请填写", "某某单位", "{单位}", "｛ 部门 ｝"}) {
    EXPECT_THAT(leaks(text), ElementsAre("leak-unfinished")) << text;
  }
  for (const std::string_view text : {"XXL号", "X光机", "二○○九年", "一九九○年", "MAXX县", "公务接待定点饭店", "期待定期", "有待定期检查", "空白有待填补", "有待填平补齐", "XX", "ISO XX9", "1234XXXX5678"}) {
    EXPECT_THAT(leaks(text), IsEmpty()) << text;
  }
}

TEST(Leaks, DraftMarks) {
  for (const std::string_view text : {"（征求意见稿）", "(送审稿)", "《办法（讨论稿）》", "〔草稿〕", "（第二次征求意见稿）", "（初稿 2024）"}) {
    EXPECT_THAT(leaks(text), ElementsAre("leak-draft")) << text;
  }
  for (const std::string_view text : {"征求意见稿", "（根据征求意见稿修改）", "完成初稿", "（审议稿已报）", "对《征求意见稿》的意见"}) EXPECT_THAT(leaks(text), IsEmpty()) << text;
}

TEST(Leaks, SensitiveHeaders) {
  for (const std::string_view cell : {"身份证号", "身份证号码", "公民身份号码", "银行账号", "银行卡号", "卡号", "开户行", "家庭住址", "手机号码", "联系人手机号", "残疾证号", "身 份 证 号", "身份证\xE2\x80\x8B号"}) {
    EXPECT_FALSE(sensitive_header(cell).empty()) << cell;
  }
  for (const std::string_view cell : {"单位联系电话", "地址", "项目代码", "", "账号管理"}) EXPECT_TRUE(sensitive_header(cell).empty()) << cell;
}

// What the scanners are spared is what they would find nothing in.
TEST(Leaks, TheFirstLookMissesNothing) {
  for (const std::string_view text : {"13812345678", "１３８１２３４５６７８", "1\xE2\x80\x8B" "2345678901", "1380 1380-138", "账号 123456789", "卡\xE2\x80\x8B号：123456789", "帐户号码123456789", "×X县", "X○县", "机密", "秘 密", "绝\xE2\x80\x8B密", "密级", "密 级", "内\xC2\xAD部使用", "内部使用", "注意保存", "不得外传", "此件不公开", "XX县", "X\xE2\x80\x8BX县", "X\xC2\xADX县", "xＸ县",
                                      "ＸＸ县", "×\xE2\x80\x8B×县", "○○县", "待定", "请填写", "某某", "{单位}", "｛单位｝", "（草稿）", "\xF0\x9D\x9F\x8E"}) {
    EXPECT_TRUE(may_leak(text)) << text;
    EXPECT_NE(find_suspicion("<p>文件</p>" + std::string(text), 3), std::string_view::npos) << text;
  }
  for (const std::string_view text : {"", "全县入库项目2271个", "XL号", "2024年1月", "（一）", "2021、2022、2023年", "12,345,678.90", "保密", "年度内", "文件", "等待", "{a}", "稿", "XLSX）", "2024-02-11 11:09", "sp24-126-0017", "<i>1234</i><i>56789</i>"}) EXPECT_FALSE(may_leak(text)) << text;
}

TEST(Leaks, AWaiverNamesTheNormalisedMatch) {
  LeakScanner scanner({2026, 3, 1});
  EXPECT_EQ(scanner.normalised(scanner.scan("电话：１３８-1234\xE3\x80\x80" "5678").at(0)), "13812345678");
  EXPECT_EQ(scanner.normalised(scanner.scan("秘 密 ★").at(0)), "秘密★");
}

TEST(Leaks, NoMessageRepeatsASecret) {
  EXPECT_EQ(masked("13812345678"), "138******78");
  EXPECT_EQ(mask_secrets("甲13812345678乙", {2026, 3, 1}), "甲138******78乙");
  EXPECT_EQ(mask_secrets("１３８ 1234 5678", {2026, 3, 1}), "１３８********78");
  EXPECT_EQ(mask_secrets("没有号码 12345678", {2026, 3, 1}), "没有号码 12345678");
}

TEST(Leaks, HostileTextTakesLinearTime) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "1 ";
  for (int i = 0; i < 200000; ++i) text += "X";
  text += "\n";
  for (int i = 0; i < 100000; ++i) text += "秘 ";
  for (int i = 0; i < 100000; ++i) text += "（第";
  text += std::string(400000, '3');
  EXPECT_TRUE(leaks(text).empty());
}

}  // namespace
}  // namespace disclose
