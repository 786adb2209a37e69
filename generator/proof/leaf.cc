#include "proof/leaf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "base/text.h"
#include "exact/date.h"
#include "proof/canonical_json.h"
#include "proof/note.h"

namespace disclose {

namespace {

constexpr std::array<std::string_view, 4> kOps = {"publish", "correct", "withdraw", "exempt"};
constexpr std::size_t kMostReason = 500;

bool is_digest(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_reason(std::string_view text) { return !text.empty() && code_point_count(text) <= kMostReason; }

bool is_file_name(std::string_view name) {
  constexpr std::size_t kMostName = 1024;
  return !name.empty() && name.size() <= kMostName && name.front() != '/' && name.find("..") == std::string_view::npos &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
}

bool is_item_part(std::string_view part) {
  // The ids of the input (format.md 2), so that none has to be rewritten.
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  return !part.empty() && part.size() <= 80 && part.front() != '-' && part.front() != '.' && std::ranges::all_of(part, is_plain);
}

// Takes the members of an object one by one; what is missing, of another kind or left over is a mistake.
class Members {
 public:
  explicit Members(Datum datum) : members_(std::move(datum.members)) {}

  std::string text(std::string_view key) {
    const std::optional<Datum> found = take(key);
    holds_ = holds_ && found && found->kind == Datum::Kind::text;
    return holds_ ? found->text : std::string();
  }
  std::int64_t integer(std::string_view key) {
    const std::optional<Datum> found = take(key);
    holds_ = holds_ && found && found->kind == Datum::Kind::integer;
    return holds_ ? found->integer : 0;
  }
  Datum of_kind(std::string_view key, Datum::Kind kind) {
    std::optional<Datum> found = take(key);
    holds_ = holds_ && found && found->kind == kind;
    return holds_ ? *std::move(found) : Datum{.kind = kind};
  }
  bool has(std::string_view key) const { return members_.contains(key); }
  bool whole() const { return holds_ && members_.empty(); }

 private:
  std::optional<Datum> take(std::string_view key) {
    const auto found = members_.find(key);
    if (found == members_.end()) return std::nullopt;
    Datum datum = std::move(found->second);
    members_.erase(found);
    return datum;
  }

  std::map<std::string, Datum, std::less<>> members_;
  bool holds_ = true;
};

bool is_sound(const ItemLeaf& item) {
  bool sound = item.edition >= 1 && is_item_id(item.id) && !item.unit.empty() && item.prev >= -1;
  if (item.op != LeafOp::publish) sound = sound && is_reason(item.reason) && (item.op == LeafOp::exempt || item.prev >= 0);
  if (!item.is_live()) return sound;
  const auto is_good = [](const LeafFile& file) { return is_file_name(file.name) && is_digest(file.sha256) && file.size >= 0 && (file.text.empty() || is_digest(file.text)); };
  const auto before = [](const LeafFile& a, const LeafFile& b) { return a.name >= b.name; };
  return sound && is_digest(item.record) && (item.text.empty() || is_digest(item.text)) && std::ranges::all_of(item.files, is_good) &&
         std::ranges::adjacent_find(item.files, before) == item.files.end();
}

bool is_sound(const EditionLeaf& edition) {
  const LeafCounts& counts = edition.counts;
  return edition.edition >= 1 && is_leaf_time(edition.time) && is_web_address(edition.site) && edition.site.ends_with('/') &&
         edition.first >= 0 && edition.prev >= -1 && counts.units >= 0 && counts.disclosed >= 0 && counts.exempt >= 0 && counts.items >= 0 &&
         counts.disclosed + counts.exempt == counts.units && counts.waived.value_or(0) >= 0 && is_digest(edition.manifest_sha256) &&
         (edition.manifest_sm3.empty() || is_digest(edition.manifest_sm3)) && !edition.tool.empty();
}

bool is_sound(const KeyLeaf& key) {
  Say problem;
  return parse_vkey(key.key, problem).has_value() && is_leaf_time(key.time) && is_reason(key.reason);
}

Datum datum_of(const ItemLeaf& item) {
  Datum datum = Datum::object();
  datum["type"] = Datum::of("item/1");
  datum["edition"] = Datum::of(item.edition);
  datum["id"] = Datum::of(item.id);
  datum["op"] = Datum::of(name_of(item.op));
  datum["unit"] = Datum::of(item.unit);
  datum["prev"] = Datum::of(item.prev);
  if (item.op != LeafOp::publish) datum["reason"] = Datum::of(item.reason);
  if (!item.is_live()) return datum;
  Datum files = Datum::list();
  for (const LeafFile& file : item.files) {
    Datum entry = Datum::object();
    entry["name"] = Datum::of(file.name);
    entry["sha256"] = Datum::of(file.sha256);
    entry["size"] = Datum::of(file.size);
    if (!file.text.empty()) entry["text"] = Datum::of(file.text);
    files.items.push_back(std::move(entry));
  }
  datum["files"] = std::move(files);
  datum["record"] = Datum::of(item.record);
  if (!item.text.empty()) datum["text"] = Datum::of(item.text);
  return datum;
}

Datum datum_of(const EditionLeaf& edition) {
  Datum counts = Datum::object();
  counts["units"] = Datum::of(edition.counts.units);
  counts["disclosed"] = Datum::of(edition.counts.disclosed);
  counts["exempt"] = Datum::of(edition.counts.exempt);
  counts["items"] = Datum::of(edition.counts.items);
  if (edition.counts.waived) counts["waived"] = Datum::of(*edition.counts.waived);
  Datum datum = Datum::object();
  datum["type"] = Datum::of("edition/1");
  datum["edition"] = Datum::of(edition.edition);
  datum["time"] = Datum::of(edition.time);
  datum["site"] = Datum::of(edition.site);
  datum["first"] = Datum::of(edition.first);
  datum["prev"] = Datum::of(edition.prev);
  datum["counts"] = std::move(counts);
  datum["manifest_sha256"] = Datum::of(edition.manifest_sha256);
  if (!edition.manifest_sm3.empty()) datum["manifest_sm3"] = Datum::of(edition.manifest_sm3);
  datum["tool"] = Datum::of(edition.tool);
  return datum;
}

Datum datum_of(const KeyLeaf& key) {
  Datum datum = Datum::object();
  datum["type"] = Datum::of("key/1");
  datum["op"] = Datum::of(key.op == KeyOp::add ? "add" : "retire");
  datum["key"] = Datum::of(key.key);
  datum["time"] = Datum::of(key.time);
  datum["reason"] = Datum::of(key.reason);
  return datum;
}

std::optional<Leaf> item_of(Members members) {
  ItemLeaf item;
  item.edition = members.integer("edition");
  item.id = members.text("id");
  const auto op = std::ranges::find(kOps, members.text("op"));
  if (op == kOps.end()) return std::nullopt;
  item.op = static_cast<LeafOp>(op - kOps.begin());
  item.unit = members.text("unit");
  item.prev = members.integer("prev");
  if (item.op != LeafOp::publish) item.reason = members.text("reason");
  if (item.is_live()) {
    for (Datum& entry : members.of_kind("files", Datum::Kind::list).items) {
      if (entry.kind != Datum::Kind::object) return std::nullopt;
      Members file(std::move(entry));
      item.files.push_back({file.text("name"), file.text("sha256"), file.integer("size"), {}});
      if (file.has("text")) item.files.back().text = file.text("text");
      if (!file.whole()) return std::nullopt;
    }
    item.record = members.text("record");
    if (members.has("text")) item.text = members.text("text");
  }
  return members.whole() ? std::optional<Leaf>(std::move(item)) : std::nullopt;
}

std::optional<Leaf> edition_of(Members members) {
  EditionLeaf edition;
  edition.edition = members.integer("edition");
  edition.time = members.text("time");
  edition.site = members.text("site");
  edition.first = members.integer("first");
  edition.prev = members.integer("prev");
  Members counts(members.of_kind("counts", Datum::Kind::object));
  edition.counts = {counts.integer("units"), counts.integer("disclosed"), counts.integer("exempt"), counts.integer("items"), std::nullopt};
  if (counts.has("waived")) edition.counts.waived = counts.integer("waived");
  edition.manifest_sha256 = members.text("manifest_sha256");
  if (members.has("manifest_sm3")) edition.manifest_sm3 = members.text("manifest_sm3");
  edition.tool = members.text("tool");
  return counts.whole() && members.whole() ? std::optional<Leaf>(std::move(edition)) : std::nullopt;
}

std::optional<Leaf> key_of(Members members) {
  const std::string op = members.text("op");
  if (op != "add" && op != "retire") return std::nullopt;
  KeyLeaf key{op == "add" ? KeyOp::add : KeyOp::retire, members.text("key"), members.text("time"), members.text("reason")};
  return members.whole() ? std::optional<Leaf>(std::move(key)) : std::nullopt;
}

bool is_sound_leaf(const Leaf& leaf) {
  return std::visit([](const auto& kind) { return is_sound(kind); }, leaf);
}

}  // namespace

std::string_view name_of(LeafOp op) { return kOps[static_cast<std::size_t>(op)]; }

bool is_item_id(std::string_view id) {
  const std::size_t first = id.find('/');
  const std::size_t second = first == std::string_view::npos ? first : id.find('/', first + 1);
  return second != std::string_view::npos && is_item_part(id.substr(0, first)) && is_item_part(id.substr(first + 1, second - first - 1)) &&
         is_item_part(id.substr(second + 1));
}

bool is_leaf_time(std::string_view time) {
  if (time.size() != 25 || time[10] != 'T' || time[13] != ':' || time[16] != ':' || time.substr(19) != "+08:00") return false;
  Say problem;
  if (!parse_date(time.substr(0, 10), problem)) return false;
  const auto below = [&](std::size_t at, int limit) {
    if (time[at] < '0' || time[at] > '9' || time[at + 1] < '0' || time[at + 1] > '9') return false;
    return (time[at] - '0') * 10 + (time[at + 1] - '0') < limit;
  };
  return below(11, 24) && below(14, 60) && below(17, 60);
}

std::int64_t unix_seconds(std::string_view time) {
  Say problem;
  const std::optional<Date> day = parse_date(time.substr(0, 10), problem);
  const auto two = [&](std::size_t at) { return (time[at] - '0') * 10 + (time[at + 1] - '0'); };
  constexpr std::int64_t kDay = 86400;
  constexpr std::int64_t kChina = 8 * 3600;
  return days_between(Date{1970, 1, 1}, day.value()) * kDay + two(11) * 3600 + two(14) * 60 + two(17) - kChina;
}

bool is_small_enough(const Leaf& leaf) {
  return print_datum(std::visit([](const auto& kind) { return datum_of(kind); }, leaf)).size() <= kMostLeafBytes;
}

std::string print_leaf(const Leaf& leaf) {
  std::string text = print_datum(std::visit([](const auto& kind) { return datum_of(kind); }, leaf));
  Say problem;
  if (!parse_leaf(text, problem)) throw std::logic_error("a leaf that could not be read again: " + text.substr(0, 200));
  return text;
}

std::optional<Leaf> parse_leaf(std::string_view text, Say& problem) {
  if (text.size() > kMostLeafBytes) {
    problem = {"条目大于 65,535 字节", "the leaf is larger than 65,535 bytes"};
    return std::nullopt;
  }
  std::optional<Datum> datum = parse_datum(text, problem);
  if (!datum) return std::nullopt;
  std::optional<Leaf> leaf;
  if (datum->kind == Datum::Kind::object) {
    Members members(*std::move(datum));
    const std::string type = members.text("type");
    if (type == "item/1") leaf = item_of(std::move(members));
    if (type == "edition/1") leaf = edition_of(std::move(members));
    if (type == "key/1") leaf = key_of(std::move(members));
  }
  if (leaf && is_sound_leaf(*leaf)) return leaf;
  problem = {"条目不是 item/1、edition/1 或 key/1，或其中的值不合规定", "the leaf is no item/1, edition/1 or key/1, or a value in it is not in its form"};
  return std::nullopt;
}

}  // namespace disclose
