#include "pdf/report_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace disclose::pdf {
namespace {

constexpr auto kIndicators = std::to_array<std::array<std::string_view, 4>>({
    {"完成农村生活污水治理行政村数量", "≥120个", "121个", ""},
    {"新建污水收集管网长度", "≥35.6公里", "36.2公里", ""},
    {"改造户用化粪池", "1200户", "1187户",
     "因2户村民外出务工未能入户施工，13户已列入2025年计划，由镇政府负责于6月底前完成"},
    {"处理设施正常运行率", "≥95%", "96.3%", ""},
    {"按期完工率", "100%", "97%", "受汛期影响，3个标段顺延20天"},
    {"带动周边群众务工人次", "≥1.2万人次", "1.35万人次", ""},
    {"“户分类、村收集、镇转运、县处理”模式覆盖率", "≥85%", "88%", ""},
});

constexpr auto kParagraphs = std::to_array<std::string_view>({
    "云溪区生态环境局是主管全区生态环境保护工作的区政府组成部门，主要负责贯彻执行国家和省、市有关生"
    "态环境保护的"
    "方针政策与法律法规，统筹协调和监督管理全区重大生态环境问题，组织实施主要污染物排放总量控制与排"
    "污许可管理。"
    "截至2024年末，核定编制86名，实有在职人员81人，其中行政编制32人、事业编制49人。",
    "2024年度，本部门围绕“深入打好污染防治攻坚战”总体部署，安排部署三类重点任务：一是推进PM2."
    "5与臭氧（O₃）协同"
    "控制，空气质量优良天数比率不低于88%"
    "；二是实施云溪河流域综合治理，国控、省控断面水质优良（达到或好于Ⅲ类）比例"
    "保持100%"
    "。上述任务依据《中共中央　国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）和《项目支"
    "出绩效"
    "评价管理办法》（财预〔2020〕10号）编制绩效目标——并与部门预算同步申报、同步审核、同步批复、同步"
    "公开……",
    "2024年，本部门年初预算数为4,286.50万元，年中追加调整312.40万元，调整后全年预算数为4,598."
    "90万元；全年执行数为"
    "4,462.57万元，预算执行率97.04%。“三公”经费支出28.43万元，较上年下降12.3%，按10%～20%"
    "的比例压减，详见"
    "https://www.yunxi.example.gov.cn/czj/jxgl/2024/stjj/index.html。",
});

std::string head_of_form() {
  return "<document title='项目支出绩效自评表'><h1>农村生活污水治理项目支出绩效自评表</h1>"
         "<p class='subtitle'>（2024年度）</p><table unit='单位：万元'><tbody>"
         "<tr><th colspan='2'>项目名称</th><td "
         "colspan='6'>农村生活污水治理及人居环境整治提升项目</td></tr>"
         "<tr><th colspan='2'>主管部门</th><td colspan='2'>平湖县住房和城乡建设局</td>"
         "<th colspan='2'>实施单位</th><td colspan='2'>平湖县村镇建设服务中心</td></tr>"
         "<tr><th colspan='2' rowspan='3'>项目资金<br/>（万元）</th><td></td><th>年初预算数</th>"
         "<th>全年预算数（A）</th><th>全年执行数（B）</th><th>分值</th><th>执行率（B/A）</th></tr>"
         "<tr><th "
         "scope='row'>年度资金总额</th><td>1,280.00</td><td>1,465.50</td><td>1,421.37</td><td>10</"
         "td>"
         "<td>97.0%</td></tr><tr><th "
         "scope='row'>其中：当年财政拨款</th><td>1,000.00</td><td>1,185.50</td>"
         "<td>1,150.00</td><td>—</td><td>97.0%</td></tr>"
         "<tr><th rowspan='2' colspan='2'>年度总体目标</th><th colspan='3'>预期目标</th>"
         "<th colspan='3'>实际完成情况</th></tr><tr><td "
         "colspan='3'><p>目标1：完成120个行政村生活污水治理。</p>"
         "<p>目标2：健全长效管护机制。</p></td><td "
         "colspan='3'>均已完成。</td></tr></tbody></table>";
}

}  // namespace

std::string self_evaluation_form(int indicators) {
  std::string out = head_of_form() +
                    "<table><thead><tr><th>一级指标</th><th>二级指标</th><th>三级指标</"
                    "th><th>年度指标值（A）</th>"
                    "<th>实际完成值（B）</th><th>分值</th><th>得分</th><th>偏差原因分析及改进措施</"
                    "th></tr></thead><tbody>";
  constexpr std::array kLevels = {"产出指标", "效益指标", "满意度指标"};
  constexpr std::array kSecond = {"数量指标", "质量指标", "服务对象满意度指标"};
  const int part = (indicators + 2) / 3;
  for (int i = 0; i < indicators; ++i) {
    const auto level = static_cast<std::size_t>(i / part);
    out += "<tr>";
    if (i % part == 0) {
      const int rows = std::min(part, indicators - i);
      out += fmt::format("<th scope='row' rowspan='{}'>{}</th><th scope='row' rowspan='{}'>{}</th>",
                         rows, kLevels[level], rows, kSecond[level]);
    }
    const auto& row = kIndicators[static_cast<std::size_t>(i) % kIndicators.size()];
    out += fmt::format("<td>{}</td><td>{}</td><td>{}</td><td>3</td><td>2.9</td><td>{}</td></tr>",
                       row[0], row[1], row[2], row[3]);
  }
  return out +
         "<tr class='total'><td colspan='5'>总分</td><td>100</td><td>96.8</td><td></td></tr>"
         "</tbody></table></document>";
}

std::string long_table(int rows, int span) {
  std::string out =
      "<document title='大表'><table class='open' "
      "unit='单位：万元'><caption>项目支出执行情况</caption><thead>"
      "<tr><th rowspan='2'>部门</th><th rowspan='2'>项目</th><th colspan='2'>资金</th></tr>"
      "<tr><th>预算数</th><th>执行率</th></tr></thead><tbody>";
  for (int i = 0; i < rows; ++i) {
    out += "<tr>";
    if (i % span == 0)
      out += fmt::format("<th scope='row' rowspan='{}'>第{}部门</th>", std::min(span, rows - i), i);
    out += fmt::format("<td>项目{}</td><td>{}.50</td><td>97.{}%</td></tr>", i, 1000 + i, i % 10);
  }
  return out + "</tbody></table></document>";
}

std::string narrative(int chapters) {
  std::string out = "<document title='工作报告'><h1>2024年度预算绩效管理工作情况报告</h1>";
  for (int i = 0; i < chapters; ++i) {
    out += fmt::format("<h2>第{}章　绩效目标完成情况</h2><h3>（一）主要做法</h3>", i + 1);
    for (std::size_t p = 0; p < kParagraphs.size(); ++p) {
      out += fmt::format("<p>{}</p>",
                         kParagraphs[(p + static_cast<std::size_t>(i)) % kParagraphs.size()]);
    }
  }
  return out + "<signature by='平湖县财政局' date='2025年4月18日'/></document>";
}

}  // namespace disclose::pdf
