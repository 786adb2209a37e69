#include "plan/drawing.h"

#include <fmt/format.h>

#include <algorithm>

#include "exact/percent.h"
#include "exact/score.h"
#include "exact/target_text.h"
#include "plan/parts.h"

namespace disclose {

std::string Axis::at(const Decimal& value) const { return share(value - low, high - low); }

View Axis::ticks() const {
  View list{View::List{}};
  for (Decimal tick = low; tick <= high; tick += Decimal(step)) {
    list.push(View::map({{"x", at(tick)}, {"text", tick.to_string()}}));
  }
  return list;
}

View Axis::grid() const {
  View list{View::List{}};
  for (Decimal tick = low; tick <= high; tick += Decimal(step)) list.push(at(tick));
  return list;
}

void AxisMaker::see(const std::optional<Decimal>& value) {
  if (value) least_ = std::min(least_, *value);
}

Axis AxisMaker::axis() const {
  Decimal low(70);
  while (low > Decimal(0) && least_ < low) low -= Decimal(10);
  return {.low = low, .high = Decimal(100), .step = low < Decimal(50) ? 20 : 10};
}

namespace {

Decimal fen(const Money& money) { return Decimal::scaled(money.fen, 0); }

Money largest(std::initializer_list<Money> amounts) { return std::max(amounts); }

View money_row(std::string_view label, std::string width, std::string_view kind, std::string text, std::string_view note, bool strong) {
  return View::map({{"label", label}, {"w", std::move(width)}, {"kind", kind}, {"text", std::move(text)}, {"note", note}, {"strong", strong}});
}

}  // namespace

View money_rows(const Phases& phases) {
  View rows{View::List{}};
  const Money none;
  const Money most = largest({phases.initial.value_or(none), phases.adjusted.value_or(none), phases.executed.value_or(none)});
  const auto add = [&](const std::optional<Money>& amount, std::string_view label, std::string_view kind, bool strong) {
    if (!amount) return;
    const std::string width = most.is_zero() ? std::string() : share(fen(*amount), fen(most));
    rows.push(money_row(label, width, kind, print_number(*amount, MoneyUnit::ten_thousand), "", strong));
  };
  add(phases.initial, "年初预算", "open", false);
  add(phases.adjusted, "调整后预算", "pale", false);
  add(phases.executed, "实际支出", "bar", true);
  if (const auto rate = phases.rate()) {
    rows.push(money_row("执行率", "", "", print_percent(*rate, 2), "支出 ÷ 调整后预算", false));
  }
  return rows;
}

View phase_widths(const PhaseSum& sum) {
  const Money most = largest({sum.has_initial() ? sum.initial : Money{}, sum.adjusted, sum.executed});
  return View::map({{"initial", sum.has_initial() ? share(fen(sum.initial), fen(most)) : std::string()},
                    {"adjusted", share(fen(sum.adjusted), fen(most))},
                    {"executed", share(fen(sum.executed), fen(most))}});
}

View attainment_stack(const AttainmentCounts& counts) {
  View list{View::List{}};
  const Decimal all(counts.all());
  int before = 0;
  const auto add = [&](int count, Attainment kind) {
    if (count == 0) return;
    list.push(View::map({{"kind", state_of(kind)}, {"x", share(Decimal(before), all)}, {"w", share(Decimal(count), all)}}));
    before += count;
  };
  add(counts.met, Attainment::met);
  add(counts.partly, Attainment::partly);
  add(counts.missed, Attainment::missed);
  add(counts.undecided, Attainment::undecided);
  return list;
}

namespace {

View dimension_row(std::string_view name, const std::optional<Points>& score, const std::optional<Points>& full) {
  const bool both = score && full && full->ten_thousandths > 0;
  return View::map({{"name", name},
                    {"w", both ? share(score->decimal(), full->decimal()) : std::string("0%")},
                    {"score", score ? text_of(score) : std::string("未公开")},
                    {"full", full ? full->decimal().to_string() : std::string()}});
}

}  // namespace

View dimension_rows(const std::vector<Dimension>& dimensions) {
  View rows{View::List{}};
  for (const Dimension& dimension : dimensions) rows.push(dimension_row(dimension.name, dimension.score, dimension.full));
  return rows;
}

View self_dimension_rows(const SelfEvaluation& evaluation) {
  struct Part {
    Text name;
    Points score, full;
    bool complete = true;
  };
  std::vector<Part> parts;
  for (const Indicator& indicator : evaluation.indicators) {
    const auto same = [&](const Part& part) { return without_suffix(part.name) == without_suffix(indicator.level1); };
    auto part = std::ranges::find_if(parts, same);
    if (part == parts.end()) part = parts.insert(parts.end(), Part{indicator.level1, {}, {}, true});
    if (!indicator.score || !indicator.weight) {
      part->complete = false;
      continue;
    }
    part->score.ten_thousandths += indicator.score->ten_thousandths;
    part->full.ten_thousandths += indicator.weight->ten_thousandths;
  }
  View rows{View::List{}};
  if (const Fund* total = total_of(evaluation.funds); total != nullptr && total->score && total->weight) {
    rows.push(dimension_row("预算执行", total->score, total->weight));
  }
  for (const Part& part : parts) {
    if (part.complete) rows.push(dimension_row(part.name, part.score, part.full));
  }
  return rows;
}

std::optional<Decimal> comparable_value(const TargetText& target, Text value) {
  if (value.empty() || !target.is_quantitative() || *target.number <= Decimal(0)) return std::nullopt;
  const std::optional<Measure> measure = parse_actual(value);
  return measure ? in_unit_of(target, *measure) : std::nullopt;
}

namespace {

// The target stands at 80% of the width, so that 125% of it still fits.
std::optional<Decimal> against_target(const TargetText& target, Text value) {
  const std::optional<Decimal> number = comparable_value(target, value);
  const auto ratio = number ? Decimal::divide(*number, *target.number, 6) : std::nullopt;
  const auto shown = ratio ? Decimal::multiply(*ratio, Decimal(80)) : std::nullopt;
  if (!shown || shown->is_negative()) return std::nullopt;
  return shown;
}

std::string within(const Decimal& percent) { return share(percent, Decimal(100)); }

}  // namespace

View bullet_view(const IndicatorLine& line) {
  const TargetText target = parse_target_text(line.indicator->target);
  const std::optional<Decimal> own = against_target(target, line.own);
  const std::optional<Decimal> value = line.verified.empty() ? own : against_target(target, line.verified);
  if (!value) return View();
  const bool failed = line.judged == Attainment::missed || line.judged == Attainment::partly;
  return View::map({{"fill", failed ? "bad" : "bar"},
                    {"bar", within(*value)},
                    {"self_x", own && !line.verified.empty() ? within(*own) : std::string()},
                    {"over", *value > Decimal(100)}});
}

namespace {

std::string_view why_plain(const IndicatorLine& line) {
  const TargetText target = parse_target_text(line.indicator->target);
  if (line.own.empty() && line.verified.empty()) return "完成值未公开";
  if (!target.is_quantitative()) return "文字指标，不作图";
  return target.number->is_zero() ? "目标为零，不作图" : "完成值不是数，不作图";
}

View indicator_row(const IndicatorLine& line) {
  const Indicator& indicator = *line.indicator;
  View bullet = bullet_view(line);
  const std::string_view plain = bullet.is_nothing() ? why_plain(line) : std::string_view();
  return View::map({{"id", ""},
                    {"name", indicator.name},
                    {"why", indicator.deviation},
                    {"target", indicator.target.empty() ? Text("未公开") : indicator.target},
                    {"own", line.own},
                    {"verified", line.verified},
                    {"state", state_of(line.judged)},
                    {"verdict", chinese_name_of(line.judged)},
                    {"bullet", std::move(bullet)},
                    {"plain", plain}});
}

}  // namespace

View indicator_groups(const std::vector<IndicatorLine>& lines) {
  View groups{View::List{}};
  std::map<std::pair<Text, Text>, std::size_t> places;
  std::vector<View> rows;
  std::vector<std::pair<Text, Text>> names;
  for (const IndicatorLine& line : lines) {
    const std::pair<Text, Text> levels{line.indicator->level1, line.indicator->level2};
    const auto [place, fresh] = places.try_emplace(levels, names.size());
    if (fresh) {
      names.push_back(levels);
      rows.emplace_back(View::List{});
    }
    rows[place->second].push(indicator_row(line));
  }
  // How many rows a merged cell of 一级指标 spans where it begins.
  const auto level1_rows = [&](std::size_t i) {
    if (i > 0 && names[i - 1].first == names[i].first) return std::size_t{0};
    std::size_t count = 0;
    for (std::size_t k = i; k < names.size() && names[k].first == names[i].first; ++k) count += rows[k].list()->size();
    return count;
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    groups.push(View::map({{"level1", names[i].first},
                           {"level1_rows", level1_rows(i)},
                           {"level2", names[i].second},
                           {"rows", rows[i]}}));
  }
  return groups;
}

}  // namespace disclose
