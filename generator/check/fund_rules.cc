// fund-sum (format.md 6): a `total` row is the sum of its parts, per column; a task's total = fiscal +
// other, and the tasks together do not exceed the funds' total; budget: basic + projects = total,
// by_type = total; final accounts: the same with executed; assessment: paid + saved = withheld.
#include <fmt/format.h>

#include "check/record_rules.h"

namespace disclose {

namespace {

using Stated = std::optional<StatedMoney>;

/// One of the amounts that are summed, and where it stands.
struct Part {
  std::string key;
  std::string zh;
  std::string en;
  const StatedMoney* amount;
};

struct Parts {
  std::vector<Part> all{};

  void add(std::string key, std::string_view zh, std::string_view en, const StatedMoney& amount) {
    all.push_back({std::move(key), std::string(zh), std::string(en), &amount});
  }
  Money total() const {
    Money sum;
    for (const Part& part : all) sum += part.amount->value;
    return sum;
  }
};

class FundCheck {
 public:
  FundCheck(const RuleContext& context, const Record& record, Diagnostics& diagnostics)
      : context_(context), record_(record), diagnostics_(diagnostics) {}

  bool agrees() const { return agrees_; }

  /// `whole` at `key` must be the sum of `parts`.
  void sum(std::string_view what, std::string_view what_en, const StatedMoney& whole, const std::string& key, const Parts& parts) {
    const Money total = parts.total();
    if (whole.value == total) return;
    report(what, what_en, whole, key, parts,
           {fmt::format("改正其中写错的一个，使合计等于分项之和（相差 {}）", print(difference(whole.value, total), whole.unit)),
            fmt::format("mend whichever is wrong, so that the total is the sum of its parts (they differ by {})", print(difference(whole.value, total), whole.unit))});
  }

  /// `parts` may not be more than `whole`.
  void at_most(std::string_view what, std::string_view what_en, const Part& limit, const std::string& key, Money parts) {
    const StatedMoney& whole = *limit.amount;
    if (parts <= whole.value) return;
    agrees_ = false;
    Diagnostic d = finding(Code::fund_sum, record_, key,
                           {fmt::format("{}{}：各项任务合计 {}，超过资金总额 {}", who(context_, record_).zh, what, print(parts, whole.unit), print(whole)),
                            fmt::format("{} of {}: the tasks together are {}, more than the funds' total {}", what_en, who(context_, record_).en, print(parts, whole.unit), print(whole))},
                           {"改正任务的金额，或资金总额", "mend the amounts of the tasks, or the total of the funds"});
    d.figures = {print(parts, whole.unit), print(whole)};
    relate(d, limit);
    diagnostics_.add(std::move(d));
  }

 private:
  static Money difference(Money a, Money b) { return a < b ? b - a : a - b; }

  void report(std::string_view what, std::string_view what_en, const StatedMoney& whole, const std::string& key, const Parts& parts, Say help) {
    agrees_ = false;
    const std::string sum = print(parts.total(), whole.unit);
    Diagnostic d = finding(Code::fund_sum, record_, key,
                           {fmt::format("{}{}：合计写 {}，分项之和为 {}", who(context_, record_).zh, what, print(whole), sum),
                            fmt::format("{} of {}: the total says {}, its parts sum to {}", what_en, who(context_, record_).en, print(whole), sum)},
                           std::move(help));
    d.figures = {print(whole), sum};
    for (const Part& part : parts.all) relate(d, part);
    diagnostics_.add(std::move(d));
  }

