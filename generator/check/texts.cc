#include "check/texts.h"

#include "model/records.h"

namespace disclose {

namespace {

// Hands on what is stated and not withheld.
class Texts {
 public:
  Texts(const Record* record, const VisitText& visit) : record_(record), visit_(visit) {}

  void at(const TextPlace& place, Text text) const {
    if (text.empty()) return;
    if (record_ != nullptr && !record_->withheld.empty() && withheld_at(*record_, place.pointer()) != nullptr) return;
    visit_(place, text);
  }
  void operator()(std::string_view key, Text text) const { at(TextPlace(key), text); }
  void operator()(std::string_view list, std::size_t i, std::string_view key, Text text) const { at(TextPlace(list, i, key), text); }
  void list(std::string_view key, const std::vector<Text>& texts) const {
    for (std::size_t i = 0; i < texts.size(); ++i) at(TextPlace(key, i), texts[i]);
  }
  void list(std::string_view outer, std::size_t i, std::string_view key, const std::vector<Text>& texts) const {
    for (std::size_t j = 0; j < texts.size(); ++j) at(TextPlace(outer, i, key, j), texts[j]);
  }

 private:
  const Record* record_;
  const VisitText& visit_;
};

// The path is that of the attachment, whose name the public sees.
void visit_common(const Record& record, const Texts& texts) {
  texts("/title", record.title);
  texts("/approval/number", record.approval.number);
  texts("/approval/authority", record.approval.authority);
  for (std::size_t i = 0; i < record.withheld.size(); ++i) texts("/withheld", i, "/basis", record.withheld[i].basis);
  if (record.withdrawn) texts("/withdrawn/reason", record.withdrawn->reason);
  if (record.review) {
    texts("/review/by", record.review->by);
    texts("/review/conclusion", record.review->conclusion);
  }
  for (std::size_t i = 0; i < record.documents.size(); ++i) {
    texts("/documents", i, "/title", record.documents[i].title);
    texts("/documents", i, "/path", record.documents[i].path);
  }
  for (std::size_t i = 0; i < record.sources.size(); ++i) {
    const SourceNote& source = record.sources[i];
    texts("/sources", i, "/title", source.title);
    texts("/sources", i, "/page", source.page);
    texts("/sources", i, "/cell", source.cell);
  }
}

void visit_indicator(const Texts& texts, std::size_t i, const Indicator& indicator) {
  constexpr std::string_view kList = "/indicators";
  texts(kList, i, "/level1", indicator.level1);
  texts(kList, i, "/level2", indicator.level2);
  texts(kList, i, "/name", indicator.name);
  texts(kList, i, "/target", indicator.target);
  texts(kList, i, "/actual", indicator.actual);
  texts(kList, i, "/deviation", indicator.deviation);
  texts(kList, i, "/standard", indicator.standard);
  texts(kList, i, "/note", indicator.note);
  texts(kList, i, "/verified", indicator.verified);
}

void visit_indicators(const Texts& texts, const std::vector<Indicator>& indicators) {
  for (std::size_t i = 0; i < indicators.size(); ++i) visit_indicator(texts, i, indicators[i]);
}

// A source is one of the format's own words or the county's.
template <class Row>
void visit_funds(const Texts& texts, const std::vector<Row>& funds) {
  for (std::size_t i = 0; i < funds.size(); ++i) texts("/funds", i, "/source", funds[i].source);
}

void visit_dimensions(const Texts& texts, const std::vector<Dimension>& dimensions) {
  for (std::size_t i = 0; i < dimensions.size(); ++i) texts("/dimensions", i, "/name", dimensions[i].name);
}

void visit(const Project& record, const Texts& texts) {
  texts("/name", record.name);
  texts("/class", record.category);
  texts("/description", record.description);
}
void visit(const Budget&, const Texts&) {}
void visit(const FinalAccounts&, const Texts&) {}
void visit(const PreEvaluation& record, const Texts& texts) {
  texts("/subject/name", record.subject.name);
  texts("/trigger", record.trigger);
  visit_dimensions(texts, record.dimensions);
  texts("/evaluator/name", record.evaluator);
  texts("/evaluator/method", record.method);
}
void visit(const Target& record, const Texts& texts) {
  texts("/subject/name", record.subject.name);
  visit_funds(texts, record.funds);
  texts("/goal", record.goal);
  texts("/multi_year_goal", record.multi_year_goal);
  for (std::size_t i = 0; i < record.tasks.size(); ++i) {
    texts("/tasks", i, "/name", record.tasks[i].name);
    texts("/tasks", i, "/content", record.tasks[i].content);
  }
  visit_indicators(texts, record.indicators);
}
void visit(const Monitoring& record, const Texts& texts) {
  texts("/subject/name", record.subject.name);
  texts("/period", record.period);
  visit_funds(texts, record.funds);
  for (std::size_t i = 0; i < record.indicators.size(); ++i) {
    visit_indicator(texts, i, record.indicators[i]);
    texts("/indicators", i, "/forecast", record.indicators[i].forecast);
    texts.list("/indicators", i, "/causes", record.indicators[i].causes);
  }
  texts("/conclusion", record.conclusion);
}
void visit(const SelfEvaluation& record, const Texts& texts) {
  texts("/subject/name", record.subject.name);
  visit_funds(texts, record.funds);
  texts("/goal/expected", record.goal_expected);
  texts("/goal/actual", record.goal_actual);
  for (std::size_t i = 0; i < record.tasks.size(); ++i) {
    texts("/tasks", i, "/name", record.tasks[i].name);
    texts("/tasks", i, "/done", record.tasks[i].done);
  }
  visit_indicators(texts, record.indicators);
  texts("/grade", record.grade);
  texts("/problems", record.problems);
  texts("/improvements", record.improvements);
}
void visit(const Recheck& record, const Texts& texts) {
  texts.list("/reasons", record.reasons);
  texts("/opinion", record.opinion);
  for (std::size_t i = 0; i < record.indicators.size(); ++i) {
    texts("/indicators", i, "/name", record.indicators[i].name);
    texts("/indicators", i, "/verified", record.indicators[i].verified);
  }
}
void visit(const FinanceEvaluation& record, const Texts& texts) {
  texts("/subject/name", record.subject.name);
  texts("/evaluator/name", record.evaluator);
  texts("/period", record.period);
  visit_dimensions(texts, record.dimensions);
  visit_indicators(texts, record.indicators);
  texts("/grade", record.grade);
  for (std::size_t i = 0; i < record.findings.size(); ++i) {
    texts("/findings", i, "/category", record.findings[i].category);
    texts("/findings", i, "/text", record.findings[i].text);
    texts("/findings", i, "/page", record.findings[i].page);
  }
  texts.list("/recommendations", record.recommendations);
}
void visit(const Rectification& record, const Texts& texts) {
  texts("/required", record.required);
  texts("/measures", record.measures);
  texts("/evidence", record.evidence);
}
void visit(const ResultUse& record, const Texts& texts) { texts("/text", record.text); }
void visit(const Assessment& record, const Texts& texts) {
  visit_dimensions(texts, record.dimensions);
  texts("/grade", record.grade);
}
void visit(const Disclosure& record, const Texts& texts) { texts("/format", record.format); }
void visit(const Exemption& record, const Texts& texts) {
  texts("/basis", record.basis);
  texts("/approved_by", record.approved_by);
}
void visit(const Regulation& record, const Texts& texts) {
  texts("/number", record.number);
  texts("/issuer", record.issuer);
  texts("/scope", record.scope);
}
void visit(const Figures& record, const Texts& texts) {
  for (std::size_t i = 0; i < record.items.size(); ++i) {
    const FigureItem& item = record.items[i];
    texts("/items", i, "/label", item.label);
    texts.list("/items", i, "/names", item.names);
    texts("/items", i, "/note", item.note);
    texts("/items", i, "/source", item.source);
  }
}
void visit(const IndicatorLibrary& record, const Texts& texts) {
  texts("/industry", record.industry);
  texts.list("/classes", record.classes);
  for (std::size_t i = 0; i < record.entries.size(); ++i) {
    const LibraryEntry& entry = record.entries[i];
    texts("/entries", i, "/level1", entry.level1);
    texts("/entries", i, "/level2", entry.level2);
    texts("/entries", i, "/name", entry.name);
    texts("/entries", i, "/typical_target", entry.typical_target);
    texts("/entries", i, "/unit_of_measure", entry.unit_of_measure);
    texts("/entries", i, "/standard", entry.standard);
  }
}

void visit_kind(const Record& record, const Texts& texts) {
  switch (record.kind) {
    case Kind::project: return visit(static_cast<const Project&>(record), texts);
    case Kind::budget: return visit(static_cast<const Budget&>(record), texts);
    case Kind::final_accounts: return visit(static_cast<const FinalAccounts&>(record), texts);
    case Kind::pre_evaluation: return visit(static_cast<const PreEvaluation&>(record), texts);
    case Kind::target: return visit(static_cast<const Target&>(record), texts);
    case Kind::monitoring: return visit(static_cast<const Monitoring&>(record), texts);
    case Kind::self_evaluation: return visit(static_cast<const SelfEvaluation&>(record), texts);
    case Kind::recheck: return visit(static_cast<const Recheck&>(record), texts);
    case Kind::finance_evaluation: return visit(static_cast<const FinanceEvaluation&>(record), texts);
    case Kind::rectification: return visit(static_cast<const Rectification&>(record), texts);
    case Kind::result_use: return visit(static_cast<const ResultUse&>(record), texts);
    case Kind::assessment: return visit(static_cast<const Assessment&>(record), texts);
    case Kind::disclosure: return visit(static_cast<const Disclosure&>(record), texts);
    case Kind::exemption: return visit(static_cast<const Exemption&>(record), texts);
    case Kind::regulation: return visit(static_cast<const Regulation&>(record), texts);
    case Kind::figures: return visit(static_cast<const Figures&>(record), texts);
    case Kind::indicator_library: return visit(static_cast<const IndicatorLibrary&>(record), texts);
  }
}

}  // namespace

std::string TextPlace::pointer() const {
  std::string pointer(list_);
  if (index_ != kNone) pointer += "/" + std::to_string(index_);
  pointer += key_;
  if (inner_ != kNone) pointer += "/" + std::to_string(inner_);
  pointer += inner_key_;
  return pointer;
}

void for_each_text(const Record& record, const VisitText& visit) {
  const Texts texts(&record, visit);
  visit_common(record, texts);
  visit_kind(record, texts);
}

void for_each_text(const MarkdownPage& page, const VisitText& visit) {
  const Texts texts(&page, visit);
  visit_common(page, texts);
  texts("/issued/by", page.issued_by);
  texts("/summary", page.summary);
}

void for_each_text(const Unit& unit, const VisitText& visit) {
  const Texts texts(nullptr, visit);
  texts("/name", unit.name);
  texts("/short_name", unit.short_name);
  texts("/office", unit.office);
  texts("/function", unit.function);
}

void for_each_text(const Site& site, const VisitText& visit) {
  const Texts texts(nullptr, visit);
  texts("/title", site.title);
  texts("/jurisdiction/name", site.jurisdiction.name);
  texts("/jurisdiction/parent", site.jurisdiction.parent);
  texts("/publisher/name", site.publisher.name);
  texts("/publisher/office", site.publisher.office);
  texts("/publisher/address", site.publisher.address);
  texts("/publisher/phone", site.publisher.phone);
  texts("/publisher/email", site.publisher.email);
  texts("/portal/site_name", site.portal.site_name);
  texts("/portal/icp", site.portal.icp);
  texts("/portal/police_record", site.portal.police_record);
  texts("/portal/column_name", site.portal.column_name);
  texts("/portal/column_type", site.portal.column_type);
  texts("/portal/column_description", site.portal.column_description);
  texts.list("/portal/column_keywords", site.portal.column_keywords);
  for (std::size_t i = 0; i < site.portal.breadcrumb.size(); ++i) texts("/portal/breadcrumb", i, "/title", site.portal.breadcrumb[i].title);
  for (std::size_t i = 0; i < site.grade_schemes.size(); ++i) {
    const GradeScheme& scheme = site.grade_schemes[i];
    texts("/grade_schemes", i, "/name", scheme.name);
    texts("/grade_schemes", i, "/basis", scheme.basis);
    for (std::size_t j = 0; j < scheme.grades.size(); ++j) {
      texts.at(TextPlace("/grade_schemes", i, "/grades", j, "/name"), scheme.grades[j].name);
    }
  }
  for (std::size_t i = 0; i < site.scoring.bands.size(); ++i) texts("/scoring/qualitative_bands", i, "/text", site.scoring.bands[i].text);
  for (std::size_t i = 0; i < site.weights.size(); ++i) texts("/weights", i, "/name", site.weights[i].name);
  for (std::size_t i = 0; i < site.rules.size(); ++i) texts("/rules", i, "/text", site.rules[i].text);
  for (const SeverityChange& change : site.severity) {
    const std::string key = "/severity/" + std::string(name_of(change.code)) + "/reason";
    texts(key, change.reason);
  }
}

void for_each_notice_text(const Record& record, const VisitText& visit) {
  const Texts texts(&record, visit);
  if (record.withdrawn) texts("/withdrawn/reason", record.withdrawn->reason);
}

}  // namespace disclose
