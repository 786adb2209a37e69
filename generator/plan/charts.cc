#include "plan/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "exact/target_text.h"
#include "plan/drawing.h"
#include "plan/parts.h"

namespace disclose {

namespace {

constexpr std::size_t kColumns = 9;  // of the table of misses; what is left is 其他

struct Tally {
  int failed = 0;
  int decided = 0;
  void add(Attainment judged) {
    if (judged == Attainment::undecided) return;
    ++decided;
    if (judged != Attainment::met) ++failed;
  }
  Tally& operator+=(const Tally& other) {
    failed += other.failed;
    decided += other.decided;
    return *this;
  }
};

std::string_view level_of(const Tally& tally) {
  if (tally.failed == 0) return "h0";
  if (tally.failed * 10 <= tally.decided) return "h1";
  if (tally.failed * 4 <= tally.decided) return "h2";
  return tally.failed * 2 <= tally.decided ? "h3" : "h4";
}

View cell(const Tally& tally) {
  const bool any = tally.decided > 0;
  return View::map({{"text", any ? fmt::format("{}/{}", tally.failed, tally.decided) : std::string()}, {"level", any ? level_of(tally) : std::string_view("h0")}});
}

std::string_view column_of(const Indicator& indicator) {
  const std::string_view level2 = without_suffix(indicator.level2);
  return level2.empty() ? without_suffix(indicator.level1) : level2;
}

// The usual order of the common framework (财预〔2020〕10号), others behind them as they come.
std::size_t usual_place(std::string_view name) {
  static constexpr std::array<std::string_view, 10> kUsual = {"数量", "质量", "时效", "成本", "经济成本", "经济效益", "社会效益", "生态效益", "可持续影响", "服务对象满意度"};
  return static_cast<std::size_t>(std::ranges::find(kUsual, name) - kUsual.begin());
}

using Tallies = std::map<std::string_view, Tally>;

struct UnitTallies {
  const UnitFacts* unit = nullptr;
  Tallies columns;
  Tally sum;
};

void add_lines(UnitTallies& tallies, const std::vector<IndicatorLine>& lines) {
  for (const IndicatorLine& line : lines) {
    tallies.columns[column_of(*line.indicator)].add(line.judged);
    tallies.sum.add(line.judged);
  }
}

std::vector<UnitTallies> tallies_of(const YearFacts& year) {
  std::vector<UnitTallies> units;
  for (const UnitFacts& unit : year.units) {
    UnitTallies tallies{.unit = &unit, .columns = {}, .sum = {}};
    for (const ProjectLife* life : unit.unit->projects) {
      const ProjectFacts* project = year.project(life->project->id);
      if (project != nullptr && project->self != nullptr) add_lines(tallies, project->lines);
    }
    add_lines(tallies, unit.lines);
    if (tallies.sum.decided > 0) units.push_back(std::move(tallies));
  }
  std::ranges::stable_sort(units, [](const UnitTallies& a, const UnitTallies& b) { return a.sum.failed > b.sum.failed; });
  return units;
}

// The columns with most indicators, in their usual order.
std::vector<std::string_view> columns_of(const Tallies& all) {
  std::vector<std::string_view> names;
  for (const auto& [name, tally] : all) {
    if (tally.decided > 0) names.push_back(name);
  }
  std::ranges::stable_sort(names, [&](std::string_view a, std::string_view b) { return all.at(a).decided > all.at(b).decided; });
  if (names.size() > kColumns) names.resize(kColumns - 1);
  std::ranges::stable_sort(names, {}, usual_place);
  return names;
}

View cells(const Tallies& tallies, const std::vector<std::string_view>& columns, const Tally& sum, bool others) {
  View list{View::List{}};
  Tally rest = sum;
  for (const std::string_view name : columns) {
    const auto at = tallies.find(name);
    const Tally tally = at == tallies.end() ? Tally{} : at->second;
    rest.failed -= tally.failed;
    rest.decided -= tally.decided;
    list.push(cell(tally));
  }
  if (others) list.push(cell(rest));
  return list;
}

std::string miss_title(const Tallies& all, const Tally& sum) {
  const auto most = std::ranges::max_element(all, [](const auto& a, const auto& b) { return a.second.failed < b.second.failed; });
  if (all.size() == 1) return fmt::format("{}项指标中{}项没有完成", sum.decided, sum.failed);
  if (most->second.failed == sum.failed) return fmt::format("没有完成的{}项都是{}指标", sum.failed, most->first);
  return fmt::format("没有完成的{}项指标中，{}指标最多，有{}项", sum.failed, most->first, most->second.failed);
}

}  // namespace

View miss_table(const PlanContext& context, const YearFacts& year, std::size_t limit) {
  const std::vector<UnitTallies> units = tallies_of(year);
  Tallies all;
  Tally sum;
  for (const UnitTallies& unit : units) {
    for (const auto& [name, tally] : unit.columns) all[name] += tally;
    sum += unit.sum;
  }
  if (sum.failed == 0) return View();
  const std::vector<std::string_view> columns = columns_of(all);
  const auto counted = static_cast<std::size_t>(std::ranges::count_if(all, [](const auto& entry) { return entry.second.decided > 0; }));
  const bool others = counted > columns.size();
  View heads{View::List{}};
  for (const std::string_view name : columns) heads.push(View::map({{"name", name}}));
  if (others) heads.push(View::map({{"name", "其他"}}));
  View rows{View::List{}};
  for (std::size_t i = 0; i < std::min(limit, units.size()); ++i) {
    const UnitTallies& unit = units[i];
    rows.push(View::map({{"name", short_name_of(context.registry, unit.unit->unit->unit->id)},
                         {"url", link_to(unit_year_url(*unit.unit->unit->unit, year.book->year))},
                         {"cells", cells(unit.columns, columns, unit.sum, others)},
                         {"sum", cell(unit.sum)}}));
  }
  return View::map({{"title", miss_title(all, sum)},
                    {"columns", std::move(heads)},
                    {"rows", std::move(rows)},
                    {"total", View::map({{"cells", cells(all, columns, sum, others)}, {"sum", cell(sum)}})},
                    {"shown", std::min(limit, units.size())},
                    {"of", units.size()}});
}

std::optional<Decimal> deviation_of(const IndicatorLine& line) {
  const TargetText target = parse_target_text(line.indicator->target);
  const Text value = line.verified.empty() ? line.own : line.verified;
  const std::optional<Decimal> number = comparable_value(target, value);
  if (!number) return std::nullopt;
  const auto ratio = Decimal::divide(*number - *target.number, *target.number, 6);
  const auto percent = ratio ? ratio->shifted(2) : std::nullopt;
  if (!percent) return std::nullopt;
  switch (target.comparison) {
    case Comparison::at_least:
    case Comparison::more_than: return percent;
    case Comparison::at_most:
    case Comparison::less_than: return -*percent;
    case Comparison::equal: return -percent->abs();
    case Comparison::text: break;
  }
  return std::nullopt;
}

namespace {

constexpr int kBins = 12;         // below −50, five of ten below zero, five from zero on, from +50
constexpr int kMiddle = kBins / 2;
constexpr int kHeight = 96;       // pixels of the highest column
constexpr int kFewest = 10;       // indicators worth a chart

struct Deviations {
  std::array<int, kBins> bins{};
  int shown = 0;
  int of = 0;
  int exact = 0;
  int below = 0;

