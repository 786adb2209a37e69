#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace disclose::pdf {

/// Compresses the streams of one document (PDF's FlateDecode). Not shared by threads.
class Deflater {
 public:
  Deflater();
  /// `bytes` in the zlib format; empty only when memory ran out.
  std::string operator()(std::string_view bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

}  // namespace disclose::pdf
