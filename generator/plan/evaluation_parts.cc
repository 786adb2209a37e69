#include "plan/evaluation_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace disclose {

std::string_view state_of(const std::optional<Rectification::State>& state) {
  if (!state) return "na";
  switch (*state) {
    case Rectification::State::not_started: return "bad";
    case Rectification::State::in_progress: return "mid";
    case Rectification::State::done: return "ok";
    case Rectification::State::ongoing: return "mid";
  }
  return "na";
}

View rectification_view(const RecordContext& context, const Rectification& record) {
  const Registry& registry = context.registry();
  const Record* of = record.of.empty() ? nullptr : registry.record(record.of);
  const bool withheld = withheld_at(record, "/state") != nullptr;
  const std::string_view word = withheld ? "依法不予公开" : record.state ? chinese_name_of(*record.state) : std::string_view("整改状态未注明");
  return View::map({{"required", stated(record, "/required", std::string(record.required))},
                    {"measures", stated(record, "/measures", std::string(record.measures))},
                    {"deadline", stated(record, "/deadline", record.deadline ? print_chinese(*record.deadline) : std::string(), "未注明")},
                    {"state", withheld ? std::string_view("na") : state_of(record.state)},
                    {"text", word},
                    {"completed", stated(record, "/completed", text_of(record.completed), "未注明")},
                    {"evidence", stated(record, "/evidence", std::string(record.evidence))},
                    {"late", is_late(record)},
                    {"of", of == nullptr ? View() : link_view(registry, *of)},
                    {"unit", unit_link(registry, record.unit, record.year)},
                    {"published", text_of(record.published)},
                    {"number", record.approval.number},
                    {"documents", documents_view(record)}});
}

View findings_view(const RecordContext& context, const FinanceEvaluation& evaluation) {
  View list{View::List{}};
  for (std::size_t i = 0; i < evaluation.findings.size(); ++i) {
    const Finding& finding = evaluation.findings[i];
    View answers{View::List{}};
    for (const Rectification* answer : answers_to(*context.related, evaluation, finding)) {
      answers.push(rectification_view(context, *answer));
    }
    const auto value = [&](std::string_view key, std::string text, std::string_view absent = "未公开") {
      return stated(evaluation, fmt::format("/findings/{}/{}", i, key), std::move(text), absent);
    };
    list.push(View::map({{"id", finding.id},
                         {"anchor", fmt::format("finding-{}", i + 1)},
                         {"text", value("text", std::string(finding.text))},
                         {"category", finding.category},
                         {"amount", value("amount", finding.amount ? print(*finding.amount) : std::string())},
                         {"deduction", value("deduction", finding.deduction ? "−" + text_of(finding.deduction) : std::string())},
                         {"page", finding.page},
                         {"answers", std::move(answers)}}));
  }
  return list;
}

FindingCounts count_findings(const RecordContext& context, const FinanceEvaluation& evaluation) {
  FindingCounts counts;
  for (const Finding& finding : evaluation.findings) {
    ++counts.all;
    const Refs<Rectification> answers = answers_to(*context.related, evaluation, finding);
    if (answers.empty()) continue;
    ++counts.answered;
    const bool done = std::ranges::all_of(answers, [](const Rectification* answer) { return answer->state == Rectification::State::done; });
    if (done) ++counts.done;
  }
  return counts;
}

View result_use_view(const RecordContext& context, const ResultUse& record) {
  const Registry& registry = context.registry();
  View because{View::List{}};
  for (const Text id : record.because) {
    if (const Record* cause = registry.record(id)) because.push(link_view(registry, *cause));
  }
  return View::map({{"form", chinese_name_of(record.form)},
                    {"text", stated(record, "/text", std::string(record.text))},
                    {"amount", stated(record, "/amount", record.amount ? print(*record.amount) : std::string(), "未注明")},
                    {"affects", stated(record, "/affects_year", record.affects_year ? fmt::format("{}年度", *record.affects_year) : std::string(), "未注明")},
                    {"units_affected", record.units_affected ? fmt::format("{}个单位", *record.units_affected) : std::string()},
                    {"because", std::move(because)},
                    {"unit", unit_link(registry, record.unit, record.year)},
                    {"published", text_of(record.published)},
                    {"number", record.approval.number}});
}

}  // namespace disclose
