#include "pdf/subset_charstring.h"

#include <array>

namespace disclose::pdf {
namespace {

// Limits of Technical Note 5177, appendix B, and two of our own against a hostile font.
constexpr unsigned most_nested_calls = 10;
constexpr std::size_t most_operands = 513;
constexpr std::size_t longest_charstring = 65535;
constexpr std::size_t most_bytes_read = 400000;

/// Operators of Type 2 charstrings (Technical Note 5177, 4).
enum Operator : unsigned {
  hstem = 1, vstem = 3, callsubr = 10, return_from = 11, escape = 12, endchar = 14,
  hstemhm = 18, hintmask = 19, cntrmask = 20, vstemhm = 23, shortint = 28, callgsubr = 29,
};

/// How many operands an arithmetic operator (after `escape`) leaves fewer or more; 99 = it paints
/// (the flex operators) and clears them all.
constexpr int effect_on_operands(unsigned second) {
  switch (second) {
    case 3: case 4: case 10: case 11: case 12: case 15: case 24: return -1;  // two in, one out
    case 5: case 9: case 14: case 26: case 21: case 28: case 29: return 0;
    case 18: return -1;   // drop
    case 20: return -2;   // put
    case 22: return -3;   // ifelse
    case 23: case 27: return 1;  // random, dup
    case 30: return -2;   // roll
    default: return 99;
  }
}

/// One pass over a charstring and what it calls.
class Flattening {
 public:
  Flattening(std::string& out, const CffIndex& local, const CffIndex& global)
      : out_(out), start_(out.size()), local_(local), global_(global) {}

  /// False: damaged. `ended_` tells whether endchar was met.
  bool run(std::string_view code, unsigned depth);
  bool ended() const { return ended_; }

 private:
  bool number(FontBytes code, std::size_t& at, unsigned first);
  bool call(const CffIndex& index, unsigned depth);
  bool escaped(FontBytes code, std::size_t& at);
  bool mask(FontBytes code, std::size_t& at, unsigned op);
  void paint(unsigned op) {
    append_u8(out_, op);
    operands_ = 0;
    last_known_ = false;
  }

