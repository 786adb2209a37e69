#pragma once

#include <optional>
#include <string>

#include "plan/facts.h"

namespace disclose {

// Sentences that say the finding first, made by rules from figures alone; where the figures do not
// carry a finding, a neutral sentence says what is there. They are tested (tests/plan).

/// "38.62亿元" from 1 亿元 up, rounded to two decimals; else "6,180.00万元", rounded likewise.
std::string brief(Money money);

/// A share in the words of a newspaper: 87 per cent is 八成七, 90 is 九成, 100 is 全部, 4 is 不到一成.
std::string in_tenths(const Decimal& percent);

/// What a year's records say at first sight: "47个项目支出2.87亿元，八成七的绩效指标达到目标".
struct YearSentence {
  std::string headline;
  std::string lead;        ///< what stands under it; may be empty
  bool finding = false;    ///< false: the neutral one
};
YearSentence year_sentence(const Registry& registry, const YearFacts& year);

/// "2024年支出2,147.35万元，为调整后预算的92.61%。14项指标…" of a project; neutral when nothing is known.
std::string project_sentence(const Registry& registry, const ProjectFacts& project);

/// The same of a unit in a year.
std::string unit_sentence(const UnitFacts& unit);

/// "9项完成、1项部分完成、4项未完成、2项无法判定": only the kinds there are; "" for none.
std::string in_words(const AttainmentCounts& counts);

/// Share of the decided indicators that met their targets, in percent with one decimal.
std::optional<Decimal> met_rate(const AttainmentCounts& counts);

/// "12 个项目公开了…": what the records of a year are, for where there is no finding.
std::string inventory(const YearBook& book);

}  // namespace disclose
