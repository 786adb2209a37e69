#include "plan/search_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "plan/parts.h"

namespace disclose {

namespace {

constexpr std::size_t kNoteCharacters = 90;

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : " · ") + std::string(part);
  }
  return text;
}

class Rows {
 public:
  explicit Rows(const Registry& registry) : registry_(registry) {
    for (std::size_t i = 0; i < registry.units().size(); ++i) units_.emplace(registry.units()[i].id, i + 1);
  }

  std::vector<SearchRow> make() {
    for (const Unit& unit : registry_.units()) {
      const std::string_view other = unit.short_name == unit.name ? Text() : unit.short_name;
      rows_.push_back({.kind = Found::unit, .unit = place(unit.id), .title = std::string(unit.name), .url = link_to(unit_url(unit)),
                       .note = joined({unit.code, other}), .more = {}});
    }
    for (const auto& [year, book] : registry_.years) add_year(book);
    for (const MarkdownPage* page : registry_.pages) {
      SearchRow& row = add(Found::article, *page, std::string(page->title), link_to(page_url(*page)));
      row.year = page->has_year ? page->year : 0;
      row.note = joined({page->published ? print(page->published->date) : std::string(), shorten(page->summary, kNoteCharacters)});
    }
    std::ranges::stable_sort(rows_, {}, [](const SearchRow& row) {
      return std::tuple(row.year == 0 ? 0 : 100000 - row.year, row.kind, row.unit, row.grade);
    });
    return std::move(rows_);
  }

 private:
  std::size_t place(Text unit) const {
    const auto found = units_.find(unit);
    return found == units_.end() ? 0 : found->second;
  }

  SearchRow& add(Found kind, const Record& record, std::string title, std::string url) {
    rows_.push_back({.kind = kind, .year = record.year, .unit = place(record.unit), .title = std::move(title), .url = std::move(url),
                     .note = std::string(record.approval.number), .more = {}});
    return rows_.back();
  }

  template <class T>
  SearchRow& own_page(Found kind, const T& record) {
    return add(kind, record, title_of(registry_, record), link_to(record_url(registry_, record)));
  }

  template <class T>
  void scored(Found kind, const Refs<T>& records) {
    for (const T* record : records) {
      SearchRow& row = own_page(kind, *record);
      row.grade = record->grade;
      row.note = joined({record->score ? fmt::format("{}分", text_of(record->score)) : std::string(), record->grade, record->approval.number});
    }
  }

  void add_project(const ProjectLife& life) {
    const Project& project = *life.project;
    SearchRow& row = add(Found::project, project, std::string(project.name), link_to(project_year_url(project)));
    row.note = joined({project.code, shorten(project.description, kNoteCharacters)});
    const auto names = [&](const auto& indicators) {
      for (const auto& indicator : indicators) row.more += (row.more.empty() ? "" : "、") + std::string(indicator.name);
    };
    if (!life.self_evaluations.empty()) {
      names(life.self_evaluations.back()->indicators);
    } else if (!life.targets.empty()) {
      names(life.targets.back()->indicators);
    }
  }

  void add_findings(const FinanceEvaluation& evaluation) {
    for (const Finding& finding : evaluation.findings) {
      SearchRow& row = own_page(Found::finding, evaluation);
      row.note = row.title;
      row.title = finding.text;
      row.grade = evaluation.grade;
    }
  }

  void add_year(const YearBook& book) {
    const PublishedRecords& records = book.records;
    for (const ProjectLife& life : book.projects) {
      if (life.project->year == book.year) add_project(life);
    }
    scored(Found::finance_evaluation, records.finance_evaluations);
    scored(Found::self_evaluation, records.self_evaluations);
    scored(Found::assessment, records.assessments);
    for (const FinanceEvaluation* evaluation : records.finance_evaluations) add_findings(*evaluation);
    for (const Target* record : records.targets) own_page(Found::target, *record);
    for (const Monitoring* record : records.monitorings) own_page(Found::monitoring, *record).note = shorten(record->conclusion, kNoteCharacters);
    for (const Recheck* record : records.rechecks) own_page(Found::recheck, *record).note = shorten(record->opinion, kNoteCharacters);
    for (const PreEvaluation* record : records.pre_evaluations) own_page(Found::pre_evaluation, *record);
    for (const Rectification* record : records.rectifications) {
      own_page(Found::rectification, *record).title = record->required.empty() ? record->measures : record->required;
      rows_.back().note = shorten(record->required.empty() ? Text() : record->measures, kNoteCharacters);
    }
    for (const ResultUse* record : records.result_uses) {
      own_page(Found::result_use, *record).title = record->text;
      rows_.back().note = joined({chinese_name_of(record->form), record->amount ? print(*record->amount) : std::string(), record->approval.number});
    }
    for (const Figures* record : records.figures) {
      for (const FigureItem& item : record->items) {
        own_page(Found::figure, *record).title = item.label;
        rows_.back().note = joined({item.value ? item.value->written : Text(), title_of(registry_, *record)});
      }
    }
    for (const Regulation* record : records.regulations) {
      own_page(Found::regulation, *record).note = joined({record->number, record->issuer});
    }
    for (const IndicatorLibrary* record : records.indicator_libraries) own_page(Found::library, *record);
    // What has no words of its own (a measure withheld) is not to be found by them.
    std::erase_if(rows_, [](const SearchRow& row) { return row.title.empty(); });
  }

  const Registry& registry_;
  std::map<Text, std::size_t> units_;
  std::vector<SearchRow> rows_;
};

}  // namespace

std::string_view chinese_name_of(Found found) {
  switch (found) {
    case Found::unit: return "单位";
    case Found::project: return "项目";
    case Found::finance_evaluation: return "财政评价";
    case Found::finding: return "评价发现的问题";
    case Found::article: return "报告与通知";
    case Found::self_evaluation: return "绩效自评";
    case Found::target: return "绩效目标";
    case Found::monitoring: return "运行监控";
    case Found::recheck: return "财政抽查复核";
    case Found::pre_evaluation: return "事前绩效评估";
    case Found::assessment: return "部门综合评价";
    case Found::rectification: return "整改";
    case Found::result_use: return "结果应用";
    case Found::figure: return "年度数据";
    case Found::regulation: return "制度文件";
    case Found::library: return "绩效指标库";
  }
  return {};
}

std::vector<SearchRow> search_rows(const Registry& registry) { return Rows(registry).make(); }

}  // namespace disclose
