#include "format/xlsx.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/text.h"

namespace disclose {

namespace {

constexpr std::size_t max_rows = 1048575;  // without the header
constexpr std::size_t max_columns = 16384;
constexpr std::size_t max_text = 32767;  // UTF-16 units
constexpr std::size_t max_sheet_name = 31;
constexpr std::size_t max_url = 2000;
constexpr std::size_t max_links = 65530;
constexpr std::size_t safe_digits = 15;  // DBL_DIG: any decimal of so many survives
constexpr std::size_t min_width = 6;
constexpr std::size_t max_width = 48;
constexpr std::size_t rows_measured = 2000;
constexpr std::string_view cut_remark = "……（全文见网页）";

[[noreturn]] void fail(std::string_view what) {
  throw std::runtime_error(fmt::format("cannot write a workbook: {}", what));
}

void must(lxw_error error) {
  if (error != LXW_NO_ERROR) fail(lxw_strerror(error));
}

/// A file in memory that has a path, which libxlsxwriter 1.1 asks for.
class MemoryFile {
 public:
  MemoryFile() : file_(::memfd_create("workbook", MFD_CLOEXEC)) {
    if (file_ < 0) fail("no memory file");
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(file_); }

  std::string path() const { return fmt::format("/proc/self/fd/{}", file_); }

  std::string bytes() const {
    struct stat status = {};
    if (::fstat(file_, &status) != 0) fail("the memory file is gone");
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const ssize_t got = ::pread(file_, bytes.data() + filled, bytes.size() - filled,
                                  static_cast<off_t>(filled));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) fail("the memory file is cut short");
      filled += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  int file_;
};

std::size_t utf16_units(char32_t c) { return c >= 0x10000 ? 2 : 1; }

/// The start of `text` that fits into `limit` UTF-16 units, which is what Excel counts.
std::string_view fitting(std::string_view text, std::size_t limit) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    units += utf16_units(next_code_point(text, at));
    if (units > limit) return text.substr(0, start);
  }
  return text;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// A text as it must be handed over to be read as it is: Excel reads _x0041_ as an escape of A
/// (ECMA-376 part 1, 22.4.2.4), so its underscore is escaped itself.
std::string cell_text(std::string_view text) {
  std::string clean = clean_text(text);
  if (fitting(clean, max_text).size() < clean.size()) {
    clean = std::string(fitting(clean, max_text - code_point_count(cut_remark)));
    clean += cut_remark;
  }
  for (std::size_t at = clean.find("_x"); at != std::string::npos; at = clean.find("_x", at + 1)) {
    const bool is_escape = at + 7 <= clean.size() && clean[at + 6] == '_' &&
                           std::all_of(clean.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                                       clean.begin() + static_cast<std::ptrdiff_t>(at) + 6, is_hex);
    if (is_escape) clean.insert(at, "_x005F");
    if (is_escape) at += 6;
  }
  return clean;
}

bool is_web_address(std::string_view link) {
  const bool has_scheme = link.substr(0, 8) == "https://" || link.substr(0, 7) == "http://";
  return has_scheme && link.size() <= max_url &&
         std::all_of(link.begin(), link.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

/// A sheet name Excel takes: 1 to 31 characters, none of []:*?/\, no ' at its ends, not taken yet.
std::string sheet_name(std::string_view wanted, std::set<std::string>& taken) {
  std::string name = clean_text(wanted);
  constexpr std::string_view refused = "[]:*?/\\'\t\r\n";
  std::replace_if(name.begin(), name.end(),
                  [&](char c) { return refused.find(c) != std::string_view::npos; }, '-');
  if (name.empty()) name = "Sheet";
  std::string free(fitting(name, max_sheet_name));
  const auto folded = [](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
  };
  for (int n = 2; folded(free) == "history" || !taken.insert(folded(free)).second; ++n) {
    const std::string ending = fmt::format(" ({})", n);
    free = std::string(fitting(name, max_sheet_name - ending.size())) + ending;
  }
  return free;
}

/// Writes one workbook; the library's objects live as long as it does.
class WorkbookWriter {
 public:
  explicit WorkbookWriter(const std::string& path) {
    // Row by row: the memory in use does not grow with the sheet.
    lxw_workbook_options options = {};
    options.constant_memory = LXW_TRUE;
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) fail("no memory");
    header_ = make_format();
    format_set_bold(header_);
    format_set_bg_color(header_, 0xE8EDF3);
    format_set_bottom(header_, LXW_BORDER_THIN);
    text_ = make_format();
    link_ = make_format();
    format_set_font_color(link_, 0x0B57A4);
    format_set_underline(link_, LXW_UNDERLINE_SINGLE);
  }
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;
  ~WorkbookWriter() {
    if (book_ != nullptr) workbook_close(book_);
  }

  void describe(const Workbook& workbook) {
    // They are only read by the library, which takes them as char*.
    std::string title = clean_text(workbook.title);
    std::string author = clean_text(workbook.author);
    lxw_doc_properties properties = {};
    properties.title = title.data();
    properties.author = author.data();
    // 0 means the current time to the library; nothing may depend on the clock.
    properties.created = workbook.created == 0 ? 1 : static_cast<time_t>(workbook.created);
    must(workbook_set_properties(book_, &properties));
  }

  void add_notes(const std::vector<WorkbookNote>& notes);
  void add_sheet(const Sheet& sheet);
  void close() { must(workbook_close(std::exchange(book_, nullptr))); }

 private:
  lxw_format* make_format() {
    lxw_format* format = workbook_add_format(book_);
    if (format == nullptr) fail("no memory");
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(format);
    return format;
  }

  lxw_worksheet* make_sheet(std::string_view name) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_name(name, names_).c_str());
    if (sheet == nullptr) fail("no memory");
    links_ = 0;
    return sheet;
  }

