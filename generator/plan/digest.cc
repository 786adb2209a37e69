#include "plan/digest.h"

#include <set>

#include "plan/drawing.h"
#include "plan/parts.h"
#include "plan/sentence.h"

namespace disclose {

namespace {

constexpr std::size_t kFacts = 4;
constexpr int kSquares = 144;  // one square per unit as long as they can be told apart

View execution_fact(const YearFacts& year) {
  const PhaseSum& sum = year.project_money;
  const std::optional<Decimal> rate = sum.rate();
  if (!rate) return View();
  return View::map({{"big", rate->to_string(1)},
                    {"widths", phase_widths(sum)},
                    {"initial", sum.has_initial() ? brief(sum.initial) : std::string()},
                    {"adjusted", brief(sum.adjusted)},
                    {"executed", brief(sum.executed)},
                    {"of", sum.counted}});
}

View indicator_fact(const YearFacts& year) {
  const std::optional<Decimal> rate = met_rate(year.indicators);
  if (!rate) return View();
  const AttainmentCounts& counts = year.indicators;
  return View::map({{"big", rate->to_string(1)},
                    {"stack", attainment_stack(counts)},
                    {"met", counts.met},
                    {"partly", counts.partly},
                    {"missed", counts.missed},
                    {"undecided", counts.undecided}});
}

View score_fact(const YearFacts& year) {
  if (year.pairs.empty()) return View();
  Decimal own;
  Decimal finance;
  for (const ScorePair& pair : year.pairs) {
    own += pair.self->score->decimal();
    finance += pair.finance->score->decimal();
  }
  const Decimal count(static_cast<std::int64_t>(year.pairs.size()));
  const auto own_average = Decimal::divide(own, count, 1);
  const auto finance_average = Decimal::divide(finance, count, 1);
  if (!own_average || !finance_average) return View();
  AxisMaker maker;
  maker.see(own_average);
  maker.see(finance_average);
  const Axis axis = maker.axis();
  return View::map({{"own", own_average->to_string(1)},
                    {"finance", finance_average->to_string(1)},
                    {"own_x", axis.at(*own_average)},
                    {"finance_x", axis.at(*finance_average)},
                    {"ticks", axis.ticks()},
                    {"count", year.pairs.size()}});
}

View squares(const YearFacts& year) {
  View list{View::List{}};
  int i = 0;
  for (const UnitFacts& unit : year.units) {
    if (unit.due == 0) continue;
    list.push(View::map({{"kind", unit.disclosed == unit.due ? "k-bar" : "k-due"},
                         {"x", share(Decimal(i % 24), Decimal(24))},
                         {"y", (i / 24) * 17}}));
    ++i;
  }
  return list;
}

View ledger_fact(const YearFacts& year) {
  const Ledger& ledger = year.book->ledger;
  const int due = ledger.counts.disclosed + ledger.counts.missing;
  if (due == 0 || ledger.due_units == 0) return View();
  int complete = 0;
  for (const UnitFacts& unit : year.units) complete += unit.due > 0 && unit.disclosed == unit.due ? 1 : 0;
  const bool drawn = ledger.due_units <= kSquares;
  return View::map({{"complete", complete},
                    {"due_units", ledger.due_units},
                    {"squares", drawn ? squares(year) : View(View::List{})},
                    {"height", ((ledger.due_units - 1) / 24) * 17 + 13},
                    {"share", share(Decimal(complete), Decimal(ledger.due_units))},
                    {"missing", ledger.counts.missing},
                    {"late", ledger.counts.late},
                    {"exempt_units", ledger.exempt_units},
                    {"url", link_to(list_url(year.book->year, "ledger"))}});
}

// "不少于10个" as the number 不少于10 and its measure 个.
View figure_view(const FigureItem& item) {
  const Text written = item.value->written;
  const std::size_t digit = written.find_last_of("0123456789");
  const std::size_t end = digit == Text::npos ? 0 : digit + 1;
  return View::map({{"label", item.label}, {"number", written.substr(0, end)}, {"measure", written.substr(end)}});
}

// The county's own numbers, where little can be computed: one of each record first, then the others;
// those of the yearly cycle alone.
View county_figures(const YearFacts& year, std::size_t limit) {
  View list{View::List{}};
  std::set<const FigureItem*> taken;
  for (const bool first : {true, false}) {
    for (const Figures* record : year.book->records.figures) {
      if ((!record->topic && !record->about_coverage) || !record->withheld.empty()) continue;
      for (const FigureItem& item : record->items) {
        if (list.list()->size() == limit) return list;
        if (!item.value || item.label.empty() || !taken.insert(&item).second) continue;
        list.push(figure_view(item));
        if (first) break;
      }
    }
  }
  return list;
}

}  // namespace

void set_digest(const YearFacts* year, View& view) {
  view.set("execution", year == nullptr ? View() : execution_fact(*year));
  view.set("indicators", year == nullptr ? View() : indicator_fact(*year));
  view.set("scores", year == nullptr ? View() : score_fact(*year));
  view.set("ledger", year == nullptr ? View() : ledger_fact(*year));
  std::size_t computed = 0;
  for (const std::string_view fact : {"execution", "indicators", "scores", "ledger"}) computed += view.find(fact)->is_true() ? 1U : 0U;
  view.set("figures", year == nullptr || computed > 1 ? View(View::List{}) : county_figures(*year, kFacts - computed));
  view.set("figures_url", year == nullptr ? std::string() : link_to(list_url(year->book->year, "figures")));
}

}  // namespace disclose
