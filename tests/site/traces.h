#pragma once

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "check/attachment_text.h"
#include "disk/temporary_folder.h"

namespace disclose {

/// What the compressed streams of a PDF hold, one after the other: metadata, outlines, tags.
inline std::string streams_of(std::string_view pdf) {
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> inflater(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  std::string all;
  std::string content(16U << 20U, '\0');
  for (std::size_t at = 0; (at = pdf.find("stream", at)) != std::string_view::npos; at += 6) {
    std::size_t start = at + 6;
    while (start < pdf.size() && (pdf[start] == '\r' || pdf[start] == '\n')) ++start;
    std::size_t used = 0;
    std::size_t size = 0;
    if (libdeflate_zlib_decompress_ex(inflater.get(), pdf.data() + start, pdf.size() - start, content.data(), content.size(), &used, &size) == LIBDEFLATE_SUCCESS) {
      all.append(content, 0, size);
    }
  }
  return all;
}

/// UTF-16 with the high byte first, as PDF writes texts outside its pages.
inline std::string utf16(std::string_view text) {
  std::string units;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    units += static_cast<char>(c >> 8U & 0xFFU);
    units += static_cast<char>(c & 0xFFU);
  }
  return units;
}

/// Where any of `needles` shows in a site: in the name of a file, its bytes, the text of a PDF or
/// of a workbook, or the streams of a PDF.
inline std::vector<std::string> traces(const Tree& site, const std::vector<std::string>& needles) {
  std::vector<std::string> found;
  for (const auto& [path, bytes] : site) {
    std::string hidden;
    std::string streams;
    if (path.ends_with(".pdf") || path.ends_with(".xlsx") || path.ends_with(".zip")) {
      const AttachmentText text = read_attachment(path, bytes);
      for (const TextPiece& piece : text.pieces) hidden += without_space(piece.text);
      for (const TextTable& table : text.tables) {
        for (const auto& row : table.rows) {
          for (const TableCell& cell : row) hidden += without_space(cell.text) + "\n";
        }
      }
    }
    if (path.ends_with(".pdf")) streams = streams_of(bytes);
    for (const std::string& needle : needles) {
      // The code of a PDF is full of figures: where on the page a text stands.
      const bool figure = path.ends_with(".pdf") && needle.find_first_not_of("0123456789.,") == std::string::npos;
      if (figure) {
        if (hidden.find(needle) != std::string::npos) found.push_back(path + " shows " + needle);
        continue;
      }
      const bool shown = path.find(needle) != std::string::npos || bytes.find(needle) != std::string::npos || hidden.find(without_space(needle)) != std::string::npos ||
                         streams.find(needle) != std::string::npos || streams.find(utf16(needle)) != std::string::npos;
      if (shown) found.push_back(path + " shows " + needle);
    }
  }
  return found;
}

}  // namespace disclose
