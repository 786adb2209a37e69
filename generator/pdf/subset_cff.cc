#include "pdf/subset_cff.h"

#include <algorithm>
#include <array>

namespace disclose::pdf {
namespace {

/// Operators of DICTs (5176, tables 9, 10 and 23); 0x0Cxx are two bytes.
enum DictOperator : unsigned {
  font_bbox = 5, charset = 15, char_strings = 17, private_dict = 18, subrs = 19,
  font_matrix = 0x0C07, charstring_type = 0x0C06, ros = 0x0C1E, cid_count = 0x0C22,
  fd_array = 0x0C24, fd_select = 0x0C25,
};

/// The first standard string that a font's own strings get (5176, appendix A).
constexpr std::size_t first_own_string = 391;

// A DICT has at most 48 operands before an operator (5176, table 6); ours to bound: how long they are.
constexpr unsigned most_operands = 48;
constexpr std::size_t longest_entry = 1024;

struct DictEntry {
  unsigned op = 0;
  std::string_view bytes;  ///< operands and operator
  std::array<std::int32_t, 2> operands{};
  unsigned count = 0;
};

/// Reads the operand at `at`; its whole value when it is an integer, else 0.
std::int32_t read_operand(FontBytes dict, std::size_t& at) {
  const unsigned first = dict.u8(at++);
  if (first == 28) {
    at += 2;
    return dict.i16(at - 2);
  }
  if (first == 29) {
    at += 4;
    return static_cast<std::int32_t>(dict.u32(at - 4));
  }
  if (first == 30) {  // a real: nibbles up to 0xF
    while (at < dict.size()) {
      const unsigned pair = dict.u8(at++);
      if ((pair & 0xF) == 0xF || pair >> 4 == 0xF) break;
    }
    return 0;
  }
  if (first >= 32 && first <= 246) return static_cast<std::int32_t>(first) - 139;
  if (first >= 247 && first <= 250)
    return static_cast<std::int32_t>((first - 247) * 256 + dict.u8(at++) + 108);
  if (first >= 251 && first <= 254)
    return -static_cast<std::int32_t>((first - 251) * 256 + dict.u8(at++) + 108);
  return 0;
}

std::optional<std::vector<DictEntry>> read_dict(std::string_view bytes) {
  const FontBytes dict(bytes);
  std::vector<DictEntry> entries;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t start = at;
    DictEntry entry;
    while (at < bytes.size() && dict.u8(at) > 21) {
      const std::int32_t value = read_operand(dict, at);
      if (entry.count < entry.operands.size()) entry.operands[entry.count] = value;
      ++entry.count;
    }
    entry.op = dict.u8(at++);
    if (entry.op == 12) entry.op = 0x0C00 | dict.u8(at++);
    entry.bytes = dict.slice(start, at - start);
    if (!dict.sound() || entry.count > most_operands || entry.bytes.size() > longest_entry)
      return std::nullopt;
    entries.push_back(entry);
  }
  return entries;
}

const DictEntry* find(const std::vector<DictEntry>& entries, unsigned op) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [op](const DictEntry& entry) { return entry.op == op; });
  return found == entries.end() ? nullptr : &*found;
}

/// The first operand of `op`, when it is there and can be an offset.
std::optional<std::size_t> offset_of(const std::vector<DictEntry>& entries, unsigned op) {
  const DictEntry* entry = find(entries, op);
  if (entry == nullptr || entry->count != 1 || entry->operands[0] <= 0) return std::nullopt;
  return static_cast<std::size_t>(entry->operands[0]);
}

void append_operator(std::string& out, unsigned op) {
  if (op > 0xFF) append_u8(out, op >> 8);
  append_u8(out, op);
}

/// An integer in five bytes whatever its value: offsets are known only after the DICT is laid out.
void append_integer(std::string& out, std::size_t value) {
  append_u8(out, 29);
  append_u32(out, static_cast<std::uint32_t>(value));
}

/// FDSelect of every glyph (5176, 19); nullopt when damaged.
std::optional<std::vector<std::uint8_t>> read_fd_select(std::string_view table, std::size_t at,
                                                        std::uint32_t glyphs, std::size_t dicts) {
  const FontBytes bytes(table);
  std::vector<std::uint8_t> select(glyphs, 0);
  const unsigned format = bytes.u8(at);
  if (format == 0) {
    for (std::uint32_t glyph = 0; glyph < glyphs; ++glyph) select[glyph] = bytes.u8(at + 1 + glyph);
  } else if (format == 3) {
    const unsigned ranges = bytes.u16(at + 1);
    for (unsigned range = 0; range < ranges; ++range) {
      const std::size_t entry = at + 3 + std::size_t{range} * 3;
      const std::uint32_t first = bytes.u16(entry);
      const std::uint32_t next = std::min<std::uint32_t>(bytes.u16(entry + 3), glyphs);
      for (std::uint32_t glyph = first; glyph < next; ++glyph) select[glyph] = bytes.u8(entry + 2);
    }
  } else {
    return std::nullopt;
  }
  const bool in_range = std::all_of(select.begin(), select.end(),
                                    [dicts](std::uint8_t dict) { return dict < dicts; });
  if (!bytes.sound() || !in_range) return std::nullopt;
  return select;
}

}  // namespace

