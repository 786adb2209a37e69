#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace disclose {

/// The longest formula that is recognised, in bytes.
inline constexpr std::size_t kLongestFormula = 400;

/// A formula found in a text.
struct Formula {
  std::size_t size = 0;  ///< bytes it takes, its `$` marks included; 0 when there is none
  std::string text;      ///< written out: `\geq 95\%` is ≥95%, `m^2` is m²
};

/// The `$…$` or `$$…$$` formula at the start of `text`. A pair of dollar signs is a formula when
/// what stands between them has a backslash or one of ^ _ < > =, or is a bare number or a letter or
/// two; `费用$5和$6` has none.
Formula read_dollar_formula(std::string_view text);

/// The LaTeX command at the start of `text` (which is a backslash) that stands outside any formula:
/// `\leq`, `\text{万元}`. Only commands whose meaning is sure are taken.
Formula read_command(std::string_view text);

}  // namespace disclose
