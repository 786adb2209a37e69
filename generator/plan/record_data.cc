// data.json of a record: the same facts as its page, as plain data.
#include <fmt/format.h>

#include <string>
#include <utility>

#include "exact/score.h"
#include "plan/execution.h"
#include "plan/record_pages.h"

namespace disclose {

namespace {

/// Named values of which those that are absent are left out.
class Data {
 public:
  Data& text(std::string_view name, std::string value) {
    if (!value.empty()) view_.set(name, std::move(value));
    return *this;
  }
  Data& text(std::string_view name, Text value) { return text(name, std::string(value)); }

  Data& points(std::string_view name, const std::optional<Points>& value) {
    if (value) view_.set(name, value->decimal().to_string());
    return *this;
  }

  /// {text, number, unit}: as written, and as a plain number in that unit.
  Data& money(std::string_view name, const std::optional<StatedMoney>& value) {
    if (value) view_.set(name, exact(*value));
    return *this;
  }

  Data& amount(std::string_view name, const std::optional<Amount>& value) {
    if (!value) return *this;
    view_.set(name, value->exact ? exact(*value->exact) : View::map({{"text", value->written}}));
    return *this;
  }

  Data& list(std::string_view name, View values) {
    if (values.is_true()) view_.set(name, std::move(values));
    return *this;
  }

  Data& integer(std::string_view name, std::optional<int> value) {
    if (value) view_.set(name, *value);
    return *this;
  }

  View take() { return std::move(view_); }

 private:
  static View exact(const StatedMoney& money) {
    return View::map({{"text", print(money)}, {"number", print_plain(money.value, money.unit, money.decimals)}, {"unit", name_of(money.unit)}});
  }

