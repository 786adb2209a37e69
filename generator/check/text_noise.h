#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace disclose {

/// A trace that conversion or pasting left in a text (format.md 6, text-noise).
struct Noise {
  enum class Kind : std::uint8_t {
    replacement,    ///< U+FFFD: a character was lost
    control,        ///< a control character
    direction,      ///< a bidirectional mark; U+202D and U+202E reverse what is read
    private_use,    ///< a character only one font knows
    formula,        ///< `$…$` with LaTeX in it
    command,        ///< `\text{`, `\leq` and the like
    lone_word,      ///< a lower-case ASCII word between Chinese letters
    emphasis,       ///< leftover `**`
    template_hint,  ///< （100字以内）
  };
  Kind kind = Kind::control;
  std::size_t begin = 0;  ///< in bytes
  std::size_t end = 0;
  bool reverses = false;  ///< U+202D or U+202E is in it: an error
};

/// Whether `text` may have any noise: cheap, and true too often.
bool may_have_noise(std::string_view text);

/// What noise `text` has, in its order, no two spans of which overlap. Linear in the text.
std::vector<Noise> find_noise(std::string_view text);

}  // namespace disclose
