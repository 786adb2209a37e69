#include "pdf/subset_glyf.h"

#include <algorithm>
#include <array>
#include <map>

namespace disclose::pdf {
namespace {

constexpr unsigned most_nested_parts = 8;
constexpr unsigned most_parts = 64;

/// Flags of a part of a composite glyph (OpenType, glyf).
enum PartFlag : unsigned {
  words = 0x0001, scale = 0x0008, more_parts = 0x0020, two_scales = 0x0040, matrix = 0x0080,
  instructions = 0x0100,
};

/// Bytes of a part with these flags: flags, glyph, arguments, transformation.
constexpr std::size_t part_size(unsigned flags) {
  return 4 + ((flags & words) != 0 ? 4U : 2U) + ((flags & scale) != 0        ? 2U
                                                  : (flags & two_scales) != 0 ? 4U
                                                  : (flags & matrix) != 0     ? 8U
                                                                              : 0U);
}

bool is_composite(std::string_view outline) {
  return outline.size() >= 10 && FontBytes(outline).i16(0) < 0;
}

/// Calls `visit(place of the part)` for every part; where the parts end, or nullopt when damaged.
template <typename Visit>
std::optional<std::size_t> each_part(std::string_view outline, Visit visit) {
  const FontBytes bytes(outline);
  std::size_t at = 10;
  for (unsigned count = 0; count < most_parts; ++count) {
    const unsigned flags = bytes.u16(at);
    bytes.slice(at, part_size(flags));
    if (!bytes.sound()) return std::nullopt;
    visit(at);
    at += part_size(flags);
    if ((flags & more_parts) == 0) return at;
  }
  return std::nullopt;
}

/// Where a simple outline's instructions stand: the place of their length, and the length.
struct Instructions {
  std::size_t at = 0;
  std::size_t length = 0;
};

std::optional<Instructions> instructions_of(std::string_view outline) {
  const FontBytes bytes(outline);
  const std::size_t at = 10 + 2 * static_cast<std::size_t>(bytes.u16(0));
  const std::size_t length = bytes.u16(at);
  bytes.slice(at + 2, length);
  if (!bytes.sound()) return std::nullopt;
  return Instructions{at, length};
}

/// Appends an outline without its instructions, its parts renumbered; nothing when it is damaged.
template <typename Renumber>
void append_outline(std::string& glyf, std::string_view bytes, Renumber renumber) {
  const std::size_t start = glyf.size();
  if (is_composite(bytes)) {
    const auto end = each_part(bytes, [](std::size_t) {});
    if (!end) return;
    glyf += bytes.substr(0, *end);
    each_part(bytes, [&](std::size_t at) {
      const FontBytes part(bytes);
      put_u16(glyf, start + at, part.u16(at) & ~unsigned{instructions});
      put_u16(glyf, start + at + 2, renumber(part.u16(at + 2)));
    });
  } else if (bytes.size() >= 10) {
    const auto found = instructions_of(bytes);
    if (!found) return;
    glyf += bytes.substr(0, found->at);
    append_u16(glyf, 0);
    glyf += bytes.substr(found->at + 2 + found->length);
  }
}

/// Whether the flags and coordinates of a simple outline are all there.
bool has_all_points(std::string_view outline, const Instructions& instructions) {
  const FontBytes bytes(outline);
  const unsigned contours = bytes.u16(0);
  if (contours == 0) return true;
  unsigned last = 0;
  for (unsigned i = 0; i < contours; ++i) {
    const unsigned end = bytes.u16(10 + std::size_t{i} * 2);
    if (i > 0 && end < last) return false;
    last = end;
  }
  std::size_t at = instructions.at + 2 + instructions.length;
  std::size_t coordinates = 0;
  for (unsigned point = 0; point <= last;) {
    const unsigned flags = bytes.u8(at++);
    const unsigned times = (flags & 8U) != 0 ? bytes.u8(at++) + 1U : 1U;
    const unsigned x = (flags & 2U) != 0 ? 1U : (flags & 16U) != 0 ? 0U : 2U;
    const unsigned y = (flags & 4U) != 0 ? 1U : (flags & 32U) != 0 ? 0U : 2U;
    coordinates += std::size_t{times} * (x + y);
    point += times;
    if (!bytes.sound()) return false;
  }
  bytes.slice(at, coordinates);
  return bytes.sound();
}

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t sum = 0;
  std::size_t at = 0;
  const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<std::uint8_t>(bytes[i])}; };
  for (; at + 4 <= bytes.size(); at += 4)
    sum += byte(at) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3);
  for (unsigned shift = 24; at < bytes.size(); ++at, shift -= 8) sum += byte(at) << shift;
  return sum;
}

