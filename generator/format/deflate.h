#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace disclose {

/// Compresses one file's pieces after another. Not shared by threads.
class Deflater {
 public:
  Deflater();
  /// `bytes` in the zlib format (RFC 1950, PDF's FlateDecode); empty only when memory ran out.
  std::string operator()(std::string_view bytes);
  /// `bytes` as bare deflate data (RFC 1951, as in ZIP files); empty only when memory ran out.
  std::string bare(std::string_view bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

/// The CRC-32 of ZIP and gzip.
std::uint32_t crc32_of(std::string_view bytes);

}  // namespace disclose
