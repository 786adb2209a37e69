#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace disclose {

/// A 128-bit integer: room for a county's fen and for a mantissa with 12 decimals.
__extension__ typedef __int128 Wide;

/// A decimal number that is exact: mantissa / 10^scale. Binary floating point is nowhere behind it.
///
/// Shape: scale 0..12; a parsed number has at most 18 digits before the point and 24 in all, so a
/// sum of 10^6 of them always fits. Compared by value: 1.50 == 1.5. There is no negative zero.
class Decimal {
 public:
  static constexpr int kMaxScale = 12;
  static constexpr int kMaxWholeDigits = 18;
  static constexpr int kMaxDigits = 24;

  constexpr Decimal() = default;
  constexpr explicit Decimal(std::int64_t whole) : mantissa_(whole) {}

  /// mantissa / 10^scale. `scale` is 0..12, `mantissa` below 10^37 in size.
  static Decimal scaled(Wide mantissa, int scale);

  /// Reads `[-]digits[.digits]`, the digits before the point plain or in thousands (1,234,567).
  /// The decimals are kept as written: "1.50" has scale 2. Nothing else may stand around it.
  static std::optional<Decimal> parse(std::string_view text);

  /// a × b; nullopt when the product does not fit (then it has more than 12 decimals or 37 digits).
  static std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);

  /// a / b with `places` decimals (0..12), rounded half away from zero (四舍五入); nullopt when b is
  /// zero or the quotient does not fit.
  static std::optional<Decimal> divide(const Decimal& a, const Decimal& b, int places);

  /// Sums of parsed numbers fit; a sum that does not is a defect of the program (overflow_error).
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b) { return a + -b; }
  Decimal operator-() const;
  Decimal& operator+=(const Decimal& other) { return *this = *this + other; }
  Decimal& operator-=(const Decimal& other) { return *this = *this - other; }

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

  /// The nearest number with at most `places` decimals, half away from zero.
  Decimal round(int places) const;
  /// The same number without the zeros its decimals end in.
  Decimal trimmed() const;
  /// This × 10^power (power may be negative); nullopt when it does not fit.
  std::optional<Decimal> shifted(int power) const;
  Decimal abs() const { return is_negative() ? -*this : *this; }

  bool is_negative() const { return mantissa_ < 0; }
  bool is_zero() const { return mantissa_ == 0; }
  /// How many decimals it is kept with (as written, when parsed).
  int scale() const { return scale_; }
  Wide mantissa() const { return mantissa_; }

  /// The shortest writing: 1.50 is "1.5", -0.0 is "0".
  std::string to_string() const;
  /// Rounded to exactly `places` decimals: 1.5 in 2 places is "1.50".
  std::string to_string(int places) const;
  /// Thousands commas; exact, with at least `min_places` decimals: "1,234.50".
  std::string grouped(int min_places = 0) const;

 private:
  Wide mantissa_ = 0;
  std::int8_t scale_ = 0;
};

}  // namespace disclose
