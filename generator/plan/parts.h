#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/view.h"
#include "plan/links.h"
#include "plan/plan.h"

namespace disclose {

// Pieces of views that many pages share. Keys are listed in templates/README.md.

/// What a page says of itself, for its <head>, breadcrumb and navigation.
struct PageHead {
  std::string title;                       ///< the visible h1
  std::string description;                 ///< under 100 characters, for <meta> and search results
  std::string_view nav;                    ///< which item of the navigation is current: "units", …
  std::optional<Year> year;                ///< the fiscal year it belongs to
  std::vector<std::pair<std::string, std::string>> trail;  ///< breadcrumb: title and URL, without home and itself
  const Record* record = nullptr;          ///< an article: dates, source and header block come from it
};

/// {title, description, nav, year, trail: [{title, url}], record?: header_block(), pub_date?, day?}
View page_view(const PlanContext& context, const PageHead& head);

/// The 信息公开 header block of a record: {publisher, number, published, approved, authority, review?, valid}
View header_block(const PlanContext& context, const Record& record);

/// {title, url}: a link to the page a record has or stands on.
View link_view(const Registry& registry, const Record& record);
/// {id, name, short_name, code, level, url}: a unit, with its page of `year` when it has one.
View unit_link(const Registry& registry, Text unit, std::optional<Year> year);
/// The title of a record as readers see it: its own, or derived from kind, subject and year.
std::string title_of(const Registry& registry, const Record& record);
/// The unit's name for prose: its short name, else its name.
std::string short_name_of(const Registry& registry, Text unit);

/// [{title, url, date?}]: the attachments of a record.
View documents_view(const Record& record);
/// [{title, url}]: report.pdf, where PDFs are made, and data.json beside the page at `url`.
View files_beside(const PlanContext& context, const std::string& url);
/// [{title, url?, page?, cell?}]: where its figures come from.
View sources_view(const Record& record);

/// A value or the reason why it is not there: {text} or {withheld: basis} or {absent: 未公开|未注明}.
/// `key` is the JSON pointer of the value below the record.
View stated(const Record& record, std::string_view key, std::string text, std::string_view absent = "未公开");

/// "2,318.60万元" of an optional amount; "" when absent.
std::string text_of(const std::optional<StatedMoney>& money);
/// "96.50" of optional points; "" when absent.
std::string text_of(const std::optional<Points>& points);
/// "2025-09-12 09:00" of an optional time; "" when absent.
std::string text_of(const std::optional<DateTime>& time);
std::string text_of(const std::optional<Date>& date);

/// The narrative of a record, rendered: {html, outline: [{level, text, anchor}]}; nothing when it has
/// none. `top_heading` is the level of its highest headings.
View narrative_view(const PlanContext& context, const Record& record, std::string_view title, int top_heading = 2);
/// The same of a page, whose signature (署名、成文日期) stands below it once.
View narrative_view(const PlanContext& context, const MarkdownPage& page);

/// A sentence of a page, its numbers never parted from their measure words at the end of a line.
View unbroken(std::string_view text);

/// Part of a whole as a percentage for SVG geometry: "37.5%"; 0..100, "0%" when whole is zero.
std::string share(const Decimal& part, const Decimal& whole);

}  // namespace disclose
