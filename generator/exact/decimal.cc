#include "exact/decimal.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>

#include "exact/number.h"

namespace disclose {
namespace {

__extension__ typedef unsigned __int128 UnsignedWide;

constexpr int kMantissaDigits = 37;

constexpr std::array<Wide, kMantissaDigits + 1> kPowers = [] {
  std::array<Wide, kMantissaDigits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// Every mantissa is smaller than this, so a sum of two and ten times a remainder fit 128 bits.
constexpr Wide kLimit = kPowers[kMantissaDigits];

Wide power_of_ten(int exponent) { return kPowers[static_cast<std::size_t>(exponent)]; }

Wide size_of(Wide value) { return value < 0 ? -value : value; }

/// value × 10^exponent; nullopt at the limit.
std::optional<Wide> raised(Wide value, int exponent) {
  if (value == 0 || exponent == 0) return value;
  if (exponent >= kMantissaDigits) return std::nullopt;
  if (size_of(value) >= power_of_ten(kMantissaDigits - exponent)) return std::nullopt;
  return value * power_of_ten(exponent);
}

/// value / 10^exponent, half away from zero. `exponent` is 0..37.
Wide lowered(Wide value, int exponent) {
  if (exponent == 0) return value;
  const Wide unit = power_of_ten(exponent);
  const Wide rest = size_of(value % unit);
  const Wide quotient = value / unit;
  if (rest * 2 < unit) return quotient;
  return value < 0 ? quotient - 1 : quotient + 1;
}

/// n / d × 10^places for n, d below the limit, rounded half up; nullopt when it does not fit.
std::optional<Wide> quotient_of(UnsignedWide n, UnsignedWide d, int places) {
  const auto limit = static_cast<UnsignedWide>(kLimit);
  UnsignedWide quotient = n / d;
  UnsignedWide rest = n % d;
  for (int i = 0; i < places; ++i) {
    rest *= 10;
    quotient = quotient * 10 + rest / d;
    rest %= d;
    if (quotient >= limit) return std::nullopt;
  }
  if (rest * 2 >= d) ++quotient;
  if (quotient >= limit) return std::nullopt;
  return static_cast<Wide>(quotient);
}

/// The digits of `mantissa` with the point before the last `scale`, zeros added up to `places`.
std::string written_out(Wide mantissa, int scale, int places, bool commas) {
  // One more than 37 digits: the zero before the point of 0.01.
  std::array<char, kMantissaDigits + Decimal::kMaxScale + 2> digits{};
  std::size_t count = 0;
  for (Wide rest = size_of(mantissa); rest > 0; rest /= 10) {
    digits[count++] = static_cast<char>('0' + static_cast<int>(rest % 10));
  }
  const auto decimals = static_cast<std::size_t>(scale);
  while (count <= decimals) digits[count++] = '0';

  std::string out;
  if (mantissa < 0) out += '-';
  for (std::size_t at = count; at > decimals; --at) {
    out += digits[at - 1];
    const std::size_t left = at - 1 - decimals;
    if (commas && left > 0 && left % 3 == 0) out += ',';
  }
  if (places > 0 || decimals > 0) out += '.';
  for (std::size_t at = decimals; at > 0; --at) out += digits[at - 1];
  if (places > scale) out.append(static_cast<std::size_t>(places - scale), '0');
  return out;
}

int within_scale(int places) { return std::clamp(places, 0, Decimal::kMaxScale); }

}  // namespace

Decimal Decimal::scaled(Wide mantissa, int scale) {
  if (scale < 0 || scale > kMaxScale || size_of(mantissa) >= kLimit) {
    throw std::overflow_error("a decimal number beyond 37 digits or 12 decimals");
  }
  Decimal out;
  out.mantissa_ = mantissa;
  out.scale_ = static_cast<std::int8_t>(scale);
  return out;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const ScannedNumber number = scan_number(text);
  if (number.fault != NumberFault::none || number.length != text.size()) return std::nullopt;
  return number.value;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale(), b.scale());
  const std::optional<Wide> left = raised(a.mantissa_, scale - a.scale());
  const std::optional<Wide> right = raised(b.mantissa_, scale - b.scale());
  if (!left || !right) throw std::overflow_error("a sum of decimal numbers beyond 37 digits");
  return Decimal::scaled(*left + *right, scale);
}

Decimal Decimal::operator-() const {
  Decimal out = *this;
  out.mantissa_ = -mantissa_;
  return out;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale(), b.scale());
  const std::optional<Wide> left = raised(a.mantissa_, scale - a.scale());
  const std::optional<Wide> right = raised(b.mantissa_, scale - b.scale());
  // A number too large to be raised is larger in size than any that needs no raising.
  if (!left) return a.is_negative() ? std::strong_ordering::less : std::strong_ordering::greater;
  if (!right) return b.is_negative() ? std::strong_ordering::greater : std::strong_ordering::less;
  return *left <=> *right;
}