struct NamedTable {
  std::string_view tag;
  std::string bytes;
};

/// The tables, in the order of their tags, as one font file.
std::string assemble(const std::vector<NamedTable>& tables) {
  const auto count = static_cast<std::uint32_t>(tables.size());
  unsigned power = 1;
  unsigned log = 0;
  while (power * 2 <= count) power *= 2, ++log;
  std::string out;
  append_u32(out, 0x00010000);
  append_u16(out, count);
  append_u16(out, power * 16);
  append_u16(out, log);
  append_u16(out, (count - power) * 16);
  std::size_t at = 12 + 16 * tables.size();
  std::size_t head_at = 0;
  for (const NamedTable& table : tables) {
    if (table.tag == "head") head_at = at;
    out += table.tag;
    append_u32(out, checksum(table.bytes));
    append_u32(out, static_cast<std::uint32_t>(at));
    append_u32(out, static_cast<std::uint32_t>(table.bytes.size()));
    at += (table.bytes.size() + 3) / 4 * 4;
  }
  for (const NamedTable& table : tables) {
    out += table.bytes;
    out.resize((out.size() + 3) / 4 * 4, '\0');
  }
  put_u32(out, head_at + 8, 0xB1B0AFBA - checksum(out));  // checkSumAdjustment
  return out;
}

}  // namespace

std::optional<GlyfFont> GlyfFont::parse(
    const std::function<std::string_view(std::string_view tag)>& table) {
  GlyfFont font;
  font.glyf_ = FontBytes(table("glyf"));
  font.loca_ = FontBytes(table("loca"));
  font.hmtx_ = FontBytes(table("hmtx"));
  const auto take = [&](std::string_view tag, std::size_t least, std::size_t kept) {
    const std::string_view bytes = table(tag);
    return bytes.size() < least ? std::string_view() : bytes.substr(0, std::min(bytes.size(), kept));
  };
  font.head_ = take("head", 54, 54);
  font.hhea_ = take("hhea", 36, 36);
  font.maxp_ = take("maxp", 32, 32);
  if (font.head_.empty() || font.hhea_.empty() || font.maxp_.empty()) return std::nullopt;
  font.long_offsets_ = FontBytes(font.head_).u16(50) != 0;
  font.glyph_count_ = FontBytes(font.maxp_).u16(4);
  font.metric_count_ = FontBytes(font.hhea_).u16(34);
  const std::size_t offset_size = font.long_offsets_ ? 4 : 2;
  if (font.glyph_count_ == 0 || font.metric_count_ == 0 ||
      font.metric_count_ > font.glyph_count_ ||
      font.loca_.size() < (std::size_t{font.glyph_count_} + 1) * offset_size ||
      font.hmtx_.size() < std::size_t{font.glyph_count_} * 2 + std::size_t{font.metric_count_} * 2)
    return std::nullopt;
  return font;
}

