#pragma once

#include <string_view>
#include <vector>

#include "format/mapped_text.h"
#include "format/markdown.h"

namespace disclose {

/// The text runs of `repaired`, which was made out of `body` (text_runs()).
std::vector<TextRun> collect_runs(std::string_view body, const MappedText& repaired,
                                  Reading reading, std::string_view joiner);

}  // namespace disclose
