#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "format/sheet.h"

namespace disclose {

/// One line of the first sheet 说明: what the workbook is, where its figures come from.
struct WorkbookNote {
  std::string name;
  std::string text;
  std::string link;  ///< absolute http(s) address; may be empty
};

/// What a workbook holds.
struct Workbook {
  std::string title;
  std::string author;        ///< who publishes it
  std::int64_t created = 0;  ///< seconds since 1970-01-01 UTC, from the input, never from the clock
  std::vector<WorkbookNote> notes;   ///< the sheet 说明, made when there are any
  std::vector<Sheet> sheets;
};

/// The bytes of an .xlsx file: the same for the same workbook, whatever the day and the machine.
/// Each sheet has a bold header row that stays in sight and filters, and columns of fitting width.
///
/// A figure is a number where a spreadsheet keeps all its digits (15 that count), and text where it
/// would round them. Texts are never formulas. What Excel cannot hold is met so: rows over
/// 1,048,576 go on in a further sheet, a text over 32,767 characters is cut with a remark, links
/// over 65,530 a sheet become texts, a sheet's name loses the characters it may not have.
/// Throws std::runtime_error when memory or temporary storage runs out. Safe from many threads.
std::string to_xlsx(const Workbook& workbook);

}  // namespace disclose
