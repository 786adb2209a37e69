#include "render/frame_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "format/json_writer.h"
#include "plan/frame.h"
#include "render/theme.h"

namespace disclose {

namespace {

constexpr std::string_view kTemplates = "templates/";

bool is_used_by_sealing(std::string_view name) {
  constexpr std::array<std::string_view, 4> kBeginnings = {"html/parts/", "html/proof-", "report/parts/", "report/certificate"};
  return name == "texts/en.json" || std::ranges::any_of(kBeginnings, [&](std::string_view beginning) { return name.starts_with(beginning); });
}

}  // namespace

std::string frame_file(const PlanContext& context) {
  const Site& site = context.registry.site();
  JsonWriter json;
  json.begin_object().integer("format", 1).name("frame").view(frame_view(context));
  json.name("menus").begin_object().name("all").view(nav_view(context.registry, std::nullopt));
  for (const auto& entry : context.registry.years) json.name(std::to_string(entry.first)).view(nav_view(context.registry, entry.first));
  json.end_object().truth("english", site.english).truth("gbt9704", site.gbt9704);
  json.name("fonts").begin_object().text("song", site.fonts.song).text("fangsong", site.fonts.fangsong).text("hei", site.fonts.hei).text("kai", site.fonts.kai).end_object();
  json.name("templates").begin_object();
  for (const FolderEntry& entry : context.folder.entries()) {
    if (!entry.path.starts_with(kTemplates) || entry.kind != FolderEntry::Kind::regular || !is_used_by_sealing(std::string_view(entry.path).substr(kTemplates.size()))) continue;
    const std::optional<std::string> bytes = context.folder.read(entry.path);
    if (bytes && *bytes != built_in_file(std::string_view(entry.path).substr(kTemplates.size()))) json.text(entry.path, *bytes);
  }
  return json.end_object().end_object().take();
}

}  // namespace disclose
