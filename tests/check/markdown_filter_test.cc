// The filter before the leak gate may be wrong in one direction only: what it lets pass is scanned by
// nobody.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "check/leak_scanner.h"
#include "check/markdown_table.h"
#include "format/markdown.h"

namespace disclose {
namespace {

constexpr std::array kLeaks = {"身份证号11010519491231002X", "440524188001010014", "残疾证号11010519491231002X44", "身份证：110105491231002",
                               "13812345678", "138 1234 5678", "１３８１２３４５６７８", "+8613812345678", "6222021234567890128", "账号为123456789",
                               "卡号:2410 0501 0400 0000 1", "收款账户123-456-789", "秘密★10年", "机密*10年", "绝 密★", "密级：秘密", "秘密", "机密级",
                               "内部资料", "内部使用", "注意保存", "不得外传", "此件不公开", "本件依申请公开", "（工作秘密）", "2024年XXX县",
                               "××局", "○○镇", "待填", "待定", "请填写", "某某", "{单位}", "（征求意见稿）", "(送审稿)", "（第二次审议稿）", "（初稿）"};
constexpr std::array kHeaders = {"身份证号码", "公民身份号码", "银行账号", "银行卡号", "账号", "银行账户", "开户行", "家庭住址", "手机号码", "残疾证号", "残疾人证号"};
// What may stand inside a word and vanish from the page, or seem to.
constexpr std::array kInside = {"", "**", "*", "_", "`", "~~", "\\", "\n", "\n\n", " ", "-", "\u200B", "\u3000", "\u00AD", "<b>", "$", "[", "](#a)", "&#49;", "&nbsp;", "\x01", "\uE000", "\\quad "};
constexpr std::array kAround = {"%", "前文%后文", "前文 % 后文。", "- %\n- 乙", "> %", "## %", "1. %", "**%**", "[%](http://a.cn)", "    %", "```\n%\n```", "甲\n%\n乙",
                                "| 甲 | 乙 |\n|---|---|\n| % | 1 |\n", "| % | 乙 |\n|---|---|\n| 甲 | 1 |\n", "$%$", "\\text{%}", "<p>%</p>", "正文[^1]\n\n[^1]: %\n"};

bool is_found(const std::string& body) {
  LeakScanner scanner({2026, 3, 1});
  for (const TextRun& run : text_runs(body, Reading::shown)) {
    if (!scanner.scan(run.text).empty()) return true;
  }
  for (const MarkdownTable& table : markdown_tables(body)) {
    if (std::ranges::any_of(table.header, [](std::string_view cell) { return !sensitive_header(cell).empty(); })) return true;
  }
  return false;
}

std::string put(std::string_view around, const std::string& word) {
  std::string body(around);
  body.replace(body.find('%'), 1, word);
  return body;
}

// Every word, with everything that may vanish between any two of its characters, in every place.
template <class Words>
void expect_no_leak_passes(const Words& words) {
  int found = 0;
  for (const std::string_view word : words) {
    for (std::size_t at = 0; at <= word.size(); at == word.size() ? ++at : (next_code_point(word, at), at)) {
      for (const std::string_view inside : kInside) {
        const std::string torn = std::string(word.substr(0, at)) + std::string(inside) + std::string(word.substr(at));
        for (const std::string_view around : kAround) {
          const std::string body = put(around, torn);
          if (!is_found(body)) continue;
          ++found;
          ASSERT_TRUE(may_leak_in_markdown(body)) << body;
        }
      }
    }
  }
  EXPECT_GT(found, 500);
}

TEST(MarkdownFilter, LetsNoLeakPass) { expect_no_leak_passes(kLeaks); }
TEST(MarkdownFilter, LetsNoHeaderPass) { expect_no_leak_passes(kHeaders); }

TEST(MarkdownFilter, LetsAUsualReportPass) {
  EXPECT_FALSE(may_leak_in_markdown("# 2024年度绩效自评报告\n\n## 一、项目概况\n\n全年预算数为493.50万元，执行率为**100%**，2024-02-05 09:30 公开。\n\n"
                                    "| 资金来源 | 全年预算数（万元） | 执行率 |\n|---|---:|---:|\n| 当年财政拨款 | 493.50 | 100% |\n\n"
                                    "项目单位建立了内部控制制度，保存资料完整，文件齐全，资金专用账户核算，身份信息准确，不得挤占挪用。\n"));
}

TEST(MarkdownFilter, TakesTimeInProportion) {
  std::string body;
  for (int i = 0; i < 200'000; ++i) body += "[(*1-";
  EXPECT_TRUE(may_leak_in_markdown(body));
}

}  // namespace
}  // namespace disclose