std::optional<CffFont::FontDict> CffFont::parse_font_dict(std::string_view table,
                                                          std::string_view dict) {
  const auto entries = read_dict(dict);
  if (!entries) return std::nullopt;
  FontDict font;
  if (const DictEntry* matrix = find(*entries, font_matrix)) font.matrix = matrix->bytes;
  const DictEntry* where = find(*entries, private_dict);
  if (where == nullptr) return font;
  if (where->count != 2 || where->operands[0] < 0 || where->operands[1] < 0) return std::nullopt;
  const auto size = static_cast<std::size_t>(where->operands[0]);
  const auto at = static_cast<std::size_t>(where->operands[1]);
  const FontBytes bytes(table);
  const auto hints = read_dict(bytes.slice(at, size));
  if (!bytes.sound() || !hints) return std::nullopt;
  for (const DictEntry& entry : *hints)
    if (entry.op != subrs) font.hints += entry.bytes;
  if (const auto offset = offset_of(*hints, subrs)) {
    auto index = CffIndex::parse(table, at + *offset);
    if (!index) return std::nullopt;
    font.subroutines = *index;
  }
  return font;
}

bool CffFont::parse_dicts(std::string_view table, std::string_view top) {
  const auto entries = read_dict(top);
  if (!entries) return false;
  for (const unsigned op : {unsigned{font_bbox}, unsigned{font_matrix}})
    if (const DictEntry* entry = find(*entries, op)) top_kept_ += entry->bytes;
  const DictEntry* type = find(*entries, charstring_type);
  const auto charstrings = offset_of(*entries, char_strings);
  if (!charstrings || (type != nullptr && type->operands[0] != 2)) return false;
  auto index = CffIndex::parse(table, *charstrings);
  if (!index || index->count() == 0) return false;
  charstrings_ = *index;
  flat_ = FlatCharstrings(charstrings_.count());

  if (find(*entries, ros) == nullptr) {  // a font of named glyphs: one DICT for all
    auto dict = parse_font_dict(table, top);
    if (!dict) return false;
    dict->matrix.clear();
    dicts_.push_back(std::move(*dict));
    return true;
  }
  const auto array = offset_of(*entries, fd_array);
  const auto select = offset_of(*entries, fd_select);
  if (!array || !select) return false;
  const auto fonts = CffIndex::parse(table, *array);
  if (!fonts || fonts->count() == 0 || fonts->count() > 255) return false;
  for (std::uint32_t i = 0; i < fonts->count(); ++i) {
    auto dict = parse_font_dict(table, (*fonts)[i]);
    if (!dict) return false;
    dicts_.push_back(std::move(*dict));
  }
  auto by_glyph = read_fd_select(table, *select, charstrings_.count(), dicts_.size());
  if (!by_glyph) return false;
  dict_by_glyph_ = std::move(*by_glyph);
  return true;
}

std::optional<CffFont> CffFont::parse(std::string_view table) {
  const FontBytes bytes(table);
  if (bytes.u8(0) != 1) return std::nullopt;  // major version; CFF2 has 2
  const auto names = CffIndex::parse(table, bytes.u8(2));
  if (!names || names->count() != 1) return std::nullopt;
  const auto tops = CffIndex::parse(table, names->end());
  if (!tops || tops->count() != 1) return std::nullopt;
  const auto strings = CffIndex::parse(table, tops->end());
  if (!strings) return std::nullopt;
  const auto global = CffIndex::parse(table, strings->end());
  if (!global) return std::nullopt;
  CffFont font;
  font.global_ = *global;
  if (!font.parse_dicts(table, (*tops)[0])) return std::nullopt;
  return font;
}

std::uint16_t CffFont::dict_of(std::uint16_t glyph) const {
  return glyph < dict_by_glyph_.size() ? dict_by_glyph_[glyph] : std::uint16_t{0};
}

bool CffFont::has_sound(std::uint16_t glyph) const {
  std::string out;
  return glyph < charstrings_.count() &&
         append_without_subroutines(out, charstrings_[glyph], dicts_[dict_of(glyph)].subroutines,
                                    global_);
}

