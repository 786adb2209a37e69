#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "format/deflate.h"

namespace disclose {

/// Writes a ZIP file member by member: each is compressed when it is added, so that no more than one
/// is in memory as it is. The same for the same members, whatever the day: they bear no date
/// (1980-01-01, the first a ZIP file knows). Not shared by threads.
class ZipWriter {
 public:
  /// `name` is ASCII, with `/` between folders. Throws std::length_error beyond the 4 GiB and 65,535
  /// members of plain ZIP.
  void add(std::string_view name, std::string_view bytes);
  /// The same, stored as it is: bytes that no version of a compressor can change.
  void store(std::string_view name, std::string_view bytes);

  /// The bytes of the file; the writer is empty after it.
  std::string take();

 private:
  void put(std::string_view name, std::string_view bytes, std::string_view packed, std::uint16_t method);

  Deflater deflate_;
  std::string out_;
  std::string directory_;
  std::size_t count_ = 0;
};

}  // namespace disclose
