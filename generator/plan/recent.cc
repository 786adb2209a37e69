#include "plan/recent.h"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <tuple>

#include "plan/parts.h"

namespace disclose {

namespace {

struct Group {
  const Record* first = nullptr;
  const MarkdownPage* page = nullptr;
  int count = 0;
};

// Newest day first; on a day pages before records, then in the order of kinds and years.
using Key = std::tuple<Date, int, Year, Text>;

std::string_view list_of(Kind kind) {
  switch (kind) {
    case Kind::finance_evaluation: return "finance-evaluations";
    case Kind::rectification: return "rectifications";
    case Kind::result_use: return "result-uses";
    case Kind::assessment: return "assessments";
    case Kind::figures: return "figures";
    case Kind::regulation: return "regulations";
    case Kind::indicator_library: return "indicators";
    case Kind::project:
    case Kind::target:
    case Kind::monitoring:
    case Kind::self_evaluation:
    case Kind::recheck:
    case Kind::pre_evaluation: return "projects";
    case Kind::budget:
    case Kind::final_accounts:
    case Kind::disclosure:
    case Kind::exemption: return "ledger";
  }
  return {};
}

std::string group_url(const Group& group, const Registry& registry) {
  const Record& record = *group.first;
  if (group.count == 1) return record_url(registry, record);
  const YearBook* book = registry.year(record.year);
  const std::string_view list = list_of(record.kind);
  if (list == "projects" && (book == nullptr || book->records.projects.empty())) return year_url(record.year);
  return list_url(record.year, list);
}

}  // namespace

View recent_publications(const PlanContext& context, std::size_t limit) {
  const Registry& registry = context.registry;
  std::map<Key, Group, std::greater<>> groups;
  for_each_list(registry.records, [&](const auto& list) {
    for (const Record* record : list) {
      if (!record->published) continue;
      Group& group = groups[{record->published->date, -1 - static_cast<int>(record->kind), record->year, Text()}];
      if (group.first == nullptr) group.first = record;
      ++group.count;
    }
  });
  for (const MarkdownPage* page : registry.pages) {
    if (!page->published || page->page_kind == PageKind::page) continue;
    groups[{page->published->date, 0, page->year, page->id}] = {page, page, 1};
  }
  View list{View::List{}};
  for (const auto& [key, group] : groups) {
    if (list.list()->size() == limit) break;
    const std::string url = group.page != nullptr ? page_url(*group.page) : group_url(group, registry);
    const std::string title = group.page != nullptr ? std::string(group.page->title)
                              : group.count == 1
                                  ? title_of(registry, *group.first)
                                  : fmt::format("{}年度{}（{}份）", group.first->year, chinese_name_of(group.first->kind), group.count);
    list.push(View::map({{"date", print(std::get<0>(key))}, {"title", title}, {"url", url.empty() ? url : link_to(url)}}));
  }
  return list;
}

}  // namespace disclose
