// How willingly a line ends before each character: the tables and their use. Filling lines by them
// is line_break.cc.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "pdf/line_break.h"

namespace disclose::pdf {
namespace {

// Measure words that stay with their number; the longest that fits is taken.
constexpr auto kMeasures = std::to_array<std::u32string_view>({
    U"万元",     U"亿元", U"元",     U"万亿元", U"个百分点", U"百分点",   U"个",
    U"项",       U"家",   U"人",     U"名",     U"次",       U"人次",     U"万人次",
    U"万人",     U"年",   U"年度",   U"月",     U"日",       U"天",       U"号",
    U"级",       U"类",   U"件",     U"份",     U"户",       U"万户",     U"台",
    U"套",       U"处",   U"座",     U"条",     U"批",       U"期",       U"场",
    U"分",       U"分钟", U"岁",     U"时",     U"小时",     U"吨",       U"万吨",
    U"米",       U"厘米", U"毫米",   U"平方米", U"万平方米", U"平方公里", U"立方米",
    U"万立方米", U"公里", U"千米",   U"公斤",   U"千克",     U"公顷",     U"亩",
    U"万亩",     U"倍",   U"成",     U"位",     U"辆",       U"所",       U"段",
    U"村",       U"只",   U"头",     U"株",     U"棵",       U"篇",       U"本",
    U"册",       U"张",   U"组",     U"轮",     U"幅",       U"周",       U"周年",
    U"季度",     U"度",   U"千瓦",   U"千瓦时", U"起",       U"宗",       U"门",
    U"支",       U"对",   U"页",     U"点",     U"周岁",     U"个月",     U"工作日",
    U"个工作日", U"床",   U"张床位", U"盏",     U"口",       U"片",       U"块",
    U"层",       U"栋",
});

// Words of the field that a title or a narrow cell does not part.
constexpr auto kTerms = std::to_array<std::u32string_view>({
    U"绩效",   U"目标", U"自评",   U"评价", U"报告",   U"预算",   U"决算",   U"支出",   U"收入",
    U"部门",   U"单位", U"整体",   U"项目", U"资金",   U"指标",   U"年度",   U"产出",   U"效益",
    U"数量",   U"质量", U"时效",   U"成本", U"经济",   U"社会",   U"生态",   U"环境",   U"满意度",
    U"服务",   U"对象", U"可持续", U"影响", U"分值",   U"得分",   U"执行",   U"执行率", U"偏差",
    U"原因",   U"分析", U"改进",   U"措施", U"完成",   U"情况",   U"实际",   U"预期",   U"财政",
    U"拨款",   U"结转", U"其他",   U"总额", U"年初",   U"全年",   U"一级",   U"二级",   U"三级",
    U"公开",   U"监控", U"实施",   U"主管", U"名称",   U"人民",   U"政府",   U"管理",   U"工作",
    U"监测",   U"建设", U"工程",   U"问题", U"整改",   U"结果",   U"应用",   U"重点",   U"政策",
    U"说明",   U"备注", U"合计",   U"总计", U"及时率", U"合格率", U"覆盖率", U"完成率", U"达标率",
    U"增长率", U"有效", U"机制",   U"群众", U"公众",
});

using Words = std::span<const std::u32string_view>;

bool starts_with(std::span<const SetChar> text, std::size_t at, std::u32string_view words) {
  if (at + words.size() > text.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (text[at + i].character != words[i]) return false;
  }
  return true;
}

std::size_t longest_at(std::span<const SetChar> text, std::size_t at, Words words) {
  std::size_t longest = 0;
  for (const std::u32string_view candidate : words) {
    if (candidate.size() > longest && candidate[0] == text[at].character &&
        starts_with(text, at, candidate)) {
      longest = candidate.size();
    }
  }
  return longest;
}

bool has(const SetChar& c, Traits wanted) { return (c.traits & wanted) != 0; }

BreakQuality between(const SetChar& before, const SetChar& after) {
  if (before.forced) return BreakQuality::forced;
  if (has(after, trait::mark)) return BreakQuality::never;
  if (after.attached || after.forced) return BreakQuality::last;
  if (has(after, trait::space) || has(after, trait::break_after)) return BreakQuality::last;
  if (has(after, trait::no_start) && !has(after, trait::word)) return BreakQuality::last;
  if (has(before, trait::break_after)) return BreakQuality::free;
  if (has(before, trait::space))
    return has(after, trait::no_start) ? BreakQuality::last : BreakQuality::free;
  if (has(before, trait::glue) || has(after, trait::glue)) return BreakQuality::last;
  if (has(before, trait::no_end) || has(after, trait::no_start)) return BreakQuality::last;
  if (has(before, trait::pair) && before.character == after.character) return BreakQuality::last;
  if (has(before, trait::word) && has(after, trait::word)) {
    return has(before, trait::url_break) ? BreakQuality::poor : BreakQuality::last;
  }
  return BreakQuality::free;
}

void weaken(std::vector<BreakQuality>& qualities, std::size_t at, BreakQuality to) {
  if (qualities[at] == BreakQuality::free) qualities[at] = to;
}

// 185.49|万元, 第|3次, 〔2018〕|34号.
void bind_numbers(std::span<const SetChar> text, std::vector<BreakQuality>& qualities) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const SetChar& next = text[i + 1];
    if (has(next, trait::digit) && (text[i].character == U'第' || text[i].character == U'〕')) {
      weaken(qualities, i + 1, BreakQuality::reluctant);
    }
    const bool number_ends = has(text[i], trait::digit) || text[i].character == '%';
    if (!number_ends || !is_han(next.character)) continue;
    const std::size_t length = longest_at(text, i + 1, kMeasures);
    if (length > 0) weaken(qualities, i + 1, BreakQuality::reluctant);
    for (std::size_t k = 1; k < length; ++k) weaken(qualities, i + 1 + k, BreakQuality::poor);
  }
}

void bind_terms(std::span<const SetChar> text, std::vector<BreakQuality>& qualities) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = is_han(text[i].character) ? longest_at(text, i, kTerms) : 0;
    for (std::size_t k = 1; k < length; ++k) weaken(qualities, i + k, BreakQuality::reluctant);
    i += std::max<std::size_t>(length, 1);
  }
}

// A long address may break after a slash; km/h and 2024-09-30 may not.
void keep_short_words(std::span<const SetChar> text, std::vector<BreakQuality>& qualities) {
  constexpr std::size_t kLongWord = 20;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && has(text[i], trait::word)) continue;
    for (std::size_t k = start; k < i && i - start < kLongWord; ++k) {
      if (qualities[k] == BreakQuality::poor) qualities[k] = BreakQuality::last;
    }
    start = i + 1;
  }
}

}  // namespace

std::vector<BreakQuality> break_qualities(std::span<const SetChar> text, bool keep_terms) {
  std::vector<BreakQuality> qualities(text.size() + 1, BreakQuality::never);
  std::size_t same = 1;  // how many of one pair sign stand in a row: —— may be followed by another
  for (std::size_t i = 1; i < text.size(); ++i) {
    same = text[i].character == text[i - 1].character ? same + 1 : 1;
    qualities[i] = between(text[i - 1], text[i]);
    if (has(text[i], trait::pair) && !has(text[i], trait::no_start) && same > 1 && same % 2 == 1) {
      qualities[i] = BreakQuality::free;
    }
  }
  if (!text.empty()) qualities[text.size()] = BreakQuality::forced;
  keep_short_words(text, qualities);
  bind_numbers(text, qualities);
  if (keep_terms) bind_terms(text, qualities);
  return qualities;
}

}  // namespace disclose::pdf