  View view_{View::Map{}};
};

template <class T, class Make>
View each(const std::vector<T>& items, Make make) {
  View list{View::List{}};
  for (const T& item : items) list.push(make(item));
  return list;
}

View texts(const std::vector<Text>& items) {
  return each(items, [](Text text) { return View(text); });
}

View documents(const RecordContext& context, const Record& record) {
  return each(record.documents, [&](const Document& document) {
    const bool inside = !document.path.empty();
    return Data()
        .text("title", document.title)
        .text("url", inside ? context.plan.options.base_url + attachment_url(document.path) : std::string(document.url))
        .text("date", text_of(document.date))
        .take();
  });
}

View sources(const Record& record) {
  return each(record.sources, [](const SourceNote& source) {
    return Data().text("title", source.title).text("url", source.url).text("page", source.page).text("cell", source.cell).text("sha256", source.sha256).take();
  });
}

Data base_data(const RecordContext& context, const Record& record) {
  const Registry& registry = context.registry();
  Data data;
  data.text("kind", name_of(record.kind)).text("id", record.id).integer("year", record.year);
  data.text("title", title_of(registry, record)).text("url", context.plan.options.base_url + record_url(registry, record));
  if (const Unit* unit = registry.unit(record.unit)) {
    data.list("unit", Data().text("id", unit->id).text("name", unit->name).text("code", unit->code).take());
  }
  const Approval& approval = record.approval;
  data.list("approval", Data().text("number", approval.number).text("authority", approval.authority).text("date", text_of(approval.date)).take());
  data.text("published", text_of(record.published));
  if (record.secrecy == Secrecy::partial) {
    data.list("withheld", each(record.withheld, [](const Withheld& withheld) {
                return View::map({{"pointer", withheld.pointer}, {"basis", withheld.basis}});
              }));
  }
  data.list("documents", documents(context, record)).list("sources", sources(record));
  return data;
}

View subject_data(const RecordContext& context, const Subject& subject, const Record& record) {
  Data data;
  data.text("type", name_of(subject.type)).text("id", subject.id);
  return data.text("name", context.registry().subject_name(subject, record)).take();
}

Data indicator_data(const Indicator& indicator) {
  Data data;
  data.text("level1", indicator.level1).text("level2", indicator.level2).text("name", indicator.name).text("target", indicator.target);
  data.points("weight", indicator.weight).text("actual", indicator.actual).points("score", indicator.score);
  data.text("deviation", indicator.deviation).text("standard", indicator.standard).text("note", indicator.note);
  return data.text("verified", indicator.verified);
}

View indicators_data(const std::vector<Indicator>& indicators) {
  return each(indicators, [](const Indicator& indicator) { return indicator_data(indicator).take(); });
}

View funds_data(const std::vector<Fund>& funds) {
  return each(funds, [](const Fund& fund) {
    Data data;
    data.text("source", fund.source).money("initial", fund.initial).money("adjusted", fund.adjusted).money("executed", fund.executed);
    data.money("forecast", fund.forecast).points("weight", fund.weight).points("score", fund.score);
    if (const auto execution = execution_of(fund)) {
      data.text("execution_rate", execution->percent.to_string(2) + "%").text("execution_base", std::string_view(execution->of_initial ? "initial" : "adjusted"));
    }
    return data.take();
  });
}

View dimensions_data(const std::vector<Dimension>& dimensions) {
  return each(dimensions, [](const Dimension& dimension) {
    return Data().text("name", dimension.name).points("full", dimension.full).points("score", dimension.score).take();
  });
}

std::string_view code_of(PreEvaluation::Conclusion conclusion) {
  switch (conclusion) {
    case PreEvaluation::Conclusion::support: return "support";
    case PreEvaluation::Conclusion::support_adjusted: return "support_adjusted";
    case PreEvaluation::Conclusion::reject: return "reject";
  }
  return {};
}

std::string_view code_of(Likelihood likelihood) {
  switch (likelihood) {
    case Likelihood::certain: return "certain";
    case Likelihood::possible: return "possible";
    case Likelihood::impossible: return "impossible";
  }
  return {};
}

std::string_view code_of(FinanceEvaluation::Method method) {
  switch (method) {
    case FinanceEvaluation::Method::bureau: return "bureau";
    case FinanceEvaluation::Method::third_party: return "third_party";
    case FinanceEvaluation::Method::joint: return "joint";
  }
  return {};
}

std::string_view code_of(Rectification::State state) {
  switch (state) {
    case Rectification::State::not_started: return "not_started";
    case Rectification::State::in_progress: return "in_progress";
    case Rectification::State::done: return "done";
    case Rectification::State::ongoing: return "ongoing";
  }
  return {};
}

View answers_data(const Refs<Rectification>& answers) {
  return each(answers, [](const Rectification* answer) {
    Data data;
    data.text("id", answer->id).text("required", answer->required).text("measures", answer->measures);
    if (answer->deadline) data.text("deadline", answer->deadline->written);
    if (answer->state) data.text("state", code_of(*answer->state));
    return data.text("completed", text_of(answer->completed)).text("evidence", answer->evidence).take();
  });
}

}  // namespace

View record_data(const RecordContext& context, const Target& target) {
  Data data = base_data(context, target);
  data.list("subject", subject_data(context, target.subject, target));
  data.list("funds", each(target.funds, [](const TargetFund& fund) {
              return Data().text("source", fund.source).money("amount", fund.amount).money("multi_year", fund.multi_year).take();
            }));
  data.text("goal", target.goal).text("multi_year_goal", target.multi_year_goal);
  data.list("tasks", each(target.tasks, [](const TargetTask& task) {
              return Data().text("name", task.name).text("content", task.content).money("total", task.total).money("fiscal", task.fiscal).money("other", task.other).take();
            }));
  return data.list("indicators", indicators_data(target.indicators)).take();
}

View record_data(const RecordContext& context, const Monitoring& record) {
  Data data = base_data(context, record);
  data.list("subject", subject_data(context, record.subject, record)).text("period", record.period).list("funds", funds_data(record.funds));
  data.list("indicators", each(record.indicators, [](const MonitoredIndicator& indicator) {
              Data one = indicator_data(indicator);
              one.text("forecast", indicator.forecast).list("causes", texts(indicator.causes));
              if (indicator.likelihood) one.text("likelihood", code_of(*indicator.likelihood));
              return one.take();
            }));
  return data.text("conclusion", record.conclusion).take();
}

View record_data(const RecordContext& context, const SelfEvaluation& record) {
  Data data = base_data(context, record);
  data.list("subject", subject_data(context, record.subject, record)).text("target", record.target).list("funds", funds_data(record.funds));
  data.list("goal", Data().text("expected", record.goal_expected).text("actual", record.goal_actual).take());
  data.list("tasks", each(record.tasks, [](const DoneTask& task) {
              return Data().text("name", task.name).text("done", task.done).money("total", task.total).money("executed", task.executed).take();
            }));
  data.list("indicators", indicators_data(record.indicators)).points("score", record.score).text("grade", record.grade);
  return data.text("problems", record.problems).text("improvements", record.improvements).take();
}

View record_data(const RecordContext& context, const Recheck& record) {
  Data data = base_data(context, record);
  data.text("self_evaluation", record.self_evaluation).points("score", record.score);
  const SelfEvaluation* self = context.registry().self_evaluation(record.self_evaluation);
  if (self != nullptr) data.points("self_score", self->score);
  data.list("reasons", texts(record.reasons)).text("opinion", record.opinion);
  data.list("indicators", each(record.indicators, [](const RecheckedIndicator& indicator) {
              return Data().text("name", indicator.name).text("verified", indicator.verified).points("score", indicator.score).take();
            }));
  return data.take();
}

View record_data(const RecordContext& context, const PreEvaluation& record) {
  Data data = base_data(context, record);
  data.list("subject", subject_data(context, record.subject, record)).text("trigger", record.trigger);
  data.amount("applied", record.applied).amount("assessed", record.assessed).points("score", record.score);
  data.list("dimensions", dimensions_data(record.dimensions));
  if (record.conclusion) data.text("conclusion", code_of(*record.conclusion));
  return data.list("evaluator", Data().text("name", record.evaluator).text("method", record.method).take()).take();
}

View record_data(const RecordContext& context, const FinanceEvaluation& record) {
  Data data = base_data(context, record);
  data.list("subject", subject_data(context, record.subject, record));
  if (record.method) data.text("method", code_of(*record.method));
  data.list("evaluator", Data().text("name", record.evaluator).take());
  data.list("budget_types", each(record.budget_types, [](BudgetType type) { return View(name_of(type)); }));
  data.amount("amount", record.amount).text("period", record.period).list("dimensions", dimensions_data(record.dimensions));
  data.list("indicators", indicators_data(record.indicators)).points("score", record.score).text("grade", record.grade);
  data.list("findings", each(record.findings, [&](const Finding& finding) {
              Data one;
              one.text("id", finding.id).text("category", finding.category).text("text", finding.text).amount("amount", finding.amount);
              one.points("deduction", finding.deduction).text("page", finding.page);
              return one.list("rectifications", answers_data(answers_to(*context.related, record, finding))).take();
            }));
  return data.list("recommendations", texts(record.recommendations)).take();
}

View record_data(const RecordContext& context, const Assessment& record) {
  Data data = base_data(context, record);
  data.list("dimensions", dimensions_data(record.dimensions)).points("score", record.score).text("grade", record.grade);
  data.integer("rank", record.rank);
  Data funds;
  funds.money("base", record.base).money("withheld", record.withheld_funds).money("paid", record.paid).money("saved", record.saved);
  return data.list("funds", funds.take()).take();
}

}  // namespace disclose
