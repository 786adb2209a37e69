// figures (format.md 5 and 6): a stated sum, difference, ratio or equality comes out; a closed list of
// names counts its value. An imprecise operand makes the check undecided.
#include <fmt/format.h>

#include <algorithm>

#include "check/rule.h"

namespace disclose {

namespace {

struct Operand {
  const FigureItem* item = nullptr;
  const Figures* record = nullptr;
};

class FigureJudge {
 public:
  FigureJudge(const RuleContext& context, const Figures& record, Diagnostics& diagnostics)
      : context_(context), record_(record), diagnostics_(diagnostics) {}

  void names() {
    for (std::size_t i = 0; i < record_.items.size(); ++i) {
      const FigureItem& item = record_.items[i];
      if (item.names.empty() || item.open || !item.value || !item.value->exact || !item.value->number) continue;
      if (item.value->money || item.value->unit == "%" || item.value->unit == "％") continue;
      const Decimal count(static_cast<std::int64_t>(item.names.size()));
      if (*item.value->number == count) continue;
      Diagnostic d = finding(Code::figures, record_, fmt::format("/items/{}/value", i),
                             {fmt::format("“{}”写 {}，名单有 {} 个", item.label, item.value->written, item.names.size()),
                              fmt::format("\"{}\" says {}, its list has {} names", item.label, item.value->written, item.names.size())},
                             {"补全名单或改正数目；名单以“等”结尾的写 open: true", "complete the list or mend the figure; a list that ends in 等 has open: true"});
      d.figures = {std::string(item.value->written), std::to_string(item.names.size())};
      diagnostics_.add(std::move(d));
    }
  }

  void checks() {
    for (std::size_t i = 0; i < record_.checks.size(); ++i) judge(record_.checks[i], fmt::format("/checks/{}", i));
  }

 private:
  Operand find(Text ref) const {
    const Figures* record = &record_;
    const std::size_t hash = ref.find('#');
    if (hash != Text::npos) {
      const Record* named = context_.registry.record(ref.substr(0, hash));
      if (named == nullptr || named->kind != Kind::figures) return {};
      record = static_cast<const Figures*>(named);
      ref = ref.substr(hash + 1);
    }
    const auto item = std::ranges::find(record->items, ref, &FigureItem::id);
    return item == record->items.end() ? Operand{} : Operand{&*item, record};
  }

  void judge(const FigureCheck& check, const std::string& key) {
    const Operand left = find(check.left);
    std::vector<Operand> right;
    for (const Text ref : check.right) right.push_back(find(ref));
    const bool known = left.item != nullptr && std::ranges::all_of(right, [](const Operand& o) { return o.item != nullptr; });
    if (!known || right.empty()) return;  // references.cc has spoken
    std::vector<const FigureItem*> all{left.item};
    for (const Operand& operand : right) all.push_back(operand.item);
    for (const FigureItem* item : all) {
      const bool exact = item->value && item->value->exact && item->value->number;
      if (!exact) return undecided(check, key, *item, all);
    }
    const bool ratio = check.operation == FigureCheck::Operation::ratio;
    if (!units_fit(ratio, left, right, key)) return;
    ratio ? judge_ratio(check, key, left, right) : judge_sum(check, key, left, right);
  }

  // Units are equal after 元/万元/亿元; a ratio may have any unit over any other.
  bool units_fit(bool ratio, const Operand& left, const std::vector<Operand>& right, const std::string& key) {
    if (ratio) return true;
    for (const Operand& operand : right) {
      if (same_unit(*left.item->value, *operand.item->value)) continue;
      report(key, fmt::format("“{}”（{}）与“{}”（{}）单位不同，不能相加减", left.item->label, left.item->value->written, operand.item->label, operand.item->value->written),
             fmt::format("\"{}\" ({}) and \"{}\" ({}) have different units", left.item->label, left.item->value->written, operand.item->label, operand.item->value->written),
             {std::string(left.item->value->written), std::string(operand.item->value->written)}, left, right);
      return false;
    }
    return true;
  }

  static Decimal tolerance(const FigureCheck& check, const Quantity& left) {
    if (!check.tolerance) return {};
    return check.tolerance->shifted(left.power).value_or(Decimal());
  }

