#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "model/page.h"
#include "model/record.h"
#include "model/site.h"
#include "model/unit.h"

namespace disclose {

/// Where a text stands below its record. Its JSON pointer is written only when it is asked for: a
/// county has millions of texts and few findings.
class TextPlace {
 public:
  explicit TextPlace(std::string_view key) : key_(key) {}
  TextPlace(std::string_view list, std::size_t index, std::string_view key = {}) : list_(list), index_(index), key_(key) {}
  TextPlace(std::string_view list, std::size_t index, std::string_view key, std::size_t inner, std::string_view inner_key = {})
      : list_(list), index_(index), key_(key), inner_(inner), inner_key_(inner_key) {}

  /// "/goal/actual", "/indicators/3/name", "/items/2/names/0".
  std::string pointer() const;

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::string_view list_;
  std::size_t index_ = kNone;
  std::string_view key_;
  std::size_t inner_ = kNone;
  std::string_view inner_key_;
};

using VisitText = std::function<void(const TextPlace& place, Text text)>;

/// Calls `visit` for every text of a record that reaches the public and is not empty, in the order of
/// the format. Ids, dates, codes, addresses, digests and typed amounts are no texts (format.md 6,
/// leak-*); nor is what the record withholds.
void for_each_text(const Record& record, const VisitText& visit);
/// The front matter of a page.
void for_each_text(const MarkdownPage& page, const VisitText& visit);
void for_each_text(const Unit& unit, const VisitText& visit);
void for_each_text(const Site& site, const VisitText& visit);

/// What a notice says of a record or page that was withdrawn after its publication.
void for_each_notice_text(const Record& record, const VisitText& visit);

}  // namespace disclose
