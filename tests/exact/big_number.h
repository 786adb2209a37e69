#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace disclose::schoolbook {

// Arithmetic as it is taught: on texts of digits, one at a time. Slow, and plainly right.

inline std::string without_leading_zeros(std::string digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string::npos ? "0" : digits.substr(first);
}

inline int compare(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

inline std::string add(std::string a, std::string b) {
  const std::size_t size = std::max(a.size(), b.size()) + 1;
  a.insert(0, size - a.size(), '0');
  b.insert(0, size - b.size(), '0');
  int carry = 0;
  for (std::size_t at = size; at-- > 0;) {
    const int sum = (a[at] - '0') + (b[at] - '0') + carry;
    a[at] = static_cast<char>('0' + sum % 10);
    carry = sum / 10;
  }
  return without_leading_zeros(a);
}

/// a − b for a ≥ b.
inline std::string subtract(std::string a, std::string b) {
  b.insert(0, a.size() - b.size(), '0');
  int borrow = 0;
  for (std::size_t at = a.size(); at-- > 0;) {
    int digit = (a[at] - '0') - (b[at] - '0') - borrow;
    borrow = digit < 0 ? 1 : 0;
    digit += borrow * 10;
    a[at] = static_cast<char>('0' + digit);
  }
  return without_leading_zeros(a);
}

inline std::string multiply(const std::string& a, const std::string& b) {
  std::string out = "0";
  for (const char digit : b) {
    out = out == "0" ? out : out + "0";
    for (int times = digit - '0'; times > 0; --times) out = add(out, a);
  }
  return out;
}

struct Quotient {
  std::string whole;
  std::string rest;
};

inline Quotient divide(const std::string& a, const std::string& b) {
  Quotient out{"", "0"};
  for (const char digit : a) {
    out.rest = without_leading_zeros(out.rest + digit);
    char times = '0';
    for (; compare(out.rest, b) >= 0; ++times) out.rest = subtract(out.rest, b);
    out.whole += times;
  }
  out.whole = without_leading_zeros(out.whole);
  return out;
}

/// A signed decimal number: digits without a point, and where the point is.
struct Number {
  bool negative = false;
  std::string digits = "0";
  std::size_t scale = 0;

  static Number read(std::string_view text) {
    Number out;
    std::string digits;
    for (const char c : text) {
      if (c == '-') {
        out.negative = true;
      } else if (c == '.') {
        out.scale = 1;
      } else {
        if (out.scale > 0) ++out.scale;
        digits += c;
      }
    }
    if (out.scale > 0) --out.scale;
    out.digits = without_leading_zeros(digits);
    return out;
  }

  Number at_scale(std::size_t wanted) const {
    return {negative, without_leading_zeros(digits + std::string(wanted - scale, '0')), wanted};
  }

  /// The shortest writing, as Decimal::to_string promises it.
  std::string written() const {
    std::string out = digits;
    if (out.size() <= scale) out.insert(0, scale + 1 - out.size(), '0');
    if (scale > 0) {
      out.insert(out.size() - scale, ".");
      out.erase(out.find_last_not_of('0') + 1);
      if (out.back() == '.') out.pop_back();
    }
    return negative && out != "0" ? "-" + out : out;
  }
};

inline Number add(const Number& first, const Number& second) {
  const std::size_t scale = std::max(first.scale, second.scale);
  const Number a = first.at_scale(scale);
  const Number b = second.at_scale(scale);
  if (a.negative == b.negative) return {a.negative, add(a.digits, b.digits), scale};
  if (compare(a.digits, b.digits) >= 0) return {a.negative, subtract(a.digits, b.digits), scale};
  return {b.negative, subtract(b.digits, a.digits), scale};
}

inline Number multiply(const Number& a, const Number& b) {
  return {a.negative != b.negative, multiply(a.digits, b.digits), a.scale + b.scale};
}

/// Half away from zero, `places` decimals. b is not zero.
inline Number divide(const Number& a, const Number& b, std::size_t places) {
  const std::string top = a.digits + std::string(b.scale + places, '0');
  const std::string bottom = without_leading_zeros(b.digits + std::string(a.scale, '0'));
  Quotient quotient = divide(top, bottom);
  if (compare(add(quotient.rest, quotient.rest), bottom) >= 0) {
    quotient.whole = add(quotient.whole, "1");
  }
  return {a.negative != b.negative, quotient.whole, places};
}

}  // namespace disclose::schoolbook
