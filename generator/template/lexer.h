#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "template/source.h"

namespace disclose::templates {

/// A stretch of a template: literal text, `{{ output }}` or `{% tag %}`. Comments are gone.
struct Piece {
  enum class Kind : std::uint8_t { text, output, tag };
  Kind kind = Kind::text;
  std::uint32_t offset = 0;  ///< of its first byte; of `{{` or `{%`
  std::uint32_t begin = 0;   ///< of the text, or of what stands between the marks
  std::uint32_t end = 0;
};

/// Cuts a file into pieces. `{% raw %}` is resolved, white space that `-` marks eat is left out.
std::vector<Piece> split(const SourceFile& file, std::uint32_t number, Report& report);

/// A word or sign inside `{{ }}` or `{% %}`.
struct Token {
  enum class Kind : std::uint8_t { name, text, number, sign, end };
  Kind kind = Kind::end;
  std::uint32_t offset = 0;
  std::string_view written;  ///< as it stands in the template
  std::string value;         ///< of a text: without quotes, escapes resolved
  bool is(std::string_view word) const {
    return (kind == Kind::name || kind == Kind::sign) && written == word;
  }
};

/// The tokens of a piece, `end` last. After a problem (reported) the tokens stop: `sound` is false.
struct Tokens {
  std::vector<Token> all;
  bool sound = true;
};
Tokens tokenize(const SourceFile& file, std::uint32_t number, const Piece& piece, Report& report);

}  // namespace disclose::templates
