// What follows an evaluation, and what belongs to the county as a whole: rectification, use of
// results, assessment, the disclosure register, regulations, figures, the indicator library.
#include <fmt/format.h>

#include <array>
#include <set>

#include "read/kind_readers.h"

namespace disclose {

namespace {

template <class T>
using Word = std::pair<std::string_view, T>;

constexpr std::array<Word<Rectification::State>, 4> kStates = {{
    {"not_started", Rectification::State::not_started},
    {"in_progress", Rectification::State::in_progress},
    {"done", Rectification::State::done},
    {"ongoing", Rectification::State::ongoing},
}};
constexpr std::array<Word<ResultUse::Form>, 10> kForms = {{
    {"budget_increase", ResultUse::Form::budget_increase},
    {"budget_cut", ResultUse::Form::budget_cut},
    {"budget_basis", ResultUse::Form::budget_basis},
    {"cancelled", ResultUse::Form::cancelled},
    {"priority", ResultUse::Form::priority},
    {"public_funds", ResultUse::Form::public_funds},
    {"recovered", ResultUse::Form::recovered},
    {"assessment_points", ResultUse::Form::assessment_points},
    {"policy_change", ResultUse::Form::policy_change},
    {"reported", ResultUse::Form::reported},
}};
constexpr std::array<Word<Item>, kItemCount> kItems = {{
    {"unit_target", Item::unit_target},
    {"project_targets", Item::project_targets},
    {"budget", Item::budget},
    {"final_accounts", Item::final_accounts},
    {"unit_self_evaluation", Item::unit_self_evaluation},
    {"project_self_evaluations", Item::project_self_evaluations},
}};
constexpr std::array<Word<Exemption::Type>, 6> kExemptionTypes = {{
    {"secret", Exemption::Type::secret},
    {"merged", Exemption::Type::merged},
    {"new_unit", Exemption::Type::new_unit},
    {"abolished", Exemption::Type::abolished},
    {"no_projects", Exemption::Type::no_projects},
    {"other", Exemption::Type::other},
}};
constexpr std::array<Word<FigureCheck::Operation>, 4> kOperations = {{
    {"sum", FigureCheck::Operation::sum},
    {"difference", FigureCheck::Operation::difference},
    {"ratio", FigureCheck::Operation::ratio},
    {"equal", FigureCheck::Operation::equal},
}};
constexpr std::array<Word<bool>, 2> kScopes = {{{"common", false}, {"industry", true}}};

template <class T>
T required_word(ObjectReader& reader, std::string_view key, Words<T> words, T otherwise) {
  const auto found = reader.word<T>(key, words);
  if (!found && !reader.has(key)) reader.missing(key);
  return found.value_or(otherwise);
}

std::vector<FigureItem> read_figure_items(ObjectReader& reader) {
  std::vector<FigureItem> items;
  std::set<Text> ids;
  if (!reader.has("items")) reader.missing("items");
  reader.objects("items", [&](ObjectReader& item) {
    FigureItem& figure = items.emplace_back();
    figure.id = item.required_id("id");
    figure.label = item.required_text("label");
    figure.value = item.quantity("value");
    figure.names = item.texts("names");
    figure.open = item.boolean("open", false);
    figure.note = item.text("note");
    figure.source = item.text("source");
    if (!item.has("value") && figure.names.empty()) item.missing("value");
    if (figure.id.empty() || ids.insert(figure.id).second) return;
    item.problem(*item.value().find("id"), "/id",
                 {fmt::format("数据项编号“{}”在本记录中重复", figure.id),
                  fmt::format("the item id \"{}\" is repeated in this record", figure.id)},
                 {"换一个编号", "choose another id"});
  });
  return items;
}

void require_operands(ObjectReader& reader, const FigureCheck& check) {
  using Operation = FigureCheck::Operation;
  const std::size_t count = check.right.size();
  const bool two = check.operation == Operation::ratio;
  const bool one = check.operation == Operation::equal;
  const bool enough = two ? count == 2 : one ? count == 1 : count >= 1;
  if (!reader.has("right")) {
    reader.missing("right");
  } else if (!enough) {
    reader.problem(*reader.value().find("right"), "/right",
                   {fmt::format("右边写了 {} 项，{}", count, two ? "比率要恰好两项" : one ? "相等要恰好一项" : "至少要一项"),
                    fmt::format("{} on the right, {}", count, two ? "a ratio takes two" : one ? "an equality takes one" : "at least one is needed")},
                   {"改正 right 的列表", "mend the list of right"});
  }
}

std::vector<FigureCheck> read_figure_checks(ObjectReader& reader) {
  std::vector<FigureCheck> checks;
  reader.objects("checks", [&](ObjectReader& item) {
    FigureCheck& check = checks.emplace_back();
    check.left = item.required_text("left");
    check.operation = required_word<FigureCheck::Operation>(item, "op", kOperations, FigureCheck::Operation::equal);
    check.right = item.texts("right");
    check.tolerance = item.decimal("tolerance");
    require_operands(item, check);
  });
  return checks;
}

}  // namespace

Words<Item> item_words() { return kItems; }

void read_rectification(ObjectReader& reader, Rectification& record) {
  record.of = reader.id("of");
  record.finding = reader.id("finding");
  if (!reader.has("of") && reader.has("finding")) reader.missing("of");
  if (record.unit.empty() && reader.has("of") && !reader.has("unit")) reader.missing("unit");
  record.required = reader.required_text("required");
  record.measures = reader.text("measures");
  record.deadline = reader.loose_date("deadline");
  record.state = reader.word<Rectification::State>("state", kStates);
  record.completed = reader.date("completed");
  record.evidence = reader.text("evidence");
}

void read_result_use(ObjectReader& reader, ResultUse& record) {
  record.form = required_word<ResultUse::Form>(reader, "form", kForms, ResultUse::Form::reported);
  record.because = reader.texts("because");
  record.affects_year = reader.year("affects_year");
  record.amount = reader.amount("amount");
  record.units_affected = reader.integer("units_affected", 0, 1000000);
  record.text = reader.required_text("text");
}

void read_assessment(ObjectReader& reader, Assessment& record) {
  reader.objects("dimensions", [&](ObjectReader& item) {
    record.dimensions.push_back({item.required_text("name"), item.points("full"), item.points("score")});
    if (!item.has("score")) item.missing("score");
  });
  record.score = reader.points("score");
  record.grade = reader.text("grade");
  record.rank = reader.integer("rank", 1, 1000000);
  reader.object("funds", [&](ObjectReader& item) {
    record.base = item.money("base");
    record.withheld_funds = item.money("withheld");
    record.paid = item.money("paid");
    record.saved = item.money("saved");
  });
}

void read_disclosure(ObjectReader& reader, Disclosure& record) {
  record.items = reader.words_of<Item>("items", kItems);
  if (!reader.has("items")) reader.missing("items");
  record.url = reader.url("url");
  record.format = reader.text("format");
}

void read_exemption(ObjectReader& reader, Exemption& record) {
  const Value* items = reader.value().find("items");
  if (!reader.has("items")) {
    reader.take("items");
    reader.missing("items");
  } else if (items->kind == Value::Kind::string && items->text == "all") {
    reader.take("items");
    record.all_items = true;
  } else {
    record.items = reader.words_of<Item>("items", kItems);
  }
  record.type = required_word<Exemption::Type>(reader, "type", kExemptionTypes, Exemption::Type::other);
  record.basis = reader.text("basis");
  record.see = reader.id("see");
  record.approved_by = reader.text("approved_by");
  record.date = reader.date("date");
}

void read_regulation(ObjectReader& reader, Regulation& record) {
  if (record.title.empty() && !reader.has("title")) reader.missing("title");
  record.number = reader.text("number");
  record.issuer = reader.text("issuer");
  record.date = reader.loose_date("date");
  record.scope = reader.text("scope");
}

void read_figures(ObjectReader& reader, Figures& record) {
  std::vector<std::pair<std::string_view, std::optional<Kind>>> topics;
  for (int i = 0; i < kKindCount; ++i) {
    topics.emplace_back(name_of(static_cast<Kind>(i)), static_cast<Kind>(i));
  }
  topics.emplace_back("coverage", std::nullopt);
  if (const auto topic = reader.word<std::optional<Kind>>("topic", topics)) {
    record.topic = *topic;
    record.about_coverage = !topic->has_value();
  }
  record.items = read_figure_items(reader);
  record.checks = read_figure_checks(reader);
}

void read_indicator_library(ObjectReader& reader, IndicatorLibrary& record) {
  record.industry_scope = required_word<bool>(reader, "scope", kScopes, false);
  record.industry = reader.text("industry");
  record.classes = reader.texts("classes");
  record.count = reader.quantity("count");
  reader.objects("entries", [&](ObjectReader& item) {
    record.entries.push_back({.level1 = item.required_text("level1"),
                              .level2 = item.text("level2"),
                              .name = item.required_text("name"),
                              .typical_target = item.text("typical_target"),
                              .unit_of_measure = item.text("unit_of_measure"),
                              .standard = item.text("standard")});
  });
}

}  // namespace disclose
