#include "check/attachment_text.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace disclose {

namespace {

using std::literals::operator""sv;

constexpr std::size_t kMostUnpacked = 256U << 20U;
constexpr int kDeepest = 3;

std::optional<std::string> convert(std::string_view bytes, const char* from) {
  const iconv_t converter = iconv_open("UTF-8", from);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string in(bytes);
  std::string out(in.size() * 4 + 16, '\0');
  char* source = in.data();
  char* target = out.data();
  std::size_t left = in.size();
  std::size_t room = out.size();
  // What is no character is left out; the rest is still looked at.
  while (left > 0 && iconv(converter, &source, &left, &target, &room) == static_cast<std::size_t>(-1) && left > 0 && room > 0) {
    ++source;
    --left;
  }
  iconv_close(converter);
  out.resize(out.size() - room);
  return out;
}

bool is_one_of(std::string_view ending, std::initializer_list<std::string_view> endings) {
  return std::ranges::find(endings, ending) != endings.end();
}

// RFC 4180: quotes may hold commas, quotes and line breaks. `separator` is a comma, tab or semicolon.
TextTable read_csv(std::string_view text) {
  TextTable table;
  const std::string_view head = text.substr(0, text.find('\n'));
  const auto count = [&](char c) { return std::ranges::count(head, c); };
  const char separator = count('\t') > count(',') ? '\t' : count(';') > count(',') ? ';' : ',';
  std::uint32_t line = 1;
  std::vector<TableCell> row;
  std::string cell;
  bool quoted = false;
  std::uint32_t row_line = 1;
  const auto end_row = [&] {
    row.push_back({std::move(cell), false});
    cell.clear();
    table.rows.push_back(std::move(row));
    table.lines.push_back(row_line);
    row.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else if (c == '"') {
        quoted = false;
      } else {
        cell += c;
      }
      if (c == '\n') ++line;
    } else if (c == '"' && cell.empty()) {
      quoted = true;
    } else if (c == separator) {
      row.push_back({std::move(cell), false});
      cell.clear();
    } else if (c == '\n') {
      end_row();
      row_line = ++line;
    } else if (c != '\r') {
      cell += c;
    }
  }
  if (!cell.empty() || !row.empty()) end_row();
  return table;
}

void read_lines(std::string_view text, AttachmentText& out) {
  std::uint32_t line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    ++line;
    if (end > at) out.pieces.push_back({{}, std::string(text.substr(at, end - at)), {line, 1}});
    at = end + 1;
  }
}

void append(AttachmentText& to, AttachmentText from, const std::string& member) {
  const Say where{fmt::format("{} ", member), fmt::format("{}: ", member)};
  for (TextPiece& piece : from.pieces) {
    piece.where = {where.zh + piece.where.zh, where.en + piece.where.en};
    piece.position = {1, 1};
    to.pieces.push_back(std::move(piece));
  }
  for (TextTable& table : from.tables) {
    table.where = {where.zh + table.where.zh, where.en + table.where.en};
    table.lines.clear();
    to.tables.push_back(std::move(table));
  }
  if (from.problem && !to.problem) to.problem = from.problem;
  for (const Say& remark : from.remarks) to.remarks.push_back({where.zh + remark.zh, where.en + remark.en});
}

// Reads a file and the files within it. What is unpacked has room for all of them together: an archive
// of archives does not grow without end.
class AttachmentReader {
 public:
  AttachmentText read(std::string_view name, std::string_view bytes, int depth) {
    AttachmentText out;
    const std::string ending = ending_of(name);
    const bool picture = is_one_of(ending, {"jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "mp3", "mp4", "wav", "avi", "mov"});
    if (bytes.empty()) return out;
    if (picture) {
      read_binary(bytes, false, out);  // who took it, where and of what
    } else if (depth > kDeepest) {
      out.problem = Say{"层层打包", "is packed too deep"};
    } else if (bytes.starts_with("%PDF") || ending == "pdf") {
      read_pdf(bytes, out, [&](std::string_view inner, std::string_view content) { append(out, read(inner, content, depth + 1), std::string(inner)); });
    } else if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) {
      read_archive(ending, bytes, depth, out);
    } else if (is_one_of(ending, {"csv", "tsv"})) {
      out.tables.push_back(read_csv(as_utf8(bytes)));
    } else if (bytes.find('\0') == std::string_view::npos || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
      read_lines(as_utf8(bytes), out);
    } else {
      if (bytes.starts_with("\xD0\xCF\x11\xE0")) read_binary(bytes, true, out);
      out.problem = Say{fmt::format("是 {} 格式，读不出文字", ending.empty() ? "不明" : ending), fmt::format("is of a format ({}) whose text cannot be read", ending)};
    }
    return out;
  }

 private:
  void read_archive(const std::string& ending, std::string_view bytes, int depth, AttachmentText& out) {
    const ZipContent zip = read_zip(bytes, room_);
    out.problem = zip.problem;
    const bool office = is_one_of(ending, {"docx", "docm", "xlsx", "xlsm", "pptx", "odt", "ods", "odp", "ofd"});
    if (office) return read_office(zip, out);
    for (const ZipMember& member : zip.members) {
      const std::string shown = as_utf8(member.name);
      out.pieces.push_back({{"内的文件名", "a name in it: "}, shown, {1, 1}});
      append(out, read(shown, member.bytes, depth + 1), shown);
    }
  }

  std::size_t room_ = kMostUnpacked;
};

}  // namespace

std::string ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.find('/', dot) != std::string_view::npos) return {};
  std::string ending(name.substr(dot + 1));
  std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return ending;
}

std::string as_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) return convert(bytes.substr(2), "UTF-16LE").value_or("");
  if (bytes.starts_with("\xFE\xFF")) return convert(bytes.substr(2), "UTF-16BE").value_or("");
  if (find_invalid_utf8(bytes) == std::string_view::npos) return std::string(bytes);
  return convert(bytes, "GB18030").value_or(std::string(bytes));
}

AttachmentText read_attachment(std::string_view name, std::string_view bytes) { return AttachmentReader().read(name, bytes, 0); }

}  // namespace disclose
