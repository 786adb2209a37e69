#include "format/form_findings.h"

#include <algorithm>

#include "base/text.h"

namespace disclose {

void FormFindings::add(std::size_t offset, std::string pointer, Say message, Say help) {
  ++count_;
  diagnostics_.add({.code = Code::form,
                    .place = {.file = std::string(file_),
                              .pointer = std::move(pointer),
                              .position = position_of(offset)},
                    .message = std::move(message),
                    .help = std::move(help)});
}

// position_at(), but counted on from the last finding: a great many findings stay cheap.
Position FormFindings::position_of(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < counted_to_ || counted_to_ == 0) {
    counted_ = position_at(text_, offset);
  } else {
    const std::string_view between = text_.substr(counted_to_, offset - counted_to_);
    const auto lines = static_cast<std::uint32_t>(std::ranges::count(between, '\n'));
    const std::size_t start = lines == 0 ? 0 : between.rfind('\n') + 1;
    const auto columns = static_cast<std::uint32_t>(code_point_count(between.substr(start)));
    counted_ = {counted_.line + lines, (lines == 0 ? counted_.column : 1) + columns};
  }
  counted_to_ = offset;
  return counted_;
}

}  // namespace disclose
