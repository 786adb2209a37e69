#include "plan/attainment.h"

#include <map>

#include "base/text.h"
#include "exact/target_text.h"

namespace disclose {

std::string_view chinese_name_of(Attainment attainment) {
  switch (attainment) {
    case Attainment::met: return "完成";
    case Attainment::partly: return "部分完成";
    case Attainment::missed: return "未完成";
    case Attainment::undecided: return "无法判定";
  }
  return {};
}

std::string_view state_of(Attainment attainment) {
  switch (attainment) {
    case Attainment::met: return "ok";
    case Attainment::partly: return "mid";
    case Attainment::missed: return "bad";
    case Attainment::undecided: return "na";
  }
  return {};
}

void AttainmentCounts::add(Attainment attainment) {
  switch (attainment) {
    case Attainment::met: ++met; break;
    case Attainment::partly: ++partly; break;
    case Attainment::missed: ++missed; break;
    case Attainment::undecided: ++undecided; break;
  }
}

AttainmentCounts& AttainmentCounts::operator+=(const AttainmentCounts& other) {
  met += other.met;
  partly += other.partly;
  missed += other.missed;
  undecided += other.undecided;
  return *this;
}

namespace {

// 定性指标 earn 100%-80%, 80%-60% or 60%-0% of their weight (财预〔2020〕10 号 附): the step says
// how far the target was reached.
Attainment judge_step(const Site& site, const std::optional<Points>& weight, const std::optional<Points>& score) {
  const std::vector<QualitativeBand>& bands = site.scoring.bands;
  if (!weight || !score || weight->ten_thousandths <= 0 || bands.empty()) return Attainment::undecided;
  const auto ratio = Decimal::divide(score->decimal(), weight->decimal(), 6);
  const auto percent = ratio ? ratio->shifted(2) : std::nullopt;
  if (!percent) return Attainment::undecided;
  if (*percent >= bands.front().min) return Attainment::met;
  return *percent < bands.back().max ? Attainment::missed : Attainment::partly;
}

// The official words of a step, written as the actual value, say the same without a score.
std::optional<Attainment> stated_step(const Site& site, Text value) {
  const std::vector<QualitativeBand>& bands = site.scoring.bands;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    if (trim(value) != trim(bands[i].text)) continue;
    return i == 0 ? Attainment::met : i + 1 == bands.size() ? Attainment::missed : Attainment::partly;
  }
  return std::nullopt;
}

}  // namespace

Attainment judge(const Site& site, const Indicator& indicator, Text value, std::optional<Points> score) {
  if (indicator.target.empty() || value.empty()) return Attainment::undecided;
  const TargetText target = parse_target_text(indicator.target);
  if (!target.is_quantitative()) {
    const std::optional<Attainment> stated = stated_step(site, value);
    return stated ? *stated : judge_step(site, indicator.weight, score);
  }
  const std::optional<Measure> actual = parse_actual(value);
  const std::optional<bool> met = actual ? is_met(target, *actual) : std::nullopt;
  if (!met) return Attainment::undecided;
  return *met ? Attainment::met : Attainment::missed;
}

namespace {

struct Verified {
  Text value;
  std::optional<Points> score;
  const Record* by = nullptr;
};

std::map<Text, Verified> verified_values(const Refs<FinanceEvaluation>& evaluations, const Refs<Recheck>& rechecks) {
  std::map<Text, Verified> found;
  for (const Recheck* recheck : rechecks) {
    for (const RecheckedIndicator& indicator : recheck->indicators) {
      if (!indicator.verified.empty()) found[trim(indicator.name)] = {indicator.verified, indicator.score, recheck};
    }
  }
  for (const FinanceEvaluation* evaluation : evaluations) {
    for (const Indicator& indicator : evaluation->indicators) {
      // Its frame differs from the unit's: the score says nothing about the unit's weight.
      if (!indicator.verified.empty()) found[trim(indicator.name)] = {indicator.verified, std::nullopt, evaluation};
    }
  }
  return found;
}

}  // namespace

std::vector<IndicatorLine> indicator_lines(const Site& site, const Target* target, const SelfEvaluation* self,
                                           const Refs<FinanceEvaluation>& evaluations, const Refs<Recheck>& rechecks) {
  const bool evaluated = self != nullptr && !self->indicators.empty();
  static const std::vector<Indicator> none;
  const std::vector<Indicator>& list = evaluated ? self->indicators : target != nullptr ? target->indicators : none;
  const std::map<Text, Verified> verified = verified_values(evaluations, rechecks);
  std::vector<IndicatorLine> lines;
  lines.reserve(list.size());
  for (const Indicator& indicator : list) {
    IndicatorLine line;
    line.indicator = &indicator;
    if (evaluated) line.own = indicator.actual;
    line.reported = judge(site, indicator, line.own, indicator.score);
    line.judged = line.reported;
    if (const auto at = verified.find(trim(indicator.name)); at != verified.end()) {
      line.verified = at->second.value;
      line.verified_by = at->second.by;
      // A verified value equal to the unit's own says what the unit's score says.
      const bool same = without_space(line.verified) == without_space(line.own);
      line.judged = same ? line.reported : judge(site, indicator, line.verified, at->second.score);
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace disclose
