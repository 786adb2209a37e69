#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
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

/// The bytes of a gzip file (RFC 1952; several members follow each other) or of zlib data; nullopt when it
/// is damaged, cut short, or unpacks to more than `most_bytes`.
std::optional<std::string> gunzip(std::string_view bytes, std::size_t most_bytes);
std::optional<std::string> inflate_zlib(std::string_view bytes, std::size_t most_bytes);

/// The CRC-32 of ZIP and gzip.
std::uint32_t crc32_of(std::string_view bytes);

}  // namespace disclose
