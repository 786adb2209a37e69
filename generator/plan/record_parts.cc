#include "plan/record_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace disclose {

namespace {

std::string_view list_title(std::string_view list) {
  if (list == "finance-evaluations") return "财政评价";
  if (list == "assessments") return "部门综合评价";
  return {};
}

// 公开主体：《标题》，日期，永久网址. The address follows in the template.
std::string citation(std::string_view publisher, std::string_view title, const std::optional<DateTime>& published) {
  const std::string by = publisher.empty() ? std::string() : fmt::format("{}：", publisher);
  const std::string date = published ? fmt::format("{}，", print_chinese(published->date)) : std::string();
  return fmt::format("{}《{}》，{}", by, title, date);
}

View withheld_view(const Record& record) {
  std::vector<Text> bases;
  for (const Withheld& withheld : record.withheld) {
    if (std::ranges::find(bases, withheld.basis) == bases.end()) bases.push_back(withheld.basis);
  }
  View list{View::List{}};
  if (record.secrecy != Secrecy::partial) return list;
  for (const Text basis : bases) list.push(basis);
  return list;
}

}  // namespace

View facts_view(const std::vector<Fact>& facts) {
  View list{View::List{}};
  for (const Fact& fact : facts) {
    list.push(View::map({{"label", fact.label}, {"value", fact.value}, {"url", fact.url}, {"note", fact.note}}));
  }
  return list;
}

const Project* project_of(const Registry& registry, const Subject& subject, const Record& record) {
  if (subject.type != Subject::Type::project || subject.id.empty()) return nullptr;
  return registry.project(subject.id, record.year);
}

View project_link(const Project* project) {
  if (project == nullptr) return View();
  return View::map({{"title", project->name}, {"url", link_to(project_year_url(*project))}});
}

void set_record_values(const RecordContext& context, const Record& record, const Project* project, const Phrase& say,
                       std::string_view list, View& values) {
  const Registry& registry = context.registry();
  const std::string title = title_of(registry, record);
  const std::string url = record_url(registry, record);
  PageHead head{.title = title,
                .description = say.is_empty() ? title : say.plain(),
                .nav = list.empty() ? (project == nullptr ? "units" : "projects") : list,
                .year = record.year,
                .trail = {{fmt::format("{}年度", record.year), year_url(record.year)}},
                .record = &record};
  const View unit = unit_link(registry, record.unit, record.year);
  if (!list.empty()) {
    head.trail.emplace_back(list_title(list), list_url(record.year, list));
  } else if (const Unit* owner = registry.unit(record.unit)) {
    const YearBook* book = registry.year(record.year);
    const bool in_year = book != nullptr && book->unit(owner->id) != nullptr;
    head.trail.emplace_back(short_name_of(registry, owner->id), in_year ? unit_year_url(*owner, record.year) : unit_url(*owner));
  }
  if (project != nullptr) head.trail.emplace_back(project->name, project_year_url(*project));

  View page = page_view(context.plan, head);
  const View* block = page.find("record");
  const View* publisher = block == nullptr ? nullptr : block->find("publisher");
  values.set("cite", citation(publisher == nullptr ? std::string_view() : publisher->text(), title, record.published));
  values.set("page", std::move(page));
  values.set("say", say.view());
  values.set("unit", unit);
  values.set("project", project_link(project));
  View narrative = narrative_view(context.plan, record, title, 3);
  values.set("toc", toc_view(narrative));
  values.set("narrative", std::move(narrative));
  values.set("documents", documents_view(record));
  values.set("sources", sources_view(record));
  values.set("withheld", withheld_view(record));
  values.set("files", files_beside(context.plan, url));
  const std::optional<Item> item = context.plan.options.sealed ? item_answered(registry, record) : std::nullopt;
  values.set("history", item ? link_to(history_url(record.unit, record.year, *item)) : std::string());
}

View toc_view(const View& narrative) {
  View items{View::List{}};
  const View* outline = narrative.find("outline");
  if (outline == nullptr || outline->list()->size() < 3) return items;
  std::int64_t top = 9;
  for (const View& heading : *outline->list()) top = std::min(top, *heading.find("level")->number());
  View children{View::List{}};
  View current;
  const auto close = [&] {
    if (current.is_nothing()) return;
    current.set("children", std::exchange(children, View(View::List{})));
    items.push(std::exchange(current, View()));
  };
  for (const View& heading : *outline->list()) {
    View entry = View::map({{"id", std::string(heading.find("anchor")->text())}, {"title", std::string(heading.find("text")->text())}});
    const std::int64_t level = *heading.find("level")->number();
    if (level == top || current.is_nothing()) {
      close();
      current = std::move(entry);
    } else if (level == top + 1) {
      children.push(std::move(entry));
    }
  }
  close();
  return items;
}

View paragraphs_view(Text text) {
  View list{View::List{}};
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const Text line = trim(text.substr(start, end - start));
    if (!line.empty()) list.push(line);
    start = end + 1;
  }
  return list;
}

}  // namespace disclose
