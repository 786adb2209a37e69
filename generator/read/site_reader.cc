#include "read/site_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "read/kind_readers.h"
#include "read/record_reader.h"

namespace disclose {

namespace {

constexpr std::array<std::pair<std::string_view, Form>, 4> kForms = {{
    {"project_target", Form::project_target},
    {"unit_target", Form::unit_target},
    {"project_self_evaluation", Form::project_self_evaluation},
    {"unit_self_evaluation", Form::unit_self_evaluation},
}};
constexpr std::array<std::pair<std::string_view, Column>, 8> kColumns = {{
    {"level1", Column::level1},
    {"level2", Column::level2},
    {"name", Column::name},
    {"target", Column::target},
    {"actual", Column::actual},
    {"weight", Column::weight},
    {"score", Column::score},
    {"deviation", Column::deviation},
}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kCalendars = {{{"calendar", false}, {"working", true}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kLayouts = {{{"report", false}, {"gbt9704", true}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kLanguages = {{{"zh-CN", false}, {"en", true}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kLevels = {{
    {"province", "province"}, {"prefecture", "prefecture"}, {"county", "county"}, {"township", "township"}, {"unit", "unit"},
}};

std::vector<std::pair<std::string_view, Kind>> kind_words() {
  std::vector<std::pair<std::string_view, Kind>> words;
  for (int i = 0; i < kKindCount; ++i) words.emplace_back(name_of(static_cast<Kind>(i)), static_cast<Kind>(i));
  return words;
}

bool all_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void read_identity(ObjectReader& reader, Site& site) {
  if (!reader.integer("format", 1, 1) && !reader.has("format")) reader.missing("format");
  site.title = reader.required_text("title");
  if (!reader.has("jurisdiction")) reader.missing("jurisdiction");
  reader.object("jurisdiction", [&](ObjectReader& item) {
    site.jurisdiction = {.name = item.required_text("name"),
                         .code = item.required_text("code"),
                         .level = item.word<std::string_view>("level", kLevels).value_or(""),
                         .parent = item.text("parent")};
    if (!item.has("level")) item.missing("level");
    if (!site.jurisdiction.code.empty() && !all_digits(site.jurisdiction.code, 6)) {
      item.problem(*item.value().find("code"), "/code",
                   {fmt::format("行政区划代码“{}”不是 6 位数字", site.jurisdiction.code),
                    fmt::format("the division code \"{}\" is not 6 digits", site.jurisdiction.code)},
                   {"写 6 位行政区划代码，如 \"532329\"", "write the 6 digits, such as \"532329\""});
    }
  });
  if (!reader.has("publisher")) reader.missing("publisher");
  reader.object("publisher", [&](ObjectReader& item) {
    site.publisher = {.name = item.required_text("name"),
                      .office = item.text("office"),
                      .address = item.text("address"),
                      .phone = item.text("phone"),
                      .email = item.text("email")};
  });
  site.base_url = reader.url("base_url");
  if (!reader.has("base_url")) reader.missing("base_url");
}

void read_portal(ObjectReader& reader, Site& site) {
  reader.object("portal", [&](ObjectReader& item) {
    Portal& portal = site.portal;
    portal = {.site_name = item.text("site_name"),
              .site_domain = item.text("site_domain"),
              .site_id = item.text("site_id"),
              .icp = item.text("icp"),
              .police_record = item.text("police_record"),
              .column_name = item.text("column_name"),
              .column_type = item.text("column_type"),
              .column_description = item.text("column_description"),
              .column_keywords = item.texts("column_keywords"),
              .breadcrumb = {}};
    item.objects("breadcrumb", [&](ObjectReader& crumb) {
      portal.breadcrumb.push_back({crumb.required_text("title"), crumb.url("url")});
      if (!crumb.has("url")) crumb.missing("url");
    });
    if (!portal.site_id.empty() && !all_digits(portal.site_id, 10)) {
      item.problem(*item.value().find("site_id"), "/site_id",
                   {fmt::format("网站标识码“{}”不是 10 位数字", portal.site_id),
                    fmt::format("the site id \"{}\" is not 10 digits", portal.site_id)},
                   {"写 10 位政府网站标识码", "write the 10 digits of the government site id"});
      portal.site_id = {};
    }
  });
}

// A list of years, each an integer. nullopt when it is absent or a part of it cannot be read: half a
// list would hide what belongs to the other half.
std::optional<std::vector<Year>> read_years(ObjectReader& reader, std::string_view key) {
  const Value* list = reader.take(key);
  if (list == nullptr) return std::nullopt;
  if (list->kind != Value::Kind::array) {
    reader.problem(*list, "/" + std::string(key), {"此处应为年度的列表", "expected a list of years"}, {"写成 [2023, 2024]", "write [2023, 2024]"});
    return std::nullopt;
  }
  std::vector<Year> years;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const Value& value = list->items[i];
    int number = 0;
    std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
    if (value.kind == Value::Kind::number && value.text.size() == 4 && number >= 1990 && number <= 2100) {
      years.push_back(number);
    } else {
      reader.problem(value, fmt::format("/{}/{}", key, i), {"年度应为 1990 至 2100 的整数", "a year is an integer from 1990 to 2100"},
                     {"写成不加引号的四位年度，如 2024", "write four digits without quotes, such as 2024"});
    }
  }
  if (years.size() != list->items.size()) return std::nullopt;
  std::ranges::sort(years);
  years.erase(std::ranges::unique(years).begin(), years.end());
  return years;
}

// What is named twice is owed once.
template <class T>
void remove_doubles(std::vector<T>& list) {
  std::vector<T> once;
  for (const T& each : list) {
    if (std::ranges::find(once, each) == once.end()) once.push_back(each);
  }
  list = std::move(once);
}

void read_schemes(ObjectReader& reader, Site& site) {
  const auto kinds = kind_words();
  reader.objects("grade_schemes", [&](ObjectReader& item) {
    GradeScheme scheme{.id = item.required_id("id"),
                       .name = item.required_text("name"),
                       .basis = item.text("basis"),
                       .applies_to = item.words_of<Kind>("applies_to", kinds),
                       .years = {},
                       .grades = {}};
    scheme.years = read_years(item, "years").value_or(std::vector<Year>());
    bool every_min = true;
    item.objects("grades", [&](ObjectReader& grade) {
      const auto min = grade.points("min");
      if (!min && !grade.has("min")) grade.missing("min");
      every_min = every_min && min.has_value();
      scheme.grades.push_back({grade.required_text("name"), min.value_or(Points{})});
    });
    if (!item.has("grades")) item.missing("grades");
    if (const Value* grades = item.value().find("grades"); grades != nullptr && grades->kind == Value::Kind::array && grades->items.empty()) {
      item.problem(*grades, "/grades", {"等级方案里没有等级", "the scheme has no grades"},
                   {"写出各等级的名称和下限", "write the name and the min of every grade"});
    }
    const bool falling = std::ranges::is_sorted(scheme.grades, std::ranges::greater(), &GradeBand::min) &&
                         std::ranges::adjacent_find(scheme.grades, {}, &GradeBand::min) == scheme.grades.end();
    if (every_min && !falling) {
      item.problem(*item.value().find("grades"), "/grades",
                   {"等级没有按下限从高到低排列", "the grades are not in falling order of min"},
                   {"最好的等级写在最前，下限逐级降低", "write the best grade first, each min lower than the one above"});
    }
    const auto same = std::ranges::find(site.grade_schemes, scheme.id, &GradeScheme::id);
    if (!scheme.id.empty() && same != site.grade_schemes.end()) {
      item.problem(*item.value().find("id"), "/id",
                   {fmt::format("等级方案编号“{}”重复", scheme.id), fmt::format("the scheme id \"{}\" is repeated", scheme.id)},
                   {"换一个编号", "choose another id"});
    }
    site.grade_schemes.push_back(std::move(scheme));
  });
  site.default_scheme = reader.id("default_scheme");
  if (!site.default_scheme.empty() &&
      std::ranges::find(site.grade_schemes, site.default_scheme, &GradeScheme::id) == site.grade_schemes.end()) {
    reader.problem(*reader.value().find("default_scheme"), "/default_scheme",
                   {fmt::format("没有等级方案“{}”", site.default_scheme), fmt::format("there is no grade scheme \"{}\"", site.default_scheme)},
                   {"写 grade_schemes 中的一个编号", "write the id of one of grade_schemes"});
  }
}

Scoring default_scoring() {
  return {.indicator_tolerance = Decimal::scaled(1, 1),
          .total_tolerance = Decimal::scaled(1, 1),
          .explain_over = Decimal(130),
          .review_over = Decimal(120),
          .execution_weight = Decimal(10),
          .bands = {{"达成年度指标", Decimal(80), Decimal(100)},
                    {"部分达成年度指标并具有一定效果", Decimal(60), Decimal(80)},
                    {"未达成年度指标且效果较差", Decimal(0), Decimal(60)}}};
}

void read_scoring(ObjectReader& reader, Site& site) {
  site.scoring = default_scoring();
  reader.object("scoring", [&](ObjectReader& item) {
    Scoring& scoring = site.scoring;
    const auto set_points = [&](std::string_view key, Decimal& to) {
      if (const auto points = item.points(key)) to = points->decimal();
    };
    set_points("indicator_tolerance", scoring.indicator_tolerance);
    set_points("total_tolerance", scoring.total_tolerance);
    set_points("execution_weight", scoring.execution_weight);
    scoring.explain_over = item.percent("explain_over").value_or(scoring.explain_over);
    scoring.review_over = item.percent("review_over").value_or(scoring.review_over);
    if (item.has("qualitative_bands")) scoring.bands.clear();
    item.objects("qualitative_bands", [&](ObjectReader& band) {
      const auto min = band.percent("min");
      const auto max = band.percent("max");
      if (!min && !band.has("min")) band.missing("min");
      if (!max && !band.has("max")) band.missing("max");
      scoring.bands.push_back({band.required_text("text"), min.value_or(Decimal(0)), max.value_or(Decimal(100))});
    });
  });
}

void read_duties(ObjectReader& reader, Site& site) {
  for (int i = 0; i < kItemCount; ++i) site.required.push_back(static_cast<Item>(i));
  if (reader.has("required")) site.required = reader.words_of<Item>("required", item_words());
  remove_doubles(site.required);
  std::vector<std::pair<std::string_view, std::optional<Kind>>> kinds;
  for (const auto& [name, kind] : kind_words()) kinds.emplace_back(name, kind);
  kinds.emplace_back("report", std::nullopt);
  auto owed = reader.words_of<std::optional<Kind>>("required_site", kinds);
  remove_doubles(owed);
  for (const auto& kind : owed) site.required_site.push_back({kind});
  reader.object("units_total", [&](ObjectReader& item) {
    for (const Member& member : item.value().members) {
      int year = 0;
      std::from_chars(member.key.data(), member.key.data() + member.key.size(), year);
      if (!all_digits(member.key, 4) || year < 1990 || year > 2100) continue;  // finish() reports it
      if (const auto count = item.integer(member.key, 0, 1000000)) site.units_total[year] = *count;
    }
  });
  const auto closed = read_years(reader, "closed_years");
  site.closed_years_stated = closed.has_value();
  site.closed_years = closed.value_or(std::vector<Year>());
  const auto years = read_years(reader, "years");
  site.years_stated = years.has_value();
  site.years = years.value_or(std::vector<Year>());
}

void read_deadline(ObjectReader& reader, Site& site) {
  reader.object("deadline", [&](ObjectReader& item) {
    DeadlineRule& rule = site.deadline;
    rule.days = item.integer("days", 0, 3660).value_or(rule.days);
    rule.working = item.word<bool>("calendar", kCalendars).value_or(false);
    rule.shift_holidays = item.boolean("shift_holidays", false);
    rule.other_days = item.integer("other_days", 0, 3660).value_or(rule.other_days);
    const auto read_dates = [&](std::string_view key, std::set<Date>& dates) {
      const Value* list = item.take(key);
      if (list == nullptr) return;
      if (list->kind != Value::Kind::array) {
        item.problem(*list, "/" + std::string(key), {"此处应为日期的列表", "expected a list of dates"}, {"写成 [\"2024-10-01\", …]", "write [\"2024-10-01\", …]"});
      }
      for (std::size_t i = 0; i < list->items.size(); ++i) {
        const Value& value = list->items[i];
        Say problem{"此处应为日期", "expected a date"};
        const auto date = value.kind == Value::Kind::string ? parse_date(value.text, problem) : std::nullopt;
        if (date) {
          dates.insert(*date);
        } else {
          item.problem(value, fmt::format("/{}/{}", key, i), problem, {"写成 \"2024-10-01\" 的样子", "write it like \"2024-10-01\""});
        }
      }
    };
    read_dates("holidays", rule.calendar.holidays);
    read_dates("extra_workdays", rule.calendar.extra_workdays);
  });
}

void read_forms(ObjectReader& reader, Site& site) {
  reader.objects("weights", [&](ObjectReader& item) {
    const auto weight = item.points("weight");
    if (!weight && !item.has("weight")) item.missing("weight");
    site.weights.push_back({item.required_text("name"), weight.value_or(Points{})});
  });
  reader.object("columns", [&](ObjectReader& item) {
    for (const auto& [name, form] : kForms) {
      if (!item.has(name)) continue;
      std::vector<Column> columns = item.words_of<Column>(name, kColumns);
      if (std::ranges::find(columns, Column::name) == columns.end()) columns.push_back(Column::name);
      site.columns[form] = std::move(columns);
    }
  });
  const auto kinds = kind_words();
  reader.objects("rules", [&](ObjectReader& item) {
    LocalRule rule{.id = item.required_id("id"), .text = item.required_text("text"), .value = item.quantity("value")};
    const auto topic = item.word<Kind>("topic", kinds);
    if (!topic && !item.has("topic")) item.missing("topic");
    rule.topic = topic.value_or(Kind::target);
    site.rules.push_back(rule);
  });
}

void read_gate(ObjectReader& reader, Site& site) {
  constexpr std::array<std::pair<std::string_view, std::optional<Severity>>, 3> kSeverities = {{
      {"error", Severity::error}, {"warning", Severity::warning}, {"off", std::nullopt}}};
  std::vector<std::pair<std::string_view, Code>> codes;
  std::vector<std::pair<std::string_view, Code>> leaks;
  for (const Code code : all_codes()) {
    const bool leak = name_of(code).starts_with("leak-") && code != Code::leak_waiver;
    if (leak) leaks.emplace_back(name_of(code), code);
    if (!leak && code != Code::form && code != Code::coverage) codes.emplace_back(name_of(code), code);
  }
  reader.object("severity", [&](ObjectReader& item) {
    for (const auto& [name, code] : codes) {
      item.object(name, [&, code = code](ObjectReader& change) {
        const auto severity = change.word<std::optional<Severity>>("severity", kSeverities);
        if (!severity && !change.has("severity")) change.missing("severity");
        const Text reason = change.required_text("reason");
        if (severity && !reason.empty()) site.severity.push_back({code, *severity, reason});
      });
    }
  });
  int index = 0;
  reader.objects("allow", [&](ObjectReader& item) {
    Waiver waiver;
    const auto rule = item.word<Code>("rule", leaks);
    if (!rule && !item.has("rule")) item.missing("rule");
    waiver.rule = rule.value_or(Code::leak_id);
    waiver.record = item.id("record");
    waiver.path = item.text("path");
    if (item.has("record") == item.has("path")) {
      item.problem(item.value(), "", {"放行要写 record 或 path 之一", "a waiver names either a record or a path"},
                   {"写所放行的记录编号，或附件路径", "name the record, or the attachment's path"});
    }
    waiver.match_sha256 = item.required_text("match_sha256");
    waiver.reason = item.required_text("reason");
    waiver.by = item.texts("by");
    if (!item.has("by")) item.missing("by");
    const auto date = item.date("date");
    const auto expires = item.date("expires");
    if (!date && !item.has("date")) item.missing("date");
    if (!expires && !item.has("expires")) item.missing("expires");
    waiver.date = date.value_or(Date{});
    waiver.expires = expires.value_or(Date{});
    waiver.index = index++;
    site.allow.push_back(waiver);
  });
}

bool is_colour(std::string_view text) {
  return (text.size() == 7 || text.size() == 4) && text.front() == '#' &&
         std::ranges::all_of(text.substr(1), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

void read_appearance(ObjectReader& reader, Site& site) {
  reader.object("pdf", [&](ObjectReader& item) {
    item.object("fonts", [&](ObjectReader& fonts) {
      site.fonts = {fonts.text("song"), fonts.text("fangsong"), fonts.text("hei"), fonts.text("kai")};
    });
    site.gbt9704 = item.word<bool>("layout", kLayouts).value_or(false);
  });
  reader.object("theme", [&](ObjectReader& item) {
    site.accent = item.text("accent");
    if (!site.accent.empty() && !is_colour(site.accent)) {
      item.problem(*item.value().find("accent"), "/accent",
                   {fmt::format("“{}”不是颜色", site.accent), fmt::format("\"{}\" is no colour", site.accent)},
                   {"写成 #a11d21 的样子", "write it like #a11d21"});
      site.accent = {};
    }
    site.emblem = item.path("emblem");
    site.large_type = item.boolean("large_type", false);
  });
  for (const bool english : reader.words_of<bool>("languages", kLanguages)) site.english = site.english || english;
  site.search = reader.boolean("search", true);
}

}  // namespace

Site read_site(const Value& value, FileContext& context) {
  Site site;
  site.scoring = default_scoring();
  ObjectReader reader(value, "", context);
  if (!reader.is_object()) return site;
  site.origin = origin_of(value, -1, context);
  read_identity(reader, site);
  read_portal(reader, site);
  read_schemes(reader, site);
  read_scoring(reader, site);
  read_duties(reader, site);
  read_deadline(reader, site);
  read_forms(reader, site);
  read_gate(reader, site);
  read_appearance(reader, site);
  reader.finish();
  return site;
}

}  // namespace disclose
