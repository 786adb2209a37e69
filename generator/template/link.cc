#include "template/link.h"

#include <algorithm>

namespace disclose::templates {

Library::Library(const std::vector<SourceFile>& files, std::vector<Parsed> parsed)
    : files_(files),
      parsed_(std::move(parsed)),
      blocks_(files.size()),
      uses_(files.size()),
      part_(files.size(), false) {
  for (std::uint32_t i = 0; i < size(); ++i) numbers_.emplace(files_[i].name, i);
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (parsed_[i].parent) add_use(i, parsed_[i].parent->name);
    for (const auto& [alias, reference] : parsed_[i].imports) add_use(i, reference.name);
    collect(i, parsed_[i].body);
    for (const auto& [name, macro] : parsed_[i].macros) collect(i, macro.body);
  }
}

std::optional<std::uint32_t> Library::add_use(std::uint32_t number, std::string_view name) {
  const std::optional<std::uint32_t> used = find(number, name);
  if (used && std::ranges::find(uses_[number], *used) == uses_[number].end()) {
    uses_[number].push_back(*used);
  }
  return used;
}

void Library::collect(std::uint32_t number, const Body& body) {
  for (const Node& node : body) {
    if (node.kind == Node::Kind::include) {
      if (const std::optional<std::uint32_t> part = add_use(number, node.target))
        part_[*part] = true;
    }
    if (node.kind == Node::Kind::block) blocks_[number].emplace(node.target, &node);
    for (const Body& inner : node.bodies) collect(number, inner);
  }
}

std::optional<std::uint32_t> Library::find(std::uint32_t from, std::string_view name) const {
  const std::string& own = files_[from].name;
  const std::size_t folder = own.find('/');
  if (folder != std::string::npos) {
    const auto below = numbers_.find(own.substr(0, folder + 1) + std::string(name));
    if (below != numbers_.end()) return below->second;
  }
  const auto whole = numbers_.find(name);
  if (whole != numbers_.end()) return whole->second;
  return std::nullopt;
}

std::vector<std::string_view> Library::names_seen_from(std::uint32_t from) const {
  const std::string_view own = files_[from].name;
  const std::size_t slash = own.find('/');
  const std::string_view folder = slash == std::string_view::npos ? "" : own.substr(0, slash + 1);
  std::vector<std::string_view> names;
  for (const SourceFile& file : files_) {
    const std::string_view name = file.name;
    names.push_back(name.starts_with(folder) ? name.substr(folder.size()) : name);
  }
  return names;
}

std::optional<Library::Found> Library::find_macro(std::uint32_t from, const Expr& call) const {
  std::uint32_t file = from;
  if (!call.owner.empty()) {
    const auto import = parsed_[from].imports.find(call.owner);
    if (import == parsed_[from].imports.end()) return std::nullopt;
    const std::optional<std::uint32_t> target = find(from, import->second.name);
    if (!target) return std::nullopt;
    file = *target;
  }
  const auto macro = parsed_[file].macros.find(call.text);
  if (macro == parsed_[file].macros.end()) return std::nullopt;
  return Found{file, &macro->second};
}

}  // namespace disclose::templates