  std::string& out_;
  std::size_t start_;
  const CffIndex& local_;
  const CffIndex& global_;
  std::size_t operands_ = 0;
  std::size_t hints_ = 0;
  std::size_t bytes_read_ = 0;
  // The last operand, when it is a number written as such: what a call takes.
  bool last_known_ = false;
  std::int32_t last_value_ = 0;
  std::size_t last_at_ = 0;
  bool ended_ = false;
};

bool Flattening::number(FontBytes code, std::size_t& at, unsigned first) {
  std::size_t length = 1;
  std::int32_t value = 0;
  if (first == shortint) {
    length = 3;
    value = code.i16(at + 1);
  } else if (first <= 246) {
    value = static_cast<std::int32_t>(first) - 139;
  } else if (first <= 250) {
    length = 2;
    value = static_cast<std::int32_t>((first - 247) * 256 + code.u8(at + 1) + 108);
  } else if (first <= 254) {
    length = 2;
    value = -static_cast<std::int32_t>((first - 251) * 256 + code.u8(at + 1) + 108);
  } else {
    length = 5;  // 16.16 fixed point: never the number of a subroutine
    value = static_cast<std::int32_t>(code.u32(at + 1)) / 65536;
  }
  const std::string_view bytes = code.slice(at, length);
  if (bytes.empty() || ++operands_ > most_operands) return false;
  last_known_ = true;
  last_value_ = value;
  last_at_ = out_.size();
  out_ += bytes;
  at += length;
  return true;
}

bool Flattening::call(const CffIndex& index, unsigned depth) {
  if (!last_known_ || operands_ == 0 || depth >= most_nested_calls) return false;
  // 5177, 4.7: the number is biased by the size of the index.
  const std::int32_t bias = index.count() < 1240 ? 107 : index.count() < 33900 ? 1131 : 32768;
  const std::int32_t which = last_value_ + bias;
  if (which < 0 || static_cast<std::uint32_t>(which) >= index.count()) return false;
  out_.resize(last_at_);
  --operands_;
  last_known_ = false;  // what lies below is written, but a call right after a call is never made
  return run(index[static_cast<std::uint32_t>(which)], depth + 1);
}

bool Flattening::escaped(FontBytes code, std::size_t& at) {
  const unsigned second = code.u8(at + 1);
  append_u8(out_, escape);
  append_u8(out_, second);
  at += 2;
  const int effect = effect_on_operands(second);
  last_known_ = false;
  if (effect == 99) {
    operands_ = 0;
  } else if (effect < 0) {
    const auto taken = static_cast<std::size_t>(-effect);
    operands_ = operands_ > taken ? operands_ - taken : 0;
  } else {
    operands_ += static_cast<std::size_t>(effect);
  }
  return operands_ <= most_operands;
}

bool Flattening::mask(FontBytes code, std::size_t& at, unsigned op) {
  hints_ += operands_ / 2;  // operands before the first mask are vertical stems
  const std::string_view bits = code.slice(at + 1, (hints_ + 7) / 8);
  if (!code.sound()) return false;
  paint(op);
  out_ += bits;
  at += 1 + bits.size();
  return true;
}

bool Flattening::run(std::string_view bytes, unsigned depth) {
  const FontBytes code(bytes);
  bytes_read_ += bytes.size() + 1;
  std::size_t at = 0;
  while (at < bytes.size() && !ended_) {
    if (out_.size() - start_ > longest_charstring || bytes_read_ > most_bytes_read) return false;
    const unsigned op = code.u8(at);
    bool fine = true;
    if (op >= 32 || op == shortint) {
      fine = number(code, at, op);
    } else if (op == callsubr || op == callgsubr) {
      fine = call(op == callsubr ? local_ : global_, depth);
      ++at;
    } else if (op == return_from) {
      return depth > 0;
    } else if (op == escape) {
      fine = escaped(code, at);
    } else if (op == hintmask || op == cntrmask) {
      fine = mask(code, at, op);
    } else {
      if (op == hstem || op == vstem || op == hstemhm || op == vstemhm) hints_ += operands_ / 2;
      paint(op);
      ended_ = op == endchar;
      ++at;
    }
    if (!fine || !code.sound()) return false;
  }
  return true;
}

}  // namespace

std::optional<CffIndex> CffIndex::parse(std::string_view table, std::size_t at) {
  CffIndex index;
  index.table_ = FontBytes(table);
  index.count_ = index.table_.u16(at);
  if (!index.table_.sound()) return std::nullopt;
  if (index.count_ == 0) {
    index.end_ = at + 2;
    return index;
  }
  index.offset_size_ = index.table_.u8(at + 2);
  index.offsets_ = at + 3;
  if (index.offset_size_ < 1 || index.offset_size_ > 4) return std::nullopt;
  const std::size_t data = index.offsets_ + (std::size_t{index.count_} + 1) * index.offset_size_;
  const std::uint32_t last = index.table_.offset(
      index.offsets_ + std::size_t{index.count_} * index.offset_size_, index.offset_size_);
  if (!index.table_.sound() || last == 0 || data - 1 + last > table.size()) return std::nullopt;
  index.end_ = data - 1 + last;
  return index;
}

std::string_view CffIndex::operator[](std::uint32_t which) const {
  if (which >= count_) return {};
  const std::size_t data = offsets_ + (std::size_t{count_} + 1) * offset_size_ - 1;
  const std::size_t entry = offsets_ + std::size_t{which} * offset_size_;
  const std::uint32_t from = table_.offset(entry, offset_size_);
  const std::uint32_t to = table_.offset(entry + offset_size_, offset_size_);
  if (from == 0 || to < from || data + to > end_) return {};
  return table_.all().substr(data + from, to - from);
}

void append_cff_index(std::string& out, const std::vector<std::string_view>& entries) {
  append_u16(out, static_cast<std::uint32_t>(entries.size()));
  if (entries.empty()) return;
  std::size_t total = 1;
  for (const std::string_view entry : entries) total += entry.size();
  const unsigned size = total < 0x100 ? 1 : total < 0x10000 ? 2 : total < 0x1000000 ? 3 : 4;
  append_u8(out, size);
  std::size_t offset = 1;
  const auto append_offset = [&] {
    for (unsigned i = size; i-- > 0;) append_u8(out, static_cast<std::uint32_t>(offset >> (8 * i)));
  };
  append_offset();
  for (const std::string_view entry : entries) {
    offset += entry.size();
    append_offset();
  }
  for (const std::string_view entry : entries) out += entry;
}

FlatCharstrings::~FlatCharstrings() {
  for (std::uint32_t glyph = 0; glyph < count_; ++glyph)
    delete flat_[glyph].load(std::memory_order_relaxed);
  delete[] flat_;
}

bool append_without_subroutines(std::string& out, std::string_view code, const CffIndex& local,
                                const CffIndex& global) {
  const std::size_t before = out.size();
  Flattening flattening(out, local, global);
  if (flattening.run(code, 0) && flattening.ended()) return true;
  out.resize(before);
  return false;
}

}  // namespace disclose::pdf
