#include "template/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace disclose::templates {

Mode mode_of(std::string_view name) {
  for (const std::string_view ending : {".html", ".htm"}) {
    if (name.ends_with(ending)) return Mode::html;
  }
  for (const std::string_view ending : {".xml", ".xhtml", ".svg"}) {
    if (name.ends_with(ending)) return Mode::xml;
  }
  return Mode::text;
}

Diagnostic finding(const SourceFile& file, Position position, Say message, Say help) {
  Diagnostic diagnostic;
  diagnostic.code = Code::form;
  diagnostic.severity = Severity::error;
  diagnostic.place.file = file.shown_path;
  diagnostic.place.position = position;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  return diagnostic;
}

void Report::add(Spot spot, Say message, Say help) {
  if (!seen_.emplace(spot, message.zh).second) return;
  found_.push_back({spot, std::move(message), std::move(help)});
}

bool Report::mentions(std::uint32_t file) const {
  const auto first = seen_.lower_bound({Spot{file, 0}, std::string()});
  return first != seen_.end() && std::get<0>(*first).file == file;
}

void Report::hand_over(Diagnostics& diagnostics) const {
  std::vector<const Found*> in_order;
  for (const Found& one : found_) in_order.push_back(&one);
  std::ranges::stable_sort(in_order, {}, [](const Found* one) { return one->spot; });
  std::optional<PositionIndex> index;
  std::uint32_t file = 0;
  for (const Found* one : in_order) {
    if (!index || file != one->spot.file) index.emplace(files_[one->spot.file].text);
    file = one->spot.file;
    diagnostics.add(finding(files_[file], index->at(one->spot.offset), one->message, one->help));
  }
}

Say did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates,
                 Say otherwise) {
  // The word is whatever the template says: a very long one is no misspelling of a short name.
  const std::string_view near = word.size() > 100 ? std::string_view() : closest(word, candidates);
  if (near.empty()) return otherwise;
  return {fmt::format("是否要写 {}", near), fmt::format("did you mean {}", near)};
}

}  // namespace disclose::templates
