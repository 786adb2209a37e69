#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace disclose {

/// One cell of a table for download. What CSV and XLSX make of it is the same figure or text.
struct Cell {
  enum class Kind : std::uint8_t {
    text,
    amount,  ///< an exact decimal, shown with thousands apart and as many decimals as written
    count,   ///< an exact decimal, shown as written: a year, an order number
  };

  std::string text;
  std::string link;  ///< absolute http(s) address the cell leads to (XLSX only); may be empty
  Kind kind = Kind::text;

  static Cell of(std::string text, std::string link = "") {
    return {.text = std::move(text), .link = std::move(link), .kind = Kind::text};
  }
  static Cell amount(std::string exact) {
    return {.text = std::move(exact), .link = "", .kind = Kind::amount};
  }
  static Cell count(std::string exact) {
    return {.text = std::move(exact), .link = "", .kind = Kind::count};
  }
};

/// A table for download: a header and rows of as many cells (a shorter row ends in empty cells).
struct Sheet {
  std::string name;
  std::vector<std::string> header;
  std::vector<std::vector<Cell>> rows;
};

/// Whether `text` is a decimal as figures are printed for machines: -?\d+(\.\d+)?
bool is_plain_decimal(std::string_view text);

/// The digits of a plain decimal that count: from the first that is not 0 to the last written.
std::size_t significant_digits(std::string_view decimal);

/// The digits a plain decimal has after its point.
std::size_t decimal_places(std::string_view decimal);

/// Whether clean_text() surely leaves `text` as it is.
bool is_clean_text(std::string_view text);

/// `text` as valid UTF-8 without characters that XML cannot hold; these become U+FFFD.
std::string clean_text(std::string_view text);

}  // namespace disclose
