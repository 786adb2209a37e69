// fund-sum (format.md 6): a `total` row is the sum of its parts, per column; a task's total = fiscal +
// other, and the tasks together do not exceed the funds' total; budget: basic + projects = total,
// by_type = total; final accounts: the same with executed; assessment: paid + saved = withheld.
#include <fmt/format.h>

#include "check/record_rules.h"

namespace disclose {

namespace {

using Stated = std::optional<StatedMoney>;

class FundCheck {
 public:
  FundCheck(const RuleContext& context, const Record& record, Diagnostics& diagnostics)
      : context_(context), record_(record), diagnostics_(diagnostics) {}

  bool agrees() const { return agrees_; }

  /// `whole` at `key` must be the sum of `parts`.
  void sum(std::string_view what, std::string_view what_en, const StatedMoney& whole, const std::string& key, Money parts) {
    if (whole.value == parts) return;
    report(what, what_en, whole, key, parts,
           {fmt::format("改正其中写错的一个，使合计等于分项之和（相差 {}）", print(difference(whole.value, parts), whole.unit)),
            fmt::format("mend whichever is wrong, so that the total is the sum of its parts (they differ by {})", print(difference(whole.value, parts), whole.unit))});
  }

  /// `parts` may not be more than `whole`.
  void at_most(std::string_view what, std::string_view what_en, const StatedMoney& whole, const std::string& key, Money parts) {
    if (parts <= whole.value) return;
    agrees_ = false;
    Diagnostic d = finding(Code::fund_sum, record_, key,
                           {fmt::format("{}{}：各项任务合计 {}，超过资金总额 {}", who(context_, record_), what, print(parts, whole.unit), print(whole)),
                            fmt::format("{} of {}: the tasks together are {}, more than the funds' total {}", what_en, record_.id, print(parts, whole.unit), print(whole))},
                           {"改正任务的金额，或资金总额", "mend the amounts of the tasks, or the total of the funds"});
    d.figures = {print(parts, whole.unit), print(whole)};
    diagnostics_.add(std::move(d));
  }

 private:
  static Money difference(Money a, Money b) { return a < b ? b - a : a - b; }

  void report(std::string_view what, std::string_view what_en, const StatedMoney& whole, const std::string& key, Money parts, Say help) {
    agrees_ = false;
    const std::string sum = print(parts, whole.unit);
    Diagnostic d = finding(Code::fund_sum, record_, key,
                           {fmt::format("{}{}：合计写 {}，分项之和为 {}", who(context_, record_), what, print(whole), sum),
                            fmt::format("{} of {}: the total says {}, its parts sum to {}", what_en, record_.id, print(whole), sum)},
                           std::move(help));
    d.figures = {print(whole), sum};
    diagnostics_.add(std::move(d));
  }

