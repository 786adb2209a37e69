#include "format/deflate.h"

#include <libdeflate.h>

namespace disclose {

namespace {

// Measured on a four-page report: 1 is 1 ms faster and 4 % larger, 12 is 1 % smaller and 10 times
// slower; font outlines hardly compress.
constexpr int level = 6;

}  // namespace

void Deflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Deflater::Deflater() : compressor_(libdeflate_alloc_compressor(level)) {}

std::string Deflater::operator()(std::string_view bytes) {
  if (!compressor_) return {};
  std::string out(libdeflate_zlib_compress_bound(compressor_.get(), bytes.size()), '\0');
  out.resize(libdeflate_zlib_compress(compressor_.get(), bytes.data(), bytes.size(), out.data(),
                                      out.size()));
  return out;
}

std::string Deflater::bare(std::string_view bytes) {
  if (!compressor_) return {};
  std::string out(libdeflate_deflate_compress_bound(compressor_.get(), bytes.size()), '\0');
  out.resize(libdeflate_deflate_compress(compressor_.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

std::uint32_t crc32_of(std::string_view bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

}  // namespace disclose