  void judge_sum(const FigureCheck& check, const std::string& key, const Operand& left, const std::vector<Operand>& right) {
    using Operation = FigureCheck::Operation;
    Decimal result = *right.front().item->value->number;
    for (std::size_t i = 1; i < right.size(); ++i) {
      const Decimal& number = *right[i].item->value->number;
      result = check.operation == Operation::difference ? result - number : result + number;
    }
    const Quantity& stated = *left.item->value;
    if ((result - *stated.number).abs() <= tolerance(check, stated)) return;
    const char* sign = check.operation == Operation::difference ? " − " : " + ";
    tell(key, left, right, sign, print_like(result, stated));
  }

  // ratio = first / second at the decimals of left; a left in % is a hundredfold.
  void judge_ratio(const FigureCheck& check, const std::string& key, const Operand& left, const std::vector<Operand>& right) {
    const Quantity& stated = *left.item->value;
    const bool percent = stated.unit == "%" || stated.unit == "％";
    const auto numerator = right[0].item->value->number->shifted(percent ? 2 : 0);
    const Decimal& denominator = *right[1].item->value->number;
    const auto scale = numerator ? numerator->shifted(-stated.power) : std::nullopt;
    const auto result = scale ? Decimal::divide(*scale, denominator, stated.decimals) : std::nullopt;
    if (!result) {
      report(key, fmt::format("“{}”为 0，不能作除数", right[1].item->label), fmt::format("\"{}\" is 0 and cannot divide", right[1].item->label),
             {std::string(right[1].item->value->written)}, left, right);
      return;
    }
    const auto in_base = result->shifted(stated.power);
    if (!in_base || (*in_base - *stated.number).abs() <= tolerance(check, stated)) return;
    tell(key, left, right, " ÷ ", print_like(*in_base, stated));
  }

  void tell(const std::string& key, const Operand& left, const std::vector<Operand>& right, const char* sign, const std::string& result) {
    std::string formula;
    for (const Operand& operand : right) formula += (formula.empty() ? "" : sign) + std::string(operand.item->value->written);
    report(key, fmt::format("“{}”写 {}，{} = {}", left.item->label, left.item->value->written, formula, result),
           fmt::format("\"{}\" says {}, {} = {}", left.item->label, left.item->value->written, formula, result),
           {std::string(left.item->value->written), result}, left, right);
  }

  void report(const std::string& key, std::string zh, std::string en, std::vector<std::string> figures, const Operand& left, const std::vector<Operand>& right) {
    Diagnostic d = finding(Code::figures, record_, key, {std::move(zh), std::move(en)},
                           {"对照原文改正数目；原文如此的照登，并在 note 说明", "mend the figure after the document; if the document says so, publish it and explain in note"});
    d.figures = std::move(figures);
    relate(d, left);
    for (const Operand& operand : right) relate(d, operand);
    diagnostics_.add(std::move(d));
  }

  static void relate(Diagnostic& d, const Operand& operand) {
    const auto index = operand.item - operand.record->items.data();
    d.related.push_back({place_of(*operand.record, fmt::format("/items/{}/value", index)),
                         {fmt::format("“{}” {}", operand.item->label, operand.item->value->written),
                          fmt::format("\"{}\" {}", operand.item->label, operand.item->value->written)}});
  }

  void undecided(const FigureCheck& check, const std::string& key, const FigureItem& item, const std::vector<const FigureItem*>& all) {
    (void)check;
    (void)all;
    const std::string written = item.value ? std::string(item.value->written) : "";
    Diagnostic d = finding(Code::figures, record_, key,
                           {item.value ? fmt::format("“{}”写 {}，不是精确数，算式不能判定", item.label, written) : fmt::format("“{}”没有数，算式不能判定", item.label),
                            item.value ? fmt::format("\"{}\" says {}, which is not exact: the check is undecided", item.label, written) : fmt::format("\"{}\" has no figure: the check is undecided", item.label)},
                           {"有精确数的写精确数，否则去掉这个算式", "write the exact figure, or remove the check"});
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
