#pragma once

#include <string_view>
#include <vector>

#include "format/markdown.h"
#include "format/narrative_lines.h"

namespace disclose {

/// Drops the lines at the beginning that together repeat the title, white space and emphasis aside.
void drop_title(std::string_view body, std::string_view title, std::vector<Line>& lines);

/// Finds the signature at the end: lines of unit names and the date below them. They become
/// Line::Kind::signature, or are dropped when `options` names the same unit and date.
void find_signature(std::string_view body, const NarrativeOptions& options, bool drop,
                    std::vector<Line>& lines);

/// Turns numbered lines that are short and hold no sentence into headings.
void find_headings(std::string_view body, std::vector<Line>& lines);

/// `2024年2月5日`, `2024-02-05`, `二〇二四年二月五日` as 20240205; 0 for anything else.
int read_day(std::string_view text);

}  // namespace disclose
