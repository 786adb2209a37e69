#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/position.h"

namespace disclose {

/// A run of text of an attachment.
struct TextPiece {
  Say where;    ///< within it: 第 3 页; empty for a text file
  std::string text;
  Position position{1, 1};  ///< of a text file; else that of the file
  bool chance = false;  ///< made out of bytes: words in it may be chance, numbers with their check digits are not
};

struct TableCell {
  std::string text;
  bool number = false;  ///< typed as a number: an amount, but for columns of phone numbers
};

/// A table of an attachment: a sheet, a CSV file, a table of a document.
struct TextTable {
  Say where;
  std::vector<std::vector<TableCell>> rows;
  std::vector<std::uint32_t> lines;  ///< of each row in a text file; else empty
};

/// What a reader of an attachment can read, its metadata and the names of its parts included.
struct AttachmentText {
  std::vector<TextPiece> pieces;
  std::vector<TextTable> tables;
  std::optional<Say> problem;  ///< why some of it cannot be read: encrypted, no text, too large
  std::vector<Say> remarks;    ///< what a reader does not see at once: hidden sheets, comments, an author
};

/// Reads the text of a file by its name's ending: text, CSV, PDF, Office documents and archives of
/// these; of old Office formats and pictures what can be made out in their bytes. Whatever the bytes are,
/// time and memory stay within bounds.
AttachmentText read_attachment(std::string_view name, std::string_view bytes);

/// The ending of a name in lower case, without the dot.
std::string ending_of(std::string_view name);

/// Text as UTF-8: by its byte order mark, as UTF-8, or else as GB 18030, in which Chinese offices write.
std::string as_utf8(std::string_view bytes);

/// A file in an archive.
struct ZipMember {
  std::string name;
  std::string bytes;
};
struct ZipContent {
  std::vector<ZipMember> members;
  std::optional<Say> problem;
};
/// Unpacks an archive into at most `room` bytes, which it takes from it.
ZipContent read_zip(std::string_view bytes, std::size_t& room);

/// While one is alive, opening the next PDF is cheap.
class PdfSession {
 public:
  PdfSession();
  ~PdfSession();
  PdfSession(const PdfSession&) = delete;
  PdfSession& operator=(const PdfSession&) = delete;

 private:
  struct Open;
  std::unique_ptr<Open> open_;
};

/// Adds the text of each page and the document's metadata; calls `inner` for the files within it.
void read_pdf(std::string_view bytes, AttachmentText& out,
              const std::function<void(std::string_view name, std::string_view bytes)>& inner);

/// Adds the parts of an Office document (OOXML, ODF, OFD), and remarks on what it hides.
void read_office(const ZipContent& zip, AttachmentText& out);

/// Adds what can be made out of bytes that are no text: runs of ASCII and of UTF-8; of the old Office
/// formats (.doc, .xls) also of UTF-16, in which they keep most of their text.
void read_binary(std::string_view bytes, bool utf16, AttachmentText& out);

}  // namespace disclose
