#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "template/source.h"
#include "template/syntax.h"

namespace disclose::templates {

/// All files of a theme, parsed, and how they refer to each other.
class Library {
 public:
  Library(const std::vector<SourceFile>& files, std::vector<Parsed> parsed);

  const SourceFile& file(std::uint32_t number) const { return files_[number]; }
  const Parsed& parsed(std::uint32_t number) const { return parsed_[number]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(files_.size()); }

  /// The file that `name` means in the file `from`: below its first folder, or as a whole name.
  std::optional<std::uint32_t> find(std::uint32_t from, std::string_view name) const;

  /// Names that a template could write for a file, as seen from `from`.
  std::vector<std::string_view> names_seen_from(std::uint32_t from) const;

  /// The blocks of a file, by name; also those inside other blocks.
  const std::map<std::string_view, const Node*>& blocks(std::uint32_t number) const {
    return blocks_[number];
  }

  /// The files that `number` is built from, without itself: parents, includes and imports.
  const std::vector<std::uint32_t>& uses(std::uint32_t number) const { return uses_[number]; }

  /// Whether another file includes it: it is a part of pages then, and need not be a page itself.
  bool is_part(std::uint32_t number) const { return part_[number]; }

  struct Found {
    std::uint32_t file = 0;
    const Macro* macro = nullptr;
  };
  /// The macro that a call in the file `from` means.
  std::optional<Found> find_macro(std::uint32_t from, const Expr& call) const;

 private:
  void collect(std::uint32_t number, const Body& body);
  std::optional<std::uint32_t> add_use(std::uint32_t number, std::string_view name);

  const std::vector<SourceFile>& files_;
  std::vector<Parsed> parsed_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<std::map<std::string_view, const Node*>> blocks_;
  std::vector<std::vector<std::uint32_t>> uses_;
  std::vector<bool> part_;
};

/// Reports every name that leads nowhere: files, blocks, macros and their arguments, filters; and
/// files that include or extend themselves, directly or through others.
void check_links(const Library& library, Report& report);

}  // namespace disclose::templates
