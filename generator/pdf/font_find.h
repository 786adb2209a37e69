#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace disclose::pdf {

/// Where a font is: a file, and which of its faces.
struct FontPlace {
  std::string path;
  std::optional<unsigned> index;  ///< after `#`; none: the Simplified Chinese face
};

/// Finds what `FontChoice` names: a path (it has a `/` or ends in .ttf, .otf, .ttc or .otc), or the
/// name of a family among the fonts this program knows Debian's packages of. nullopt: an unknown
/// family.
std::optional<FontPlace> find_font(std::string_view name);

/// The Debian package that installs the file, when it is one we know; else "".
std::string_view package_of(std::string_view path);

}  // namespace disclose::pdf