std::string_view GlyfFont::outline(std::uint16_t glyph) const {
  if (glyph >= glyph_count_) return {};
  const std::size_t from = long_offsets_ ? loca_.u32(std::size_t{glyph} * 4)
                                         : std::size_t{loca_.u16(std::size_t{glyph} * 2)} * 2;
  const std::size_t to = long_offsets_ ? loca_.u32(std::size_t{glyph} * 4 + 4)
                                       : std::size_t{loca_.u16(std::size_t{glyph} * 2 + 2)} * 2;
  if (to <= from || to > glyf_.size()) return {};
  return glyf_.all().substr(from, to - from);
}

bool GlyfFont::has_sound(std::uint16_t glyph) const {
  unsigned parts_left = most_parts;
  return has_sound(glyph, 0, parts_left);
}

bool GlyfFont::has_sound(std::uint16_t glyph, unsigned depth, unsigned& parts_left) const {
  // A hostile font's parts may branch without end: all of them together are bounded.
  if (glyph >= glyph_count_ || depth > most_nested_parts || parts_left-- == 0) return false;
  const std::string_view bytes = outline(glyph);
  if (bytes.empty()) {  // a blank, unless its offsets are out of order or outside
    const std::size_t at = std::size_t{glyph} * (long_offsets_ ? 4 : 2);
    return long_offsets_ ? loca_.u32(at) == loca_.u32(at + 4) : loca_.u16(at) == loca_.u16(at + 2);
  }
  if (bytes.size() < 10) return false;
  if (!is_composite(bytes)) {
    const auto instructions = instructions_of(bytes);
    return instructions && has_all_points(bytes, *instructions);
  }
  bool sound = true;
  const auto end = each_part(bytes, [&](std::size_t at) {
    sound = sound && has_sound(FontBytes(bytes).u16(at + 2), depth + 1, parts_left);
  });
  return end.has_value() && sound;
}

void GlyfFont::append_metric(std::string& hmtx, std::uint16_t glyph) const {
  const std::uint32_t metric = std::min<std::uint32_t>(glyph, metric_count_ - 1);
  append_u16(hmtx, hmtx_.u16(std::size_t{metric} * 4));
  // Glyphs after the last full metric have a left side bearing of their own only.
  append_u16(hmtx, glyph < metric_count_
                       ? hmtx_.u16(std::size_t{glyph} * 4 + 2)
                       : hmtx_.u16(std::size_t{metric_count_} * 2 + std::size_t{glyph} * 2));
}

std::string GlyfFont::subset(std::span<const std::uint16_t> glyphs) const {
  std::vector<std::uint16_t> order(glyphs.begin(), glyphs.end());
  std::map<std::uint16_t, std::uint16_t> parts;  // parts of composites: old → new
  const auto new_part = [&](std::uint16_t old) {
    const auto [found, added] = parts.try_emplace(old, static_cast<std::uint16_t>(order.size()));
    if (added) order.push_back(old);
    return found->second;
  };
  std::string glyf;
  std::string loca;
  std::string hmtx;
  // The list grows while it is walked: a composite appends the parts it needs.
  for (std::size_t i = 0; i < order.size(); ++i) {
    append_u32(loca, static_cast<std::uint32_t>(glyf.size()));
    append_metric(hmtx, order[i]);
    append_outline(glyf, outline(order[i]), new_part);
    glyf.resize((glyf.size() + 1) / 2 * 2, '\0');
  }
  append_u32(loca, static_cast<std::uint32_t>(glyf.size()));

  std::string head(head_);
  put_u32(head, 8, 0);
  put_u16(head, 50, 1);
  std::string hhea(hhea_);
  put_u16(hhea, 34, static_cast<std::uint32_t>(order.size()));
  std::string maxp(maxp_);
  put_u16(maxp, 4, static_cast<std::uint32_t>(order.size()));
  put_u16(maxp, 26, 0);  // maxSizeOfInstructions
  return assemble({{"glyf", std::move(glyf)}, {"head", std::move(head)}, {"hhea", std::move(hhea)},
                   {"hmtx", std::move(hmtx)}, {"loca", std::move(loca)},
                   {"maxp", std::move(maxp)}});
}

}  // namespace disclose::pdf