namespace {

/// Where the parts of a subset stand.
struct Offsets {
  std::size_t charset = 0;
  std::size_t select = 0;
  std::size_t charstrings = 0;
  std::size_t fonts = 0;
};

/// The top DICT; its size does not depend on the offsets.
std::string make_top_dict(std::string_view kept, std::size_t glyphs, const Offsets& offsets) {
  std::string top;
  append_integer(top, first_own_string);
  append_integer(top, first_own_string + 1);
  append_integer(top, 0);
  append_operator(top, ros);  // must stand first (5176, 15)
  top += kept;
  const auto append = [&top](std::size_t value, unsigned op) {
    append_integer(top, value);
    append_operator(top, op);
  };
  append(glyphs, cid_count);
  append(offsets.charset, charset);
  append(offsets.charstrings, char_strings);
  append(offsets.fonts, fd_array);
  append(offsets.select, fd_select);
  return top;
}

/// FDSelect in ranges: first glyph and font DICT of each, then the number of glyphs.
std::string make_fd_select(const std::vector<std::uint8_t>& by_glyph) {
  std::string ranges;
  std::uint32_t count = 0;
  for (std::size_t glyph = 0; glyph < by_glyph.size(); ++glyph) {
    if (glyph > 0 && by_glyph[glyph] == by_glyph[glyph - 1]) continue;
    append_u16(ranges, static_cast<std::uint32_t>(glyph));
    append_u8(ranges, by_glyph[glyph]);
    ++count;
  }
  std::string select;
  append_u8(select, 3);
  append_u16(select, count);
  select += ranges;
  append_u16(select, static_cast<std::uint32_t>(by_glyph.size()));
  return select;
}

}  // namespace

const std::string& CffFont::charstring(std::uint16_t glyph) const {
  static const std::string blank{14};  // endchar
  if (glyph >= charstrings_.count()) return blank;
  return flat_.get(glyph, [&] {
    std::string flat;
    if (!append_without_subroutines(flat, charstrings_[glyph],
                                    dicts_[dict_of(glyph)].subroutines, global_))
      flat = blank;  // fonts of a site are checked when they are opened
    return flat;
  });
}

std::string CffFont::subset(std::span<const std::uint16_t> glyphs, std::string_view name) const {
  // The font DICTs in use, under new numbers.
  std::vector<int> new_dict(dicts_.size(), -1);
  std::vector<std::uint16_t> kept;
  std::vector<std::uint8_t> by_glyph;
  std::vector<std::string_view> charstrings;
  for (const std::uint16_t glyph : glyphs) {
    const std::uint16_t dict = dict_of(glyph);
    if (new_dict[dict] < 0) {
      new_dict[dict] = static_cast<int>(kept.size());
      kept.push_back(dict);
    }
    by_glyph.push_back(static_cast<std::uint8_t>(new_dict[dict]));
    charstrings.push_back(charstring(glyph));
  }
  std::string out{1, 0, 4, 4};  // version 1.0, size of this header, size of offsets
  append_cff_index(out, {name});

  // What follows the top DICT, to know where everything will stand.
  std::string strings;
  append_cff_index(strings, {"Adobe", "Identity"});
  append_cff_index(strings, {});  // no global subroutines
  const std::string select = make_fd_select(by_glyph);
  std::string charstring_index;
  append_cff_index(charstring_index, charstrings);
  Offsets offsets;
  std::string top = make_top_dict(top_kept_, glyphs.size(), offsets);
  const std::size_t index_head = top.size() + 1 < 0x100 ? 5 : 7;  // count, size, two offsets
  offsets.charset = out.size() + index_head + top.size() + strings.size();
  offsets.select = offsets.charset + 5;
  offsets.charstrings = offsets.select + select.size();
  const std::size_t privates_at = offsets.charstrings + charstring_index.size();
  std::string privates;
  std::vector<std::string> fonts;
  for (const std::uint16_t dict : kept) {
    std::string& font = fonts.emplace_back(dicts_[dict].matrix);
    append_integer(font, dicts_[dict].hints.size());
    append_integer(font, privates_at + privates.size());
    append_operator(font, private_dict);
    privates += dicts_[dict].hints;
  }
  offsets.fonts = privates_at + privates.size();
  top = make_top_dict(top_kept_, glyphs.size(), offsets);

  append_cff_index(out, {top});
  out += strings;
  append_u8(out, 2);  // charset, format 2: one range, CID 1 onwards
  append_u16(out, 1);
  append_u16(out, static_cast<std::uint32_t>(std::max<std::size_t>(glyphs.size(), 2) - 2));
  out += select;
  out += charstring_index;
  out += privates;
  append_cff_index(out, {fonts.begin(), fonts.end()});
  return out;
}

}  // namespace disclose::pdf