std::optional<Decimal> Decimal::multiply(const Decimal& first, const Decimal& second) {
  const Decimal a = first.trimmed();
  const Decimal b = second.trimmed();
  if (a.is_zero() || b.is_zero()) return Decimal();
  if (size_of(a.mantissa_) > (kLimit - 1) / size_of(b.mantissa_)) return std::nullopt;
  Wide product = a.mantissa_ * b.mantissa_;
  int scale = a.scale() + b.scale();
  while (scale > kMaxScale && product % 10 == 0) {
    product /= 10;
    --scale;
  }
  if (scale > kMaxScale) return std::nullopt;
  return scaled(product, scale);
}

std::optional<Decimal> Decimal::divide(const Decimal& a, const Decimal& b, int places) {
  if (b.is_zero() || places < 0 || places > kMaxScale) return std::nullopt;
  const auto n = static_cast<UnsignedWide>(size_of(a.mantissa_));
  const auto d = static_cast<UnsignedWide>(size_of(b.mantissa_));
  const int shift = places + b.scale() - a.scale();
  std::optional<Wide> quotient;
  if (shift >= 0) {
    quotient = quotient_of(n, d, shift);
  } else {
    // The integer quotient has more places than are asked for. What its division left over is less
    // than one of them and cannot carry the dropped digits across the half.
    quotient = lowered(static_cast<Wide>(n / d), -shift);
  }
  if (!quotient) return std::nullopt;
  return scaled(a.is_negative() == b.is_negative() ? *quotient : -*quotient, places);
}

Decimal Decimal::round(int places) const {
  const int wanted = within_scale(places);
  if (wanted >= scale_) return *this;
  return scaled(lowered(mantissa_, scale_ - wanted), wanted);
}

Decimal Decimal::trimmed() const {
  Decimal out = *this;
  while (out.scale_ > 0 && out.mantissa_ % 10 == 0) {
    out.mantissa_ /= 10;
    --out.scale_;
  }
  return out;
}

std::optional<Decimal> Decimal::shifted(int power) const {
  constexpr int kMostPower = kMantissaDigits + kMaxScale;
  if (is_zero()) return Decimal();
  if (power > kMostPower || power < -kMostPower) return std::nullopt;
  if (power >= 0) {
    const int scale = scale_ - power;
    if (scale >= 0) return scaled(mantissa_, scale);
    const std::optional<Wide> mantissa = raised(mantissa_, -scale);
    if (!mantissa) return std::nullopt;
    return scaled(*mantissa, 0);
  }
  Wide mantissa = mantissa_;
  int scale = scale_ - power;
  while (scale > kMaxScale && mantissa % 10 == 0) {
    mantissa /= 10;
    --scale;
  }
  if (scale > kMaxScale) return std::nullopt;
  return scaled(mantissa, scale);
}

std::string Decimal::to_string() const {
  const Decimal shortest = trimmed();
  return written_out(shortest.mantissa_, shortest.scale_, 0, false);
}

std::string Decimal::to_string(int places) const {
  const int wanted = within_scale(places);
  const Decimal rounded = round(wanted);
  return written_out(rounded.mantissa_, rounded.scale_, wanted, false);
}

std::string Decimal::grouped(int min_places) const {
  const Decimal shortest = trimmed();
  return written_out(shortest.mantissa_, shortest.scale_, within_scale(min_places), true);
}

}  // namespace disclose
