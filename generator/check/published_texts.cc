#include "check/published_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace disclose {

namespace {

TextOwner owner_of_record(const Record& record) {
  return {.record = record.id, .unit = record.unit, .origin = &record.origin, .item = &record};
}
TextOwner owner_of_page(const MarkdownPage& page) {
  return {.record = page.id, .unit = page.unit, .origin = &page.origin, .item = &page, .is_page = true};
}

}  // namespace

Place TextOwner::place(const TextPlace& text) const {
  const std::string head = origin->index < 0 ? "" : fmt::format("/{}", origin->index);
  return {.file = std::string(origin->file), .pointer = head + text.pointer(), .position = {}, .origin = origin->offset};
}

Say TextOwner::name(const RuleContext& context) const {
  if (item != nullptr && is_page) return who(context, static_cast<const MarkdownPage&>(*item));
  if (item != nullptr) return whose(context, *item);
  const Unit* named = context.registry.unit(unit);
  if (named == nullptr) return {"本站信息", "the site's own data"};
  return {fmt::format("{}的单位信息", named->name), fmt::format("the unit {} ({})", named->id, named->name)};
}

TextOwner owner_of(const Registry& registry, const Record* item) {
  if (item == nullptr) return {.origin = &registry.site().origin};
  const bool is_page = std::ranges::find(registry.pages, item, [](const MarkdownPage* page) { return static_cast<const Record*>(page); }) != registry.pages.end();
  return is_page ? owner_of_page(static_cast<const MarkdownPage&>(*item)) : owner_of_record(*item);
}

void for_each_published_text(const RuleContext& context, const VisitPublishedText& visit) {
  const Registry& registry = context.registry;
  for_each_list(registry.records, [&](const auto& list) {
    for_each_in_part(context, list, [&](const Record* record) {
      if (!record->sound) return;
      const TextOwner owner = owner_of_record(*record);
      for_each_text(*record, [&](const TextPlace& place, Text text) { visit(owner, place, text); });
    });
  });
  for_each_in_part(context, registry.pages, [&](const MarkdownPage* page) {
    if (!page->sound) return;
    const TextOwner owner = owner_of_page(*page);
    for_each_text(*page, [&](const TextPlace& place, Text text) { visit(owner, place, text); });
  });
  const auto notice = [&](const Record& record, const TextOwner& owner) {
    for_each_notice_text(record, [&](const TextPlace& place, Text text) { visit(owner, place, text); });
  };
  for_each_in_part(context, registry.withdrawn, [&](const Record* record) { notice(*record, owner_of_record(*record)); });
  for_each_in_part(context, registry.withdrawn_pages, [&](const MarkdownPage* page) { notice(*page, owner_of_page(*page)); });
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