  lxw_format* number_format(Cell::Kind kind, std::size_t places);
  void write_rows(const Sheet& sheet, std::size_t first, std::size_t last);
  void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell);
  void write_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell,
                  lxw_format* format);

  lxw_workbook* book_ = nullptr;
  lxw_format* header_ = nullptr;
  lxw_format* text_ = nullptr;
  lxw_format* link_ = nullptr;
  std::map<std::string, lxw_format*> numbers_;
  std::set<std::string> names_;
  std::size_t links_ = 0;  ///< of the sheet being written
};

lxw_format* WorkbookWriter::number_format(Cell::Kind kind, std::size_t places) {
  std::string pattern = kind == Cell::Kind::amount ? "#,##0" : "0";
  if (places > 0) pattern += "." + std::string(places, '0');
  lxw_format*& format = numbers_[pattern];
  if (format == nullptr) {
    format = workbook_add_format(book_);
    if (format == nullptr) fail("no memory");
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(format, pattern.c_str());
  }
  return format;
}

void WorkbookWriter::write_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column,
                                const Cell& cell, lxw_format* format) {
  if (is_web_address(cell.link) && links_ < max_links) {
    must(worksheet_write_url(sheet, row, column, cell.link.c_str(), link_));
    ++links_;
    format = link_;
  }
  const std::string text = cell_text(cell.text);
  if (!text.empty()) must(worksheet_write_string(sheet, row, column, text.c_str(), format));
}

void WorkbookWriter::write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column,
                                const Cell& cell) {
  const bool is_number = cell.kind != Cell::Kind::text && is_plain_decimal(cell.text) &&
                         significant_digits(cell.text) <= safe_digits;
  if (!is_number) {
    write_text(sheet, row, column, cell, text_);
    return;
  }
  // The only figure that passes through binary: a workbook knows no other numbers, and one of at
  // most 15 digits comes back as it was.
  double value = 0;
  std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), value);
  must(worksheet_write_number(sheet, row, column, value,
                              number_format(cell.kind, decimal_places(cell.text))));
}

/// How wide the column must be, in characters: its longest line, between the bounds.
std::size_t column_width(const Sheet& sheet, std::size_t column) {
  constexpr std::size_t filter_button = 3;
  std::size_t width = display_width(sheet.header[column]) + filter_button;
  const std::size_t measured = std::min(sheet.rows.size(), rows_measured);
  for (std::size_t row = 0; row < measured; ++row) {
    if (column >= sheet.rows[row].size()) continue;
    const Cell& cell = sheet.rows[row][column];
    // Only as much of a narrative as can matter.
    const std::string_view text = std::string_view(cell.text).substr(0, 4 * max_width);
    const std::size_t commas = cell.kind == Cell::Kind::amount ? text.size() / 3 : 0;
    width = std::max(width, display_width(text.substr(0, text.find('\n'))) + commas + 1);
  }
  return std::clamp(width, min_width, max_width);
}

void WorkbookWriter::write_rows(const Sheet& content, std::size_t first, std::size_t last) {
  lxw_worksheet* sheet = make_sheet(content.name);
  const std::size_t columns = std::min(content.header.size(), max_columns);
  for (std::size_t c = 0; c < columns; ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    must(worksheet_set_column(sheet, column, column,
                              static_cast<double>(column_width(content, c)), nullptr));
    const std::string title = cell_text(content.header[c]);
    if (!title.empty()) must(worksheet_write_string(sheet, 0, column, title.c_str(), header_));
  }
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, 1, 0);
  if (columns > 0) {
    must(worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(last - first),
                              static_cast<lxw_col_t>(columns - 1)));
  }
  for (std::size_t r = first; r < last; ++r) {
    const std::vector<Cell>& cells = content.rows[r];
    for (std::size_t c = 0; c < std::min(cells.size(), columns); ++c) {
      write_cell(sheet, static_cast<lxw_row_t>(r - first + 1), static_cast<lxw_col_t>(c), cells[c]);
    }
  }
}

void WorkbookWriter::add_sheet(const Sheet& sheet) {
  std::size_t first = 0;
  do {
    const std::size_t last = std::min(sheet.rows.size(), first + max_rows);
    write_rows(sheet, first, last);
    first = last;
  } while (first < sheet.rows.size());
}

void WorkbookWriter::add_notes(const std::vector<WorkbookNote>& notes) {
  constexpr double name_width = 20;
  constexpr double text_width = 88;
  lxw_worksheet* sheet = make_sheet("说明");
  must(worksheet_set_column(sheet, 0, 0, name_width, nullptr));
  must(worksheet_set_column(sheet, 1, 1, text_width, nullptr));
  lxw_row_t row = 0;
  for (const WorkbookNote& note : notes) {
    write_text(sheet, row, 0, Cell::of(note.name), header_);
    write_text(sheet, row, 1, Cell::of(note.text, note.link), text_);
    ++row;
  }
}

}  // namespace

std::string to_xlsx(const Workbook& workbook) {
  // libxlsxwriter 1.1 names its temporary files with rand() and formats its date with gmtime(),
  // neither of which is meant for several threads: one workbook at a time. The lock guards no data.
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);

  const MemoryFile file;
  WorkbookWriter writer(file.path());
  writer.describe(workbook);
  if (!workbook.notes.empty()) writer.add_notes(workbook.notes);
  for (const Sheet& sheet : workbook.sheets) writer.add_sheet(sheet);
  writer.close();
  return file.bytes();
}

}  // namespace disclose
