// figures (format.md 5 and 6): a stated sum, difference, ratio or equality comes out; a closed list of
// names counts its value. An imprecise operand makes the check undecided. What is worked out stands in
// model/figure_check.h: the pages show the same verdicts.
#include <fmt/format.h>

#include "check/rule.h"
#include "model/figure_check.h"

namespace disclose {

namespace {

class FigureJudge {
 public:
  FigureJudge(const RuleContext& context, const Figures& record, Diagnostics& diagnostics)
      : context_(context), record_(record), diagnostics_(diagnostics) {}

  void names() {
    for (std::size_t i = 0; i < record_.items.size(); ++i) {
      const FigureItem& item = record_.items[i];
      if (names_count(item).value_or(true)) continue;
      Diagnostic d = finding(Code::figures, record_, fmt::format("/items/{}/value", i),
                             {fmt::format("{}：“{}”写 {}，名单有 {} 个", who(context_, record_).zh, item.label, item.value->written, item.names.size()),
                              fmt::format("{}: \"{}\" says {}, its list has {} names", who(context_, record_).en, item.label, item.value->written, item.names.size())},
                             {"补全名单或改正数目；名单以“等”结尾的写 open: true", "complete the list or mend the figure; a list that ends in 等 has open: true"});
      d.figures = {std::string(item.value->written), std::to_string(item.names.size())};
      diagnostics_.add(std::move(d));
    }
  }

  void checks() {
    for (std::size_t i = 0; i < record_.checks.size(); ++i) {
      const FigureVerdict verdict = judge(context_.registry, record_, record_.checks[i]);
      const std::string key = fmt::format("/checks/{}", i);
      if (verdict.state == FigureVerdict::State::undecided) undecided(verdict, key);
      if (verdict.state == FigureVerdict::State::fails) fails(verdict, key);
    }
  }

 private:
  void fails(const FigureVerdict& verdict, const std::string& key) {
    const FigureItem& left = *verdict.left.item;
    const Text written = left.value->written;
    if (verdict.reason == FigureVerdict::Reason::other_unit) {
      const FigureItem& other = *verdict.culprit.item;
      report(verdict, key, fmt::format("“{}”（{}）与“{}”（{}）单位不同，不能相加减", left.label, written, other.label, other.value->written),
             fmt::format("\"{}\" ({}) and \"{}\" ({}) have different units", left.label, written, other.label, other.value->written),
             {std::string(written), std::string(other.value->written)});
    } else if (verdict.reason == FigureVerdict::Reason::zero_divisor) {
      const FigureItem& divisor = *verdict.culprit.item;
      report(verdict, key, fmt::format("“{}”为 0，不能作除数", divisor.label), fmt::format("\"{}\" is 0 and cannot divide", divisor.label),
             {std::string(divisor.value->written)});
    } else {
      report(verdict, key, fmt::format("“{}”写 {}，{} = {}", left.label, written, verdict.formula, verdict.result),
             fmt::format("\"{}\" says {}, {} = {}", left.label, written, verdict.formula, verdict.result),
             {std::string(written), verdict.result});
    }
  }

  void report(const FigureVerdict& verdict, const std::string& key, const std::string& zh, const std::string& en, std::vector<std::string> figures) {
    const Say owner = who(context_, record_);
    Diagnostic d = finding(Code::figures, record_, key, {owner.zh + "：" + zh, owner.en + ": " + en},
                           {"对照原文改正数目；原文如此的照登，并在 note 说明", "mend the figure after the document; if the document says so, publish it and explain in note"});
    d.figures = std::move(figures);
    relate(d, verdict.left);
    for (const FigureOperand& operand : verdict.right) relate(d, operand);
    diagnostics_.add(std::move(d));
  }

  static void relate(Diagnostic& d, const FigureOperand& operand) {
    const auto index = operand.item - operand.record->items.data();
    d.related.push_back({place_of(*operand.record, fmt::format("/items/{}/value", index)),
                         {fmt::format("“{}” {}", operand.item->label, operand.item->value->written),
                          fmt::format("\"{}\" {}", operand.item->label, operand.item->value->written)}});
  }

  void undecided(const FigureVerdict& verdict, const std::string& key) {
    const FigureItem& item = *verdict.culprit.item;
    const std::string written = item.value ? std::string(item.value->written) : "";
    const Say owner = who(context_, record_);
    const Say message = item.value ? Say{fmt::format("{}：“{}”写 {}，不是精确数，算式不能判定", owner.zh, item.label, written),
                                         fmt::format("{}: \"{}\" says {}, which is not exact: the check is undecided", owner.en, item.label, written)}
                                   : Say{fmt::format("{}：“{}”没有数，算式不能判定", owner.zh, item.label),
                                         fmt::format("{}: \"{}\" has no figure: the check is undecided", owner.en, item.label)};
    Diagnostic d = finding(Code::figures, record_, key, message, {"有精确数的写精确数，否则去掉这个算式", "write the exact figure, or remove the check"});
    d.severity = Severity::undecided;
    if (item.value) d.figures = {written};
    diagnostics_.add(std::move(d));
  }

  const RuleContext& context_;
  const Figures& record_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_figures(const RuleContext& context, Diagnostics& diagnostics) {
  for (const Figures* record : context.registry.records.figures) {
    if (!record->sound) continue;
    FigureJudge judge(context, *record, diagnostics);
    judge.names();
    judge.checks();
  }
}

}  // namespace disclose
