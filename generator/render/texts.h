#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace disclose {

/// The texts of the interface in another language: templates/texts/en.json, an object of the Chinese
/// text as it stands in a page and its translation. `{#}` in a key stands for a number with its signs, `{}`
/// for any text within a sentence, which is translated in its turn; `{1}`, `{2}` in the translation are what they stood for, `{1e4}` the number times 10,000. A key of
/// holes and marks alone ("{}。{}") parts a sentence, and only where each part has a translation.
/// A record's own words have no entry and stay as they are.
class Texts {
 public:
  /// Part of a translated text; `kept`: as it was, in Chinese.
  struct Piece {
    std::string text;
    bool kept = false;
  };
  using Pieces = std::vector<Piece>;

  /// Reads a catalogue; nullopt after reporting what is wrong with it. Texts are compared and given as
  /// they stand in HTML.
  static std::optional<Texts> read(std::string_view file, std::string_view json, Diagnostics& diagnostics);

  /// `text` without white space at its ends. Where there is no entry it is one piece, kept when it is Chinese.
  Pieces translate(std::string_view text) const { return translate(text, 0); }
  /// The pieces of translate() behind each other.
  std::string plain(std::string_view text) const;

 private:
  struct Pattern {
    std::vector<std::string> literals;  ///< one more than `holes`
    std::vector<bool> numbers;          ///< a hole that takes a number alone
    std::string translation;
    bool parts = false;  ///< it only parts a text at a mark: taken where all the parts are translated
    bool match(std::string_view text, std::vector<std::string_view>& found) const;
  };

  Pieces translate(std::string_view text, int depth) const;
  std::optional<Pieces> filled(const Pattern& pattern, const std::vector<std::string_view>& found, int depth) const;
  std::optional<Pieces> first_of(const std::vector<Pattern>& patterns, std::string_view text, int depth) const;
  bool add(std::string_view key, std::string_view translation);

  std::map<std::string, std::string, std::less<>> exact_;
  std::map<char32_t, std::vector<Pattern>> by_first_;  ///< patterns by the character they begin with
  std::map<char32_t, std::vector<Pattern>> by_last_;   ///< those that begin with a hole, by the one they end with
  std::vector<Pattern> others_;                        ///< those with a hole at both ends
};

/// Whether `text` has a Han character or a full-width mark: whether it is Chinese to a screen reader.
bool is_chinese(std::string_view text);

}  // namespace disclose
