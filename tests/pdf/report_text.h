#pragma once

#include <string>

/// Real reports for the tests of layout: a self-evaluation form, a long table, a narrative.
namespace disclose::pdf {

/// 项目支出绩效自评表 (财预〔2020〕10号 附件1): head, fund block, goals, `indicators` rows whose level
/// cells are merged.
std::string self_evaluation_form(int indicators);

/// A table of `rows` rows; every `span` rows share their first cell.
std::string long_table(int rows, int span);

/// `chapters` chapters of the reports' usual prose.
std::string narrative(int chapters);

}  // namespace disclose::pdf
