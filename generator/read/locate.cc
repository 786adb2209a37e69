#include <map>

#include "format/front_matter.h"
#include "format/json.h"
#include "read/read.h"

namespace disclose {

namespace {

// A file that findings point into, opened once.
struct OpenFile {
  explicit OpenFile(std::string content) : text(std::move(content)), positions(text) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  std::string text;
  PositionIndex positions;
  Arena arena;
  std::map<std::uint32_t, std::optional<Value>> records;  ///< by their offset
};

// The part of `pointer` below the record that starts at the place's origin.
std::string_view below_record(std::string_view pointer, const Value& record, std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool in_array = first != std::string_view::npos && text[first] == '[' && record.offset != first;
  if (!in_array || pointer.empty()) return pointer;
  const std::size_t end = pointer.find('/', 1);
  return end == std::string_view::npos ? std::string_view() : pointer.substr(end);
}

void locate(Place& place, OpenFile& file) {
  const bool markdown = place.file.ends_with(".md");
  auto [found, fresh] = file.records.try_emplace(place.origin);
  if (fresh) {
    Diagnostics unheard;
    if (markdown) {
      auto parsed = parse_front_matter(place.file, file.text, file.arena, unheard);
      if (parsed) found->second = std::move(parsed->front_matter);
    } else {
      found->second = parse_json_at(file.text, place.origin, file.arena);
    }
  }
  std::size_t offset = place.origin;
  if (found->second) {
    const std::string_view pointer =
        markdown ? std::string_view(place.pointer) : below_record(place.pointer, *found->second, file.text);
    offset = offset_of(*found->second, pointer);
  }
  place.position = file.positions.at(offset);
}

}  // namespace

void locate(const Folder& folder, Diagnostics& diagnostics) {
  std::map<std::string, std::vector<Place*>> unknown;
  const auto note = [&](Place& place) {
    if (place.position.line == 0 && !place.file.empty()) unknown[place.file].push_back(&place);
  };
  for (Diagnostic& diagnostic : diagnostics.all()) {
    note(diagnostic.place);
    for (Related& related : diagnostic.related) note(related.place);
  }
  for (auto& [path, places] : unknown) {
    std::optional<std::string> text = folder.read(path);
    if (!text) continue;
    OpenFile file(std::move(*text));
    for (Place* place : places) locate(*place, file);
  }
}

}  // namespace disclose