  const RuleContext& context_;
  const Record& record_;
  Diagnostics& diagnostics_;
  bool agrees_ = true;
};

// One column of a fund table: a blank cell counts as 0 (domain.md 1.0.2), an empty column not at all.
template <class Row>
void check_column(FundCheck& check, const std::vector<Row>& funds, Stated Row::*column, std::string_view name,
                  std::string_view zh) {
  const StatedMoney* whole = nullptr;
  std::string key;
  Money parts;
  bool any = false;
  for (std::size_t i = 0; i < funds.size(); ++i) {
    const Stated& cell = funds[i].*column;
    if (!cell) continue;
    if (funds[i].source == "total") {
      whole = &*cell;
      key = fmt::format("/funds/{}/{}", i, name);
    } else {
      parts += cell->value;
      any = true;
    }
  }
  if (whole != nullptr && any) check.sum(zh, name, *whole, key, parts);
}

void check_columns(FundCheck& check, const std::vector<Fund>& funds) {
  check_column(check, funds, &Fund::initial, "initial", "年初预算数");
  check_column(check, funds, &Fund::adjusted, "adjusted", "全年预算数");
  check_column(check, funds, &Fund::executed, "executed", "全年执行数");
  check_column(check, funds, &Fund::forecast, "forecast", "全年预计执行数");
}

// The parts of a figure by budget (四本预算).
void check_shares(FundCheck& check, const std::vector<BudgetShare>& shares, const Stated& whole, std::string_view key, std::string_view zh) {
  if (shares.empty() || !whole) return;
  Money parts;
  for (const BudgetShare& share : shares) parts += share.amount.value;
  check.sum(zh, "by_type", *whole, std::string(key), parts);
}

void check_parts(FundCheck& check, const Stated& basic, const Stated& projects, const Stated& whole, std::string_view key, std::string_view zh) {
  if (!basic || !projects || !whole) return;
  check.sum(zh, "basic + projects", *whole, std::string(key), basic->value + projects->value);
}

}  // namespace

bool funds_agree(const RuleContext& context, const Target& record, Diagnostics& diagnostics) {
  FundCheck check(context, record, diagnostics);
  check_column(check, record.funds, &TargetFund::amount, "amount", "年度资金");
  check_column(check, record.funds, &TargetFund::multi_year, "multi_year", "中长期资金");
  Money tasks;
  for (std::size_t i = 0; i < record.tasks.size(); ++i) {
    const TargetTask& task = record.tasks[i];
    if (!task.total) continue;
    tasks += task.total->value;
    if (task.fiscal && task.other) {
      check.sum(fmt::format("任务“{}”", task.name), "task", *task.total, fmt::format("/tasks/{}/total", i), task.fiscal->value + task.other->value);
    }
  }
  const TargetFund* total = total_of(record.funds);
  if (check.agrees() && !record.tasks.empty() && total != nullptr && total->amount) {
    check.at_most("年度主要任务", "tasks", *total->amount, "/tasks", tasks);
  }
  return check.agrees();
}

bool funds_agree(const RuleContext& context, const Monitoring& record, Diagnostics& diagnostics) {
  FundCheck check(context, record, diagnostics);
  check_columns(check, record.funds);
  return check.agrees();
}

bool funds_agree(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics) {
  FundCheck check(context, record, diagnostics);
  check_columns(check, record.funds);
  const Fund* total = total_of(record.funds);
  if (!check.agrees() || total == nullptr) return check.agrees();
  Money budgeted;
  Money executed;
  for (const DoneTask& task : record.tasks) {
    if (task.total) budgeted += task.total->value;
    if (task.executed) executed += task.executed->value;
  }
  if (total->adjusted) check.at_most("年度主要任务预算数", "tasks", *total->adjusted, "/tasks", budgeted);
  if (total->executed) check.at_most("年度主要任务执行数", "tasks", *total->executed, "/tasks", executed);
  return check.agrees();
}

bool funds_agree(const RuleContext& context, const Budget& record, Diagnostics& diagnostics) {
  FundCheck check(context, record, diagnostics);
  check_parts(check, record.basic, record.projects, record.total, "/total", "部门预算（基本支出 + 项目支出）");
  check_shares(check, record.by_type, record.total, "/total", "部门预算（按四本预算）");
  return check.agrees();
}

bool funds_agree(const RuleContext& context, const FinalAccounts& record, Diagnostics& diagnostics) {
  FundCheck check(context, record, diagnostics);
  check_parts(check, record.basic, record.projects, record.executed, "/executed", "部门决算（基本支出 + 项目支出）");
  check_shares(check, record.by_type, record.executed, "/executed", "部门决算（按四本预算）");
  return check.agrees();
}

bool funds_agree(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics) {
  FundCheck check(context, record, diagnostics);
  if (record.withheld_funds && record.paid && record.saved) {
    check.sum("绩效公用经费（兑现 + 节约）", "paid + saved", *record.withheld_funds, "/funds/withheld", record.paid->value + record.saved->value);
  }
  return check.agrees();
}

}  // namespace disclose
