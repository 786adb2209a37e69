#include "plan/search_pages.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <mutex>

#include "base/text.h"
#include "plan/parts.h"
#include "plan/search_index.h"

namespace disclose {

namespace {

// A line is about 120 bytes; a page of them stays below 80 KB.
constexpr std::size_t kLinesPerPage = 500;
constexpr std::size_t kFindingCharacters = 80;

/// Some units of a year, with their projects: what one page lists.
struct Part {
  const YearBook* book = nullptr;
  std::size_t first = 0;  ///< in book->units
  std::size_t last = 0;   ///< one past
  std::string url;        ///< "search/2024/", "search/2024/part-2/"
};

View line(std::string title, std::string url, std::string note = {}) {
  return View::map({{"title", std::move(title)}, {"url", url.empty() ? std::move(url) : link_to(url)}, {"note", std::move(note)}});
}

void section(View& sections, std::string id, std::string title, View lines) {
  if (lines.list() == nullptr || lines.list()->empty()) return;
  sections.push(View::map({{"id", std::move(id)}, {"title", std::move(title)}, {"lines", std::move(lines)}}));
}

// The records of a project's or unit's year that have pages of their own, by their stage.
template <class Life>
View stages(const Registry& registry, const Life& life, Year year) {
  View links{View::List{}};
  const auto add = [&](const auto& list, std::string_view name) {
    for (const auto* record : list) {
      if (record->year == year) links.push(View::map({{"title", name}, {"url", link_to(record_url(registry, *record))}}));
    }
  };
  add(life.targets, "目标");
  add(life.monitorings, "监控");
  add(life.self_evaluations, "自评");
  add(life.finance_evaluations, "评价");
  return links;
}

View unit_groups(const Registry& registry, const Part& part) {
  View groups{View::List{}};
  for (std::size_t i = part.first; i < part.last; ++i) {
    const UnitYear& unit = part.book->units[i];
    View rows{View::List{}};
    View own = stages(registry, unit, part.book->year);
    if (!own.list()->empty()) {
      rows.push(View::map({{"title", "部门整体支出"}, {"url", link_to(unit_year_url(*unit.unit, unit.year))}, {"stages", std::move(own)}}));
    }
    for (const ProjectLife* life : unit.projects) {
      if (life->project->year != unit.year) continue;
      rows.push(View::map({{"title", life->project->name},
                           {"url", link_to(project_year_url(*life->project))},
                           {"stages", stages(registry, *life, unit.year)}}));
    }
    if (!rows.list()->empty()) groups.push(View::map({{"unit", unit.unit->name}, {"rows", std::move(rows)}}));
  }
  return groups;
}

template <class T>
View record_lines(const Registry& registry, const Refs<T>& records) {
  View lines{View::List{}};
  for (const T* record : records) lines.push(line(title_of(registry, *record), record_url(registry, *record)));
  return lines;
}

View finding_lines(const Registry& registry, const YearBook& book) {
  View lines{View::List{}};
  for (const FinanceEvaluation* evaluation : book.records.finance_evaluations) {
    for (const Finding& finding : evaluation->findings) {
      lines.push(line(shorten(finding.text, kFindingCharacters), record_url(registry, *evaluation), title_of(registry, *evaluation)));
    }
  }
  return lines;
}

View regulation_lines(const Registry& registry, const YearBook& book) {
  View lines{View::List{}};
  for (const Regulation* regulation : book.records.regulations) {
    lines.push(line(title_of(registry, *regulation), record_url(registry, *regulation), std::string(regulation->number)));
  }
  return lines;
}

// 文号: each once, with the first thing it stands on and how many there are.
View number_lines(const Registry& registry, const YearBook& book) {
  struct Numbered {
    const Record* first = nullptr;
    std::size_t count = 0;
  };
  std::map<Text, Numbered> numbers;
  const auto note = [&](Text number, const Record& record) {
    if (number.empty() || record_url(registry, record).empty()) return;
    Numbered& entry = numbers[number];
    if (entry.first == nullptr) entry.first = &record;
    ++entry.count;
  };
  for_each_record(book.records, [&](const auto* record) { note(record->approval.number, *record); });
  for (const Regulation* regulation : book.records.regulations) note(regulation->number, *regulation);
  View lines{View::List{}};
  for (const auto& [number, entry] : numbers) {
    std::string about = title_of(registry, *entry.first);
    if (entry.count > 1) about += fmt::format("等{}件", entry.count);
    lines.push(line(std::string(number), record_url(registry, *entry.first), std::move(about)));
  }
  return lines;
}

// What a year has besides projects.
View year_sections(const Registry& registry, const YearBook& book) {
  View sections{View::List{}};
  const auto add = [&](std::string_view id, std::string_view title, View lines) {
    section(sections, fmt::format("{}-{}", id, book.year), fmt::format("{}年度{}", book.year, title), std::move(lines));
  };
  const PublishedRecords& records = book.records;
  add("fin", "财政评价", record_lines(registry, records.finance_evaluations));
  add("find", "评价发现的问题", finding_lines(registry, book));
  add("pre", "事前绩效评估", record_lines(registry, records.pre_evaluations));
  add("re", "财政抽查复核", record_lines(registry, records.rechecks));
  add("as", "部门综合评价", record_lines(registry, records.assessments));
  add("reg", "制度文件", regulation_lines(registry, book));
  add("no", "文号", number_lines(registry, book));
  return sections;
}

View year_map(const YearBook& book) {
  View lines{View::List{}};
  lines.push(line("年度目录", year_url(book.year)));
  const auto add = [&](bool present, std::string_view title, std::string_view list) {
    if (present) lines.push(line(std::string(title), list_url(book.year, list)));
  };
  add(!book.records.projects.empty(), "项目", "projects");
  add(!book.records.finance_evaluations.empty(), "财政评价", "finance-evaluations");
  add(!book.records.rectifications.empty(), "整改", "rectifications");
  add(!book.records.result_uses.empty(), "结果应用", "result-uses");
  add(!book.records.assessments.empty(), "部门综合评价", "assessments");
  add(!book.records.figures.empty(), "年度数据", "figures");
  add(!book.records.regulations.empty(), "制度文件", "regulations");
  add(!book.records.indicator_libraries.empty(), "绩效指标库", "indicators");
  add(true, "公开台账", "ledger");
  add(true, "代表参阅", "congress");
  return lines;
}

View unit_lines(const Registry& registry) {
  View lines{View::List{}};
  for (const Unit& unit : registry.units()) {
    std::string note(unit.code);
    if (!unit.short_name.empty() && unit.short_name != unit.name) note += (note.empty() ? "" : " ") + std::string(unit.short_name);
    lines.push(line(std::string(unit.name), unit_url(unit), std::move(note)));
  }
  return lines;
}

View article_lines(const Registry& registry) {
  View lines{View::List{}};
  for (const MarkdownPage* page : registry.pages) {
    lines.push(line(std::string(page->title), page_url(*page), page->published ? print(page->published->date) : std::string()));
  }
  return lines;
}

std::vector<Part> parts_of(const YearBook& book) {
  std::vector<Part> parts(1, Part{.book = &book, .url = fmt::format("search/{}/", book.year)});
  std::size_t lines = 0;
  for (std::size_t i = 0; i < book.units.size(); ++i) {
    const std::size_t more = book.units[i].projects.size() + 1;
    if (lines > 0 && lines + more > kLinesPerPage) {
      parts.push_back({.book = &book, .first = i, .url = fmt::format("search/{}/part-{}/", book.year, parts.size() + 1)});
      lines = 0;
    }
    lines += more;
    parts.back().last = i + 1;
  }
  return parts;
}

std::string part_title(const Part& part, std::size_t count) {
  if (count < 2 || part.first >= part.last) return fmt::format("{}年度", part.book->year);
  const auto& units = part.book->units;
  return fmt::format("{}年度：{}至{}", part.book->year, units[part.first].unit->name, units[part.last - 1].unit->name);
}

// Whether one page holds it all.
bool is_small(const Registry& registry) {
  std::size_t lines = registry.units().size();
  for_each_list(registry.records, [&](const auto& list) { lines += list.size(); });
  return lines <= kLinesPerPage;
}

// What results may be narrowed by; assets/search.js knows them by their ids.
View facets_view() {
  View facets{View::List{}};
  const auto add = [&](std::string_view id, std::string_view title) { facets.push(View::map({{"id", id}, {"title", title}})); };
  add("year", "年度");
  add("kind", "类别");
  add("unit", "单位");
  add("grade", "等级");
  return facets;
}

View search_page(const PlanContext& context) {
  const Registry& registry = context.registry;
  const bool small = is_small(registry);
  View sections{View::List{}};
  section(sections, "units", "单位", unit_lines(registry));
  section(sections, "articles", "报告、通知和说明", article_lines(registry));
  View years{View::List{}};
  View parts{View::List{}};
  for (const auto& [year, book] : registry.years) {
    const std::vector<Part> of_year = parts_of(book);
    View year_view = View::map({{"year", year}, {"map", year_map(book)}, {"sections", View(View::List{})}, {"groups", View(View::List{})}});
    if (small) {
      year_view.set("sections", year_sections(registry, book));
      year_view.set("groups", unit_groups(registry, {.book = &book, .last = book.units.size()}));
    } else {
      for (const Part& part : of_year) parts.push(line(part_title(part, of_year.size()), part.url));
    }
    years.push(std::move(year_view));
  }
  const PageHead head{.title = "查找", .description = "全部单位、项目、报告、评价、问题和文号的目录", .nav = "search", .trail = {}};
  return View::map({{"page", page_view(context, head)},
                    {"search", View::map({{"sections", std::move(sections)}, {"years", std::move(years)}, {"parts", std::move(parts)},
                                           {"facets", facets_view()}, {"step", 20}})}});
}

View part_page(const PlanContext& context, const Part& part, std::size_t count) {
  const std::string title = part_title(part, count) + "目录";
  const PageHead head{.title = title, .description = title, .nav = "search", .year = part.book->year, .trail = {{"查找", "search/"}}};
  View sections{View::List{}};
  if (part.first == 0) sections = year_sections(context.registry, *part.book);
  return View::map({{"page", page_view(context, head)},
                    {"search", View::map({{"year", part.book->year}, {"sections", std::move(sections)}, {"groups", unit_groups(context.registry, part)}})}});
}

}  // namespace

namespace {

// The index is made when the first of its files is drawn, once for all of them.
struct LazyIndex {
  LazyIndex(std::vector<SearchRow> rows, std::vector<std::string> names) : index(std::move(rows), std::move(names)) {}
  const std::string& shard(std::size_t number) {
    std::call_once(once, [this] { shards = index.shards(); });
    return shards.at(number);
  }

