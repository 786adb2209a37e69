#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "template/template.h"

namespace disclose {

/// The look of a site: the built-in theme, overridden file by file by the site folder's templates/.
struct Theme {
  TemplateSet templates;
  std::map<std::string, std::string> assets;  ///< name below templates/assets/ → bytes
  std::map<std::string, std::string> texts;   ///< name below templates/texts/ → bytes
};

/// A file of the built-in theme by its name below templates/; "" when it has none.
std::string_view built_in_file(std::string_view name);

/// Compiles the theme of a site folder. Every mistake in a template is reported; nullopt then.
std::optional<Theme> load_theme(const Folder& folder, Diagnostics& diagnostics);

}  // namespace disclose
