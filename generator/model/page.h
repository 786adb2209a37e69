#pragma once

#include <cstdint>
#include <optional>

#include "exact/date.h"
#include "model/record.h"

namespace disclose {

enum class PageKind : std::uint8_t { report, notice, page };

/// A Markdown file of content/ that is a page of its own. As a Record its `id` is the slug, its
/// `kind` means nothing, and `narrative` is its own path.
struct MarkdownPage : Record {
  PageKind page_kind = PageKind::page;
  bool has_year = false;
  bool has_status = false;  ///< a narrative's front matter need not state one
  Text issued_by;  ///< 署名
  std::optional<Date> issued_date;
  Text summary;
  std::optional<int> order;
};

/// report, notice, page
std::string_view name_of(PageKind kind);

/// The annual report on budget-performance work: `kind: report` without a unit (format.md 5).
inline bool is_annual_report(const MarkdownPage& page) {
  return page.page_kind == PageKind::report && page.unit.empty();
}

}  // namespace disclose