  SearchIndex index;
  std::once_flag once;
  std::vector<std::string> shards;
};

void add_index(const PlanContext& context, SitePlan& site_plan) {
  std::vector<std::string> names;
  for (const Unit& unit : context.registry.units()) names.emplace_back(unit.name);
  const auto lazy = std::make_shared<LazyIndex>(search_rows(context.registry), std::move(names));
  site_plan.files.push_back({"search/m.js", [lazy] { return lazy->index.meta(); }});
  for (std::size_t i = 0; i < lazy->index.block_count(); ++i) {
    site_plan.files.push_back({fmt::format("search/r/{}.js", i), [lazy, i] { return lazy->index.block(i); }});
  }
  for (std::size_t i = 0; i < lazy->index.shard_count(); ++i) {
    site_plan.files.push_back({fmt::format("search/i/{}.js", i), [lazy, i] { return lazy->shard(i); }});
  }
}

}  // namespace

void add_search_pages(const PlanContext& context, SitePlan& site_plan) {
  if (context.registry.site().search) add_index(context, site_plan);
  site_plan.pages.push_back({.url = "search/", .page = "html/search.html", .values = [&context] { return search_page(context); }});
  if (is_small(context.registry)) return;
  for (const auto& entry : context.registry.years) {
    const std::vector<Part> parts = parts_of(entry.second);
    for (const Part& part : parts) {
      site_plan.pages.push_back({.url = part.url,
                                 .page = "html/search-part.html",
                                 .values = [&context, part, count = parts.size()] { return part_page(context, part, count); }});
    }
  }
}

}  // namespace disclose
