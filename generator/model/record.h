#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/position.h"
#include "exact/date.h"

namespace disclose {

/// Text of the input. It lives in the arenas of Inputs; empty means absent (format.md 5).
using Text = std::string_view;

/// Budget year (预算年度) of the thing described.
using Year = int;

/// The kinds of records, in the order of the yearly cycle (format.md 5).
enum class Kind : std::uint8_t {
  project,
  budget,
  final_accounts,
  pre_evaluation,
  target,
  monitoring,
  self_evaluation,
  recheck,
  finance_evaluation,
  rectification,
  result_use,
  assessment,
  disclosure,
  exemption,
  regulation,
  figures,
  indicator_library,
};
inline constexpr int kKindCount = 17;

enum class Status : std::uint8_t { draft, submitted, returned, approved, withdrawn };
enum class Secrecy : std::uint8_t { open, partial, secret };

/// 批复: who approved under which number (文号), and when; deadlines count from `date`.
struct Approval {
  Text number;
  Text authority;
  std::optional<Date> date;
};

/// A key left out of a partly secret record, and the ground for it (依法不予公开).
struct Withheld {
  Text pointer;
  Text basis;
};

struct Withdrawal {
  std::optional<Date> date;
  Text reason;
};

/// 公开前保密审查.
struct Review {
  Text by;
  std::optional<Date> date;
  Text conclusion;
};

/// An attachment offered beside a record; `path` below content/ or `url`.
struct Document {
  Text title;
  Text path;
  Text url;
  std::optional<Date> date;
};

/// Where figures come from.
struct SourceNote {
  Text title;
  Text path;
  Text url;
  Text page;
  Text cell;
  Text sha256;
};

/// Where a record was stated: see Place. The pointer of a key is `pointer` + "/key".
struct Origin {
  Text file;
  std::uint32_t offset = 0;   ///< byte offset of the record in the file
  std::int32_t index = -1;    ///< its index in the file's array; -1 when the file holds one record
  Position position;          ///< of the record's first character
};

/// What every record and every Markdown page has (format.md 5).
struct Record {
  Kind kind = Kind::project;
  Text id;
  Year year = 0;
  Text unit;  ///< unit id; empty where the kind has none
  Text title;
  Status status = Status::draft;
  Secrecy secrecy = Secrecy::open;
  Approval approval;
  std::vector<Withheld> withheld;
  std::optional<Withdrawal> withdrawn;
  std::optional<Review> review;
  std::optional<DateTime> published;  ///< first publication on the portal; absent: 未注明
  std::vector<Document> documents;
  Text narrative;  ///< path of a .md below content/
  std::vector<SourceNote> sources;
  Origin origin;
  bool sound = true;  ///< false: it has a `form` error and causes no follow-up findings
};

/// The names used in files: "finance_evaluation"; with hyphens in URLs.
std::string_view name_of(Kind kind);
std::optional<Kind> kind_named(std::string_view name);
/// "finance-evaluation"
std::string_view slug_of(Kind kind);
/// 财政评价
std::string_view chinese_name_of(Kind kind);

/// The place of `key` (a JSON pointer below the record, "" for the record itself).
Place place_of(const Record& record, std::string_view key = "");

/// The ground on which `key` (a pointer below the record) or a value above it is withheld; nullptr
/// when it is not.
const Withheld* withheld_at(const Record& record, std::string_view key);

}  // namespace disclose
