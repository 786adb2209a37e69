#include "check/published_texts.h"

#include <fmt/format.h>

#include <set>

namespace disclose {

namespace {

TextOwner owner_of(const Record& record) { return {.record = record.id, .unit = record.unit, .origin = &record.origin}; }

}  // namespace

Place TextOwner::place(const TextPlace& text) const {
  const std::string head = origin->index < 0 ? "" : fmt::format("/{}", origin->index);
  return {.file = std::string(origin->file), .pointer = head + text.pointer(), .position = {}, .origin = origin->offset};
}

void for_each_published_text(const RuleContext& context, const VisitPublishedText& visit) {
  const Registry& registry = context.registry;
  for_each_list(registry.records, [&](const auto& list) {
    for_each_in_part(context, list, [&](const Record* record) {
      if (!record->sound) return;
      const TextOwner owner = owner_of(*record);
      for_each_text(*record, [&](const TextPlace& place, Text text) { visit(owner, place, text); });
    });
  });
  for_each_in_part(context, registry.pages, [&](const MarkdownPage* page) {
    if (!page->sound) return;
    for_each_text(*page, [&](const TextPlace& place, Text text) { visit(owner_of(*page), place, text); });
  });
  const auto notice = [&](const Record* record) {
    for_each_notice_text(*record, [&](const TextPlace& place, Text text) { visit(owner_of(*record), place, text); });
  };
  for_each_in_part(context, registry.withdrawn, notice);
  for_each_in_part(context, registry.withdrawn_pages, notice);
  for_each_in_part(context, registry.units(), [&](const Unit& unit) {
    const TextOwner owner{.record = unit.id, .unit = unit.id, .origin = &unit.origin};
    for_each_text(unit, [&](const TextPlace& place, Text text) { visit(owner, place, text); });
  });
  const Site& site = registry.site();
  if (context.part != 0 || site.origin.file.empty()) return;
  const TextOwner owner{.record = {}, .unit = {}, .origin = &site.origin};
  for_each_text(site, [&](const TextPlace& place, Text text) { visit(owner, place, text); });
}

std::vector<PublishedFile> published_bodies(const Registry& registry) {
  std::vector<PublishedFile> bodies;
  std::set<Text> seen;
  const auto add = [&](const Record& record) {
    if (record.narrative.empty() || !record.sound || withheld_at(record, "/narrative") != nullptr) return;
    if (seen.insert(record.narrative).second) bodies.push_back({record.narrative, &record});
  };
  for (const MarkdownPage* page : registry.pages) add(*page);
  for_each_list(registry.records, [&](const auto& list) {
    for (const Record* record : list) add(*record);
  });
  return bodies;
}

std::vector<PublishedFile> published_attachments(const Registry& registry) {
  std::vector<PublishedFile> attachments;
  std::set<Text> seen;
  const auto add = [&](const Record& record) {
    for (std::size_t i = 0; i < record.documents.size() && record.sound; ++i) {
      const Text path = record.documents[i].path;
      const bool shown = !path.empty() && (record.withheld.empty() || withheld_at(record, fmt::format("/documents/{}/path", i)) == nullptr);
      if (shown && seen.insert(path).second) attachments.push_back({path, &record});
    }
  };
  for_each_list(registry.records, [&](const auto& list) {
    for (const Record* record : list) add(*record);
  });
  for (const MarkdownPage* page : registry.pages) add(*page);
  if (const Text emblem = registry.site().emblem; !emblem.empty() && seen.insert(emblem).second) attachments.push_back({emblem, nullptr});
  return attachments;
}

}  // namespace disclose
