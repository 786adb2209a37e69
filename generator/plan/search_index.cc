#include "plan/search_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "base/text.h"
#include "format/json_writer.h"

namespace disclose {

namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kRowsPerShard = 48;  // some 4 KB a shard
constexpr unsigned kMostBits = 12;

// Five bits a digit, the lowest first; the sixth says that more follow.
void append_number(std::string& out, std::uint32_t value) {
  while (value >= 32) {
    out += kDigits[32 + value % 32];
    value /= 32;
  }
  out += kDigits[value];
}

std::uint32_t shard_of(char32_t first, char32_t second, unsigned bits) {
  const std::uint32_t mixed = static_cast<std::uint32_t>(first) * 31U + static_cast<std::uint32_t>(second);
  return (mixed * 0x9E3779B1U) >> (32U - bits);
}

/// A pair of characters in a row, in two numbers: a large county has millions. Their order is the
/// order of the files.
struct Posting {
  std::uint64_t pair = 0;  ///< shard, first and second character; first 0: a title's character by itself
  std::uint32_t row = 0;   ///< twice the row, and 1 when the pair is not in its title

  friend auto operator<=>(const Posting&, const Posting&) = default;
};

constexpr unsigned kCharacterBits = 21;

std::uint64_t pair_of(char32_t first, char32_t second, unsigned bits) {
  const std::uint64_t shard = shard_of(first, second, bits);
  return (((shard << kCharacterBits) | first) << kCharacterBits) | second;
}

std::uint32_t shard_of(std::uint64_t pair) { return static_cast<std::uint32_t>(pair >> (2 * kCharacterBits)); }

std::string text_of(std::uint64_t pair) {
  constexpr std::uint64_t kCharacter = (std::uint64_t{1} << kCharacterBits) - 1;
  const auto first = static_cast<char32_t>((pair >> kCharacterBits) & kCharacter);
  std::string text;
  if (first != 0) append_utf8(text, first);
  append_utf8(text, static_cast<char32_t>(pair & kCharacter));
  return text;
}

void add_pairs(std::vector<Posting>& postings, std::string_view text, std::uint32_t row, bool in_title, unsigned bits) {
  const std::u32string characters = folded(text);
  const std::uint32_t place = row * 2 + (in_title ? 0 : 1);
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (in_title) postings.push_back({pair_of(0, characters[i], bits), place});
    if (i + 1 < characters.size()) postings.push_back({pair_of(characters[i], characters[i + 1], bits), place});
  }
}

template <class Value>
void write_list(JsonWriter& json, std::string_view name, const std::vector<Value>& values) {
  json.name(name).begin_array();
  for (const Value& value : values) json.text(value);
  json.end_array();
}

// The place of a value in a list, added when it is not there.
template <class Value>
class Places {
 public:
  std::size_t operator()(const Value& value) {
    const auto [found, fresh] = places_.try_emplace(value, list_.size());
    if (fresh) list_.push_back(value);
    return found->second;
  }
  const std::vector<Value>& list() const { return list_; }

 private:
  std::map<Value, std::size_t> places_;
  std::vector<Value> list_;
};

}  // namespace

std::u32string folded(std::string_view text) {
  constexpr std::u32string_view kOpen = U"(〔［【[（";
  constexpr std::u32string_view kClose = U")〕］】]）";
  constexpr std::u32string_view kDropped = U"“”‘’\"'「」《》〈〉";
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    if (is_space(c) || kDropped.find(c) != std::u32string_view::npos) continue;
    if (kOpen.find(c) != std::u32string_view::npos) c = U'(';
    if (kClose.find(c) != std::u32string_view::npos) c = U')';
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    out += c;
  }
  return out;
}

SearchIndex::SearchIndex(std::vector<SearchRow> rows, std::vector<std::string> names)
    : rows_(std::move(rows)), names_(std::move(names)) {
  const auto wanted = static_cast<unsigned>(std::bit_width(rows_.size() / kRowsPerShard));
  bits_ = std::clamp(wanted, 1U, kMostBits);
}

// Rows follow one another by year, kind, unit and grade: the facets are runs of equal ones.
std::string SearchIndex::meta() const {
  Places<std::string> years;
  Places<std::string> grades;
  std::string runs;
  for (std::size_t i = 0; i < rows_.size();) {
    const SearchRow& row = rows_[i];
    std::size_t end = i + 1;
    while (end < rows_.size() && rows_[end].year == row.year && rows_[end].kind == row.kind && rows_[end].unit == row.unit &&
           rows_[end].grade == row.grade) {
      ++end;
    }
    append_number(runs, static_cast<std::uint32_t>(end - i));
    append_number(runs, static_cast<std::uint32_t>(years(row.year == 0 ? std::string() : std::to_string(row.year))));
    append_number(runs, static_cast<std::uint32_t>(row.kind));
    append_number(runs, static_cast<std::uint32_t>(row.unit));
    append_number(runs, static_cast<std::uint32_t>(grades(std::string(row.grade))));
    i = end;
  }
  std::vector<std::string> kinds;
  for (int i = 0; i < kFoundCount; ++i) kinds.emplace_back(chinese_name_of(static_cast<Found>(i)));
  JsonWriter json(JsonWriter::Layout::compact);
  json.begin_object().integer("n", static_cast<std::int64_t>(rows_.size())).integer("bits", bits_);
  json.integer("block", static_cast<std::int64_t>(kRowsPerBlock));
  write_list(json, "years", years.list());
  write_list(json, "kinds", kinds);
  write_list(json, "units", names_);
  write_list(json, "grades", grades.list());
  json.text("runs", runs).end_object();
  return "S.m(" + json.take() + ");\n";
}

std::string SearchIndex::block(std::size_t number) const {
  JsonWriter json(JsonWriter::Layout::compact);
  json.begin_array();
  const std::size_t end = std::min(rows_.size(), (number + 1) * kRowsPerBlock);
  for (std::size_t i = number * kRowsPerBlock; i < end; ++i) {
    const SearchRow& row = rows_[i];
    json.begin_array().text(row.title).text(row.url).text(row.note).text(row.more).end_array();
  }
  json.end_array();
  return fmt::format("S.r({},{});\n", number, json.take());
}

std::vector<std::string> SearchIndex::shards() const {
  std::vector<Posting> postings;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const SearchRow& row = rows_[i];
    const auto place = static_cast<std::uint32_t>(i);
    add_pairs(postings, row.title, place, true, bits_);
    add_pairs(postings, row.note, place, false, bits_);
    add_pairs(postings, row.more, place, false, bits_);
    if (row.unit > 0) add_pairs(postings, names_[row.unit - 1], place, false, bits_);
  }
  std::ranges::sort(postings);
  std::vector<std::string> files;
  auto at = postings.begin();
  for (std::uint32_t shard = 0; shard < shard_count(); ++shard) {
    JsonWriter json(JsonWriter::Layout::compact);
    json.begin_object();
    while (at != postings.end() && shard_of(at->pair) == shard) {
      const std::uint64_t pair = at->pair;
      std::string rows;
      std::uint32_t last = 0;
      for (; at != postings.end() && at->pair == pair; ++at) {
        // Of a row's equal pairs the one in the title comes first.
        const std::uint32_t row = at->row / 2;
        if (!rows.empty() && row == last) continue;
        append_number(rows, (row - last) * 2 + at->row % 2);
        last = row;
      }
      json.text(text_of(pair), rows);
    }
    json.end_object();
    files.push_back(fmt::format("S.x({},{});\n", shard, json.take()));
  }
  return files;
}

}  // namespace disclose
