#include "format/zip.h"

#include <stdexcept>
#include <utility>

namespace disclose {

namespace {

// APPNOTE.TXT 4.3 to 4.4: every number is little-endian.
constexpr std::uint32_t kMember = 0x04034B50;
constexpr std::uint32_t kEntry = 0x02014B50;
constexpr std::uint32_t kEnd = 0x06054B50;
constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kFirstDay = (1U << 5U) | 1U;  // 1980-01-01

void put16(std::string& out, std::size_t value) {
  out += static_cast<char>(value & 0xFFU);
  out += static_cast<char>((value >> 8U) & 0xFFU);
}

void put32(std::string& out, std::size_t value) {
  put16(out, value & 0xFFFFU);
  put16(out, (value >> 16U) & 0xFFFFU);
}

}  // namespace

void ZipWriter::add(std::string_view name, std::string_view bytes) { put(name, bytes, deflate_.bare(bytes), kDeflated); }

void ZipWriter::store(std::string_view name, std::string_view bytes) { put(name, bytes, bytes, 0); }

void ZipWriter::put(std::string_view name, std::string_view bytes, std::string_view packed, std::uint16_t method) {
  constexpr std::size_t kMost = 0xFFFFFFFF;
  const std::size_t at = out_.size();
  if (bytes.size() > kMost || at + packed.size() + name.size() + 64 > kMost || count_ == 0xFFFF) {
    throw std::length_error("more than a ZIP file holds");
  }
  // What a member's own head and its entry in the directory have in common.
  std::string common;
  put16(common, kVersion);
  put16(common, 0);
  put16(common, method);
  put16(common, 0);
  put16(common, kFirstDay);
  put32(common, crc32_of(bytes));
  put32(common, packed.size());
  put32(common, bytes.size());
  put16(common, name.size());
  put16(common, 0);
  put32(out_, kMember);
  out_.append(common).append(name).append(packed);
  put32(directory_, kEntry);
  put16(directory_, kVersion);
  directory_ += common;
  put16(directory_, 0);  // no remark
  put16(directory_, 0);  // disk
  put16(directory_, 0);
  put32(directory_, 0);
  put32(directory_, at);
  directory_ += name;
  ++count_;
}

std::string ZipWriter::take() {
  const std::size_t start = out_.size();
  out_ += directory_;
  put32(out_, kEnd);
  put32(out_, 0);  // disks
  put16(out_, count_);
  put16(out_, count_);
  put32(out_, directory_.size());
  put32(out_, start);
  put16(out_, 0);
  directory_.clear();
  count_ = 0;
  return std::exchange(out_, std::string());
}

}  // namespace disclose
