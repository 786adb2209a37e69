// Excerpts of published county reports, with their own line breaks and marks.
#include <gmock/gmock.h>

#include "format/narrative_reading.h"

namespace disclose {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(Shangyou, ReadsAsItsAuthorsMeant) {
  const Narrative narrative = render_narrative(fixture("shangyou-2024.md"),
                                               {.title = "上犹县2024年度预算绩效管理工作情况汇报"});
  const auto blocks = blocks_of(narrative);
  EXPECT_THAT(blocks, Contains("（九）绩效信息公开"));
  EXPECT_THAT(
      blocks,
      Contains("1.将四本预算全部纳入预算绩效管理，逐步深入政府投资基金、PPP、政府采购、政府购买"
               "服务、政府债务等预算绩效评价，在2025年争取深入拓展。"));
  EXPECT_THAT(blocks, Contains(HasSubstr("预算绩效管理的实施意见〉的通知》（上财发〔2020〕7号）")));
  EXPECT_THAT(blocks, Contains(HasSubstr("2024—2026年部门支出规划")));
  EXPECT_THAT(blocks, Contains(HasSubstr("县级项目金额678314.65万元。")));
  EXPECT_THAT(blocks, Contains(HasSubstr("县级绩效评价指标库尚未建立")));
  EXPECT_THAT(narrative.html,
              HasSubstr("<strong>3. 夯实预算绩效管理工作基础。</strong>一是下达了"));
  EXPECT_THAT(narrative.html, HasSubstr("<strong>（五）预算一体化系统不完善，</strong>绩效模块"));
  EXPECT_THAT(narrative.html, Not(HasSubstr("**")));
  EXPECT_TRUE(is_well_formed(narrative.html));
}

TEST(Shangyou, HasNoJumpInItsHeadings) {
  EXPECT_THAT(
      outline_of(fixture("shangyou-2024.md"), {.title = "上犹县2024年度预算绩效管理工作情况汇报"}),
      testing::ElementsAre("2 一、基本工作情况", "3 （一）组织保障", "3 （二）制度建设",
                           "3 （三）开展事前绩效评估", "3 （四）绩效目标管理",
                           "3 （九）绩效信息公开", "2 二、主要成效", "2 三、存在的问题",
                           "2 四、下一步的思路和建议"));
}

TEST(Shangrao, IsJoinedOutOfItsBrokenLines) {
  const Narrative narrative = render_narrative(
      fixture("shangrao-2021.md"), {.title = "2021年上饶市预算绩效管理工作开展情况说明"});
  const auto blocks = blocks_of(narrative);
  EXPECT_THAT(blocks, Contains("二、下一步工作打算"));
  EXPECT_THAT(blocks,
              Contains(HasSubstr("市本级各预算单位结合实际情况，设置了部门和单位整体绩效目标及项目"
                                 "绩效目标，且将绩效目标设置作为预算安排的前置条件")));
  EXPECT_THAT(blocks, Contains(HasSubstr("预算单位和预算资金覆盖率为100%")));
  EXPECT_THAT(blocks, Contains(HasSubstr("涉及资金5亿多元.")));
  EXPECT_THAT(blocks[0], testing::StartsWith("上饶市财政局坚持"));
  EXPECT_EQ(narrative.outline.size(), 2U);
}

TEST(Wuding, FindsItsHeadingsWithoutMarks) {
  const Narrative narrative =
      render_narrative(fixture("wuding-2023.md"),
                       {.title = "武定县财政局关于重大政策和重点项目等预算绩效管理情况说明"});
  const auto blocks = blocks_of(narrative);
  EXPECT_THAT(blocks[0], testing::StartsWith("自县级推行"));
  EXPECT_THAT(blocks, Contains("一、绩效管理工作开展情况"));
  EXPECT_THAT(blocks, Contains("（二）探索发展新方式，增强绩效评价质量"));
  EXPECT_EQ(narrative.outline.back().text, "（二）探索发展新方式，增强绩效评价质量");
  EXPECT_EQ(narrative.outline.back().level, 3);
}

}  // namespace
}  // namespace disclose
