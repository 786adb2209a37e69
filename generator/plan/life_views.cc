#include "plan/life_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "exact/score.h"
#include "plan/facts.h"
#include "plan/parts.h"
#include "plan/stages.h"

namespace disclose {

View uses_view(const PlanContext& context, const Refs<ResultUse>& uses) {
  View list{View::List{}};
  Refs<ResultUse> ordered = uses;  // those with an amount first
  std::ranges::stable_partition(ordered, [](const ResultUse* use) { return use->amount.has_value(); });
  for (const ResultUse* use : ordered) {
    std::string who = use->affects_year ? fmt::format("作用于{}年度", *use->affects_year) : std::string();
    if (!use->approval.number.empty()) who += fmt::format("{}{}", who.empty() ? "" : " · ", use->approval.number);
    list.push(View::map({{"form", chinese_name_of(use->form)},
                         {"amount", use->amount ? print(*use->amount) : std::string()},
                         {"text", use->text},
                         {"who", std::move(who)},
                         {"url", link_to(record_url(context.registry, *use))}}));
  }
  return list;
}

namespace {

const Rectification* answer_to(const FinanceEvaluation& evaluation, Text finding, const Refs<Rectification>& rectifications) {
  const Rectification* general = nullptr;
  for (const Rectification* record : rectifications) {
    if (record->of != evaluation.id) continue;
    if (record->finding == finding) return record;
    if (record->finding.empty()) general = record;
  }
  return general;
}

View deduction_row(const Finding& finding, const Rectification* answer, const std::string& url, const Decimal& most) {
  std::string note;
  if (answer != nullptr) {
    note = std::string(answer->measures);
    if (answer->completed) {
      note += fmt::format("{}{}", note.empty() ? "" : "，", print(*answer->completed));
    } else if (answer->deadline) {
      note += fmt::format("{}期限{}", note.empty() ? "" : "，", answer->deadline->written);
    }
  }
  const bool stated = answer != nullptr && answer->state;
  const bool done = stated && *answer->state == Rectification::State::done;
  return View::map({{"text", finding.text},
                    {"category", finding.category},
                    {"page", finding.page},
                    {"url", url},
                    {"amount", finding.amount ? print(*finding.amount) : std::string()},
                    {"deduction", finding.deduction ? text_of(finding.deduction) : std::string()},
                    {"w", finding.deduction ? share(finding.deduction->decimal(), most) : std::string()},
                    {"state", done ? "ok" : answer != nullptr && is_late(*answer) ? "bad" : stated ? "mid" : "na"},
                    {"text_state", stated ? chinese_name_of(*answer->state) : std::string_view("整改情况未公开")},
                    {"note", unbroken(note)}});
}

}  // namespace

View deductions_view(const PlanContext& context, const FinanceEvaluation& evaluation, const Refs<Rectification>& rectifications) {
  if (evaluation.findings.empty()) return View();
  const std::string url = link_to(record_url(context.registry, evaluation));
  std::vector<const Finding*> findings;
  Decimal total;
  Decimal most;
  for (const Finding& finding : evaluation.findings) {
    findings.push_back(&finding);
    if (!finding.deduction) continue;
    total += finding.deduction->decimal();
    most = std::max(most, finding.deduction->decimal());
  }
  const bool all = std::ranges::all_of(findings, [](const Finding* finding) { return finding->deduction.has_value(); });
  std::ranges::stable_sort(findings, [](const Finding* a, const Finding* b) {
    return a->deduction && (!b->deduction || a->deduction->decimal() > b->deduction->decimal());
  });
  View rows{View::List{}};
  for (const Finding* finding : findings) rows.push(deduction_row(*finding, answer_to(evaluation, finding->id, rectifications), url, most));
  Decimal full;
  for (const Dimension& dimension : evaluation.dimensions) {
    if (dimension.full) full += dimension.full->decimal();
  }
  if (full.is_zero()) full = Decimal(100);
  const bool adds_up = all && evaluation.score && full - evaluation.score->decimal() == total;
  Refs<Rectification> of;
  for (const Rectification* record : rectifications) {
    if (record->of == evaluation.id) of.push_back(record);
  }
  return View::map({{"rows", std::move(rows)},
                    {"total", all ? print_score(total) : std::string()},
                    {"of", adds_up ? fmt::format("{} − {}", full.to_string(), text_of(evaluation.score)) : std::string()},
                    {"count", evaluation.findings.size()},
                    {"progress", of.empty() ? std::string() : progress_of(of)}});
}

View record_rows(const PlanContext& context, const std::vector<const Record*>& records) {
  View rows{View::List{}};
  for (const Record* record : records) {
    const std::string url = has_own_page(record->kind) ? link_to(record_url(context.registry, *record)) : std::string();
    rows.push(View::map({{"title", title_of(context.registry, *record)},
                         {"kind", chinese_name_of(record->kind)},
                         {"url", url},
                         {"number", record->approval.number},
                         {"approved", text_of(record->approval.date)},
                         {"published", record->published ? print(record->published->date) : std::string()}}));
  }
  return rows;
}

View withheld_grounds(const std::vector<const Record*>& records) {
  View list{View::List{}};
  std::set<Text> seen;
  for (const Record* record : records) {
    for (const Withheld& withheld : record->withheld) {
      if (seen.insert(withheld.basis).second) list.push(withheld.basis);
    }
  }
  return list;
}

View documents_of(const std::vector<const Record*>& records) {
  View list{View::List{}};
  std::set<std::pair<Text, Text>> seen;
  for (const Record* record : records) {
    const View documents = documents_view(*record);
    for (std::size_t i = 0; i < record->documents.size(); ++i) {
      const Document& document = record->documents[i];
      if (seen.insert({document.title, document.path.empty() ? document.url : document.path}).second) list.push((*documents.list())[i]);
    }
  }
  return list;
}

View sources_of(const std::vector<const Record*>& records) {
  View list{View::List{}};
  std::set<std::tuple<Text, Text, Text>> seen;
  for (const Record* record : records) {
    const View sources = sources_view(*record);
    for (std::size_t i = 0; i < record->sources.size(); ++i) {
      const SourceNote& source = record->sources[i];
      if (seen.insert({source.title, source.page, source.cell}).second) list.push((*sources.list())[i]);
    }
  }
  return list;
}

}  // namespace disclose
