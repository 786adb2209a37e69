#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "exact/date.h"
#include "exact/deadline.h"
#include "exact/quantity.h"
#include "model/disclosure.h"
#include "model/points.h"
#include "model/record.h"

namespace disclose {

struct Jurisdiction {
  Text name;
  Text code;
  Text level;
  Text parent;
};

struct Publisher {
  Text name;
  Text office;
  Text address;
  Text phone;
  Text email;
};

struct Crumb {
  Text title;
  Text url;
};

/// Meta tags and footer of the portal this site is a column of.
struct Portal {
  Text site_name;
  Text site_domain;
  Text site_id;
  Text icp;
  Text police_record;
  Text column_name;
  Text column_type;
  Text column_description;
  std::vector<Text> column_keywords;
  std::vector<Crumb> breadcrumb;
};

struct GradeBand {
  Text name;
  Points min;
};

/// A grade scheme: best first; a grade holds scores ≥ its min and below the one above.
struct GradeScheme {
  Text id;
  Text name;
  Text basis;
  std::vector<Kind> applies_to;
  std::vector<Year> years;  ///< empty: every year
  std::vector<GradeBand> grades;
};

struct QualitativeBand {
  Text text;
  Decimal min;  ///< percent of the weight, inclusive
  Decimal max;  ///< exclusive but for 100
};

struct Scoring {
  Decimal indicator_tolerance;
  Decimal total_tolerance;
  Decimal explain_over;
  Decimal review_over;
  Decimal execution_weight;
  std::vector<QualitativeBand> bands;
};

struct DeadlineRule {
  int days = 20;
  bool working = false;
  bool shift_holidays = false;
  WorkCalendar calendar;
  int other_days = 20;
};

struct LevelWeight {
  Text name;
  Points weight;
};

/// The official forms whose indicator columns a county may order.
enum class Form : std::uint8_t {
  project_target,
  unit_target,
  project_self_evaluation,
  unit_self_evaluation
};
enum class Column : std::uint8_t {
  level1,
  level2,
  name,
  target,
  actual,
  weight,
  score,
  deviation
};

struct LocalRule {
  Text id;
  Kind topic = Kind::target;
  Text text;
  std::optional<Quantity> value;
};

/// What the publisher itself owes per year: a kind of record, or the annual report.
struct PublisherItem {
  std::optional<Kind> kind;  ///< nullopt: `report`
};

struct SeverityChange {
  Code code = Code::form;
  std::optional<Severity> severity;  ///< nullopt: off
  Text reason;
};

/// A leak-gate waiver (site.json `allow`).
struct Waiver {
  Code rule = Code::leak_id;
  Text record;
  Text path;
  Text match_sha256;
  Text reason;
  std::vector<Text> by;
  Date date;
  Date expires;
  int index = 0;  ///< in `allow`
};

struct PdfFonts {
  Text song;
  Text fangsong;
  Text hei;
  Text kai;
};

/// data/site.json (format.md 3), defaults filled in.
struct Site {
  Text title;
  Jurisdiction jurisdiction;
  Publisher publisher;
  Text base_url;  ///< ends in "/"
  Portal portal;
  std::vector<GradeScheme> grade_schemes;
  Text default_scheme;
  Scoring scoring;
  std::vector<Item> required;
  std::vector<PublisherItem> required_site;
  std::map<Year, int> units_total;
  std::vector<Year> closed_years;
  bool closed_years_stated = false;
  DeadlineRule deadline;
  std::vector<Year> years;  ///< empty until settled from the records
  bool years_stated = false;
  std::vector<LevelWeight> weights;
  std::map<Form, std::vector<Column>> columns;
  std::vector<LocalRule> rules;
  std::vector<SeverityChange> severity;
  std::vector<Waiver> allow;
  PdfFonts fonts;
  bool gbt9704 = false;  ///< `pdf.layout`; otherwise report
  Text accent;           ///< #rrggbb
  Text emblem;           ///< path below content/
  bool large_type = false;
  bool english = false;  ///< `languages` adds "en"
  bool search = true;
  Origin origin;
};

/// The columns of a form in the county's order; all of the form's columns when it names none.
std::vector<Column> columns_of(const Site& site, Form form);

/// The scheme for a record of `kind` and `year`: one whose applies_to names the kind and whose
/// years hold the year, else the default one; nullptr with neither.
const GradeScheme* scheme_for(const Site& site, Kind kind, Year year);

/// The grade a score has in a scheme; nullptr when it is below the lowest band.
const GradeBand* grade_of(const GradeScheme& scheme, Points score);

}  // namespace disclose