  void add(const std::vector<IndicatorLine>& lines) {
    for (const IndicatorLine& line : lines) {
      ++of;
      const std::optional<Decimal> deviation = deviation_of(line);
      if (!deviation) continue;
      ++shown;
      if (deviation->is_zero()) ++exact;
      if (deviation->is_negative()) ++below;
      int bin = 0;
      for (int edge = -50; edge <= 50 && *deviation >= Decimal(edge); edge += 10) ++bin;
      ++bins[static_cast<std::size_t>(bin)];
    }
  }
};

std::string bin_label(int bin) {
  const auto sign = [](int edge) { return edge < 0 ? fmt::format("−{}%", -edge) : edge > 0 ? fmt::format("+{}%", edge) : std::string("0"); };
  if (bin == 0) return "低于目标50%以上";
  if (bin == kBins - 1) return "高于目标50%及以上";
  const int low = (bin - kMiddle) * 10;
  return fmt::format("{}至{}", sign(low), sign(low + 10));
}

// The thresholds: a tenth beyond by half, a fifth below, half exactly at it.
std::string deviation_title(const Deviations& d) {
  const int beyond = d.bins.back();
  if (beyond * 10 >= d.shown) return fmt::format("{}项指标中{}项超过目标一半以上，目标可能偏低", d.shown, beyond);
  if (d.below * 5 >= d.shown) return fmt::format("{}项指标中{}项没有达到目标", d.shown, d.below);
  if (d.exact * 2 >= d.shown) return fmt::format("{}项指标中{}项正好等于目标", d.shown, d.exact);
  const int near = d.bins[kMiddle - 1] + d.bins[kMiddle];
  if (near * 2 >= d.shown) return fmt::format("{}项指标中{}项与目标相差不到一成", d.shown, near);
  return "完成值离目标有多远";
}

}  // namespace

View deviation_chart(const YearFacts& year) {
  Deviations d;
  for (const ProjectFacts& project : year.projects) {
    if (project.self != nullptr) d.add(project.lines);
  }
  for (const UnitFacts& unit : year.units) d.add(unit.lines);
  if (d.shown < kFewest) return View();
  const int most = std::ranges::max(d.bins);
  const auto at = [](int twelfths_of_bin) { return share(Decimal(twelfths_of_bin), Decimal(12 * kBins)); };
  View columns{View::List{}};
  for (int bin = 0; bin < kBins; ++bin) {
    const int count = d.bins[static_cast<std::size_t>(bin)];
    const int height = count == 0 ? 0 : std::max(2, count * kHeight / most);
    columns.push(View::map({{"label", bin_label(bin)},
                            {"count", count},
                            {"x", at(bin * 12 + 1)},
                            {"w", at(10)},
                            {"mid", at(bin * 12 + 6)},
                            {"y", 18 + kHeight - height},
                            {"h", height},
                            {"kind", bin < kMiddle ? "bad" : bin == kBins - 1 ? "pale" : "bar"}}));
  }
  View ticks{View::List{}};
  for (const int edge : {-50, -30, 30, 50}) {
    ticks.push(View::map({{"x", at((edge / 10 + kMiddle) * 12)}, {"text", edge < 0 ? fmt::format("−{}%", -edge) : fmt::format("+{}%", edge)}}));
  }
  return View::map({{"title", deviation_title(d)},
                    {"shown", d.shown},
                    {"of", d.of},
                    {"exact", d.exact},
                    {"columns", std::move(columns)},
                    {"ticks", std::move(ticks)},
                    {"zero", at(kMiddle * 12)},
                    {"base", 18 + kHeight}});
}

View unit_squares(std::size_t count) {
  constexpr std::size_t kRow = 20;
  constexpr std::size_t kPitch = 15;
  std::string path;
  for (std::size_t i = 0; i < count; ++i) path += fmt::format("M{} {}h12v12h-12z", i % kRow * kPitch, i / kRow * kPitch);
  const std::size_t rows = (count + kRow - 1) / kRow;
  return View::map({{"path", std::move(path)}, {"width", std::min(count, kRow) * kPitch}, {"height", rows * kPitch}});
}

}  // namespace disclose
