#include "render/theme.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace disclose {

std::span<const std::pair<std::string_view, std::string_view>> theme_files();

namespace {

constexpr std::string_view kFolder = "templates/";
constexpr std::string_view kAssets = "assets/";
constexpr std::string_view kTexts = "texts/";

struct Files {
  std::map<std::string, TemplateSource> templates;
  std::map<std::string, std::string> assets;
  std::map<std::string, std::string> texts;
};

void place(std::string_view name, std::string bytes, Files& files) {
  if (name.starts_with(kAssets)) {
    files.assets[std::string(name.substr(kAssets.size()))] = std::move(bytes);
  } else if (name.starts_with(kTexts)) {
    files.texts[std::string(name.substr(kTexts.size()))] = std::move(bytes);
  } else {
    files.templates[std::string(name)] = {std::move(bytes), std::string(kFolder) + std::string(name)};
  }
}

// A file that would be published or compiled; notes to the web editor are neither.
bool is_theme_file(std::string_view name) { return !name.ends_with(".md") && name.find('/') != std::string_view::npos; }

// What an asset's name may be: it becomes part of a URL.
bool is_url_name(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '/';
  });
}

}  // namespace

std::string_view built_in_file(std::string_view name) {
  const auto files = theme_files();
  const auto found = std::ranges::find(files, name, &std::pair<std::string_view, std::string_view>::first);
  return found == files.end() ? std::string_view() : found->second;
}

std::optional<Theme> load_theme(const Folder& folder, Diagnostics& diagnostics) {
  Files files;
  for (const auto& [name, bytes] : theme_files()) place(name, std::string(bytes), files);
  for (const FolderEntry& entry : folder.entries()) {
    if (!entry.path.starts_with(kFolder)) continue;
    const std::string_view name = std::string_view(entry.path).substr(kFolder.size());
    if (!is_theme_file(name)) continue;
    std::optional<std::string> bytes =
        entry.kind == FolderEntry::Kind::regular ? folder.read(entry.path) : std::nullopt;
    if (!bytes || !is_url_name(name)) {
      diagnostics.add({.code = Code::form,
                       .place = {.file = entry.path, .pointer = "", .position = {1, 1}},
                       .message = {"模板文件读不出来，或文件名不能作网址", "the template cannot be read, or its name cannot be part of a URL"},
                       .help = {"用普通文件，文件名只含英文字母、数字、点、横线", "use a regular file named in letters, digits, dots and hyphens"},
                       .basis = "form"});
      continue;
    }
    place(name, std::move(*bytes), files);
  }
  std::optional<TemplateSet> compiled = TemplateSet::compile(files.templates, diagnostics);
  if (!compiled) return std::nullopt;
  return Theme{std::move(*compiled), std::move(files.assets), std::move(files.texts)};
}

}  // namespace disclose