  void relate(Diagnostic& d, const Part& part) const {
    const std::string amount = print(*part.amount);
    d.related.push_back({place_of(record_, part.key), {fmt::format("{} {}", part.zh, amount), fmt::format("{} {}", part.en, amount)}});
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
  std::size_t whole_at = 0;
  Parts parts;
  for (std::size_t i = 0; i < funds.size(); ++i) {
    const Stated& cell = funds[i].*column;
    if (!cell) continue;
    if (funds[i].source == "total") {
      whole = &*cell;
      whole_at = i;
    } else {
      parts.add(fmt::format("/funds/{}/{}", i, name), fund_source_name(funds[i].source), funds[i].source, *cell);
    }
  }
  if (whole != nullptr && !parts.all.empty()) check.sum(zh, name, *whole, fmt::format("/funds/{}/{}", whole_at, name), parts);
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
  Parts parts;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    parts.add(fmt::format("/by_type/{}/amount", i), chinese_name_of(shares[i].type), name_of(shares[i].type), shares[i].amount);
  }
  check.sum(zh, "by_type", *whole, std::string(key), parts);
}

void check_parts(FundCheck& check, const Stated& basic, const Stated& projects, const Stated& whole, std::string_view key, std::string_view zh) {
  if (!basic || !projects || !whole) return;
  Parts parts;
  parts.add("/basic", "基本支出", "basic", *basic);
  parts.add("/projects", "项目支出", "projects", *projects);
  check.sum(zh, "basic + projects", *whole, std::string(key), parts);
}

// Whether both ways to divide `whole` sum to the same, and not to it: then it is the whole that is
// wrong, which is one mistake.
template <class T>
bool both_say(const T& record, const Stated& whole) {
  if (!record.basic || !record.projects || record.by_type.empty() || !whole) return false;
  Money shares;
  for (const BudgetShare& share : record.by_type) shares += share.amount.value;
  const Money parts = record.basic->value + record.projects->value;
  return shares == parts && parts != whole->value;
}

// The cell of the total row, which has one.
template <class Row, class Cell>
Part total_part(const std::vector<Row>& funds, Cell Row::*column, std::string_view name) {
  const Row* total = total_of(funds);
  return {fmt::format("/funds/{}/{}", total - funds.data(), name), "资金总额", "the funds' total", &*(total->*column)};
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
      Parts parts;
      parts.add(fmt::format("/tasks/{}/fiscal", i), "财政拨款", "fiscal", *task.fiscal);
      parts.add(fmt::format("/tasks/{}/other", i), "其他资金", "other", *task.other);
      check.sum(fmt::format("任务“{}”", task.name), fmt::format("the task \"{}\"", task.name), *task.total, fmt::format("/tasks/{}/total", i), parts);
    }
  }
  const TargetFund* total = total_of(record.funds);
  if (check.agrees() && !record.tasks.empty() && total != nullptr && total->amount) {
    check.at_most("年度主要任务", "tasks", total_part(record.funds, &TargetFund::amount, "amount"), "/tasks", tasks);
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
  if (total->adjusted) check.at_most("年度主要任务预算数", "tasks", total_part(record.funds, &Fund::adjusted, "adjusted"), "/tasks", budgeted);
  if (total->executed) check.at_most("年度主要任务执行数", "tasks", total_part(record.funds, &Fund::executed, "executed"), "/tasks", executed);
  return check.agrees();
}

bool funds_agree(const RuleContext& context, const Budget& record, Diagnostics& diagnostics) {
  FundCheck check(context, record, diagnostics);
  check_parts(check, record.basic, record.projects, record.total, "/total", "部门预算（基本支出 + 项目支出）");
  if (!both_say(record, record.total)) check_shares(check, record.by_type, record.total, "/total", "部门预算（按四本预算）");
  return check.agrees();
}

bool funds_agree(const RuleContext& context, const FinalAccounts& record, Diagnostics& diagnostics) {
  FundCheck check(context, record, diagnostics);
  check_parts(check, record.basic, record.projects, record.executed, "/executed", "部门决算（基本支出 + 项目支出）");
  if (!both_say(record, record.executed)) check_shares(check, record.by_type, record.executed, "/executed", "部门决算（按四本预算）");
  return check.agrees();
}

bool funds_agree(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics) {
  FundCheck check(context, record, diagnostics);
  if (record.withheld_funds && record.paid && record.saved) {
    Parts parts;
    parts.add("/funds/paid", "兑现", "paid", *record.paid);
    parts.add("/funds/saved", "节约", "saved", *record.saved);
    check.sum("绩效公用经费（兑现 + 节约）", "paid + saved", *record.withheld_funds, "/funds/withheld", parts);
  }
  return check.agrees();
}

}  // namespace disclose
