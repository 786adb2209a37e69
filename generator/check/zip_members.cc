// The door of libzip: the members of an archive, within bounds.
#include <zip.h>

#include <memory>

#include "check/attachment_text.h"

namespace disclose {

namespace {

constexpr zip_int64_t kMostMembers = 10000;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Member = std::unique_ptr<zip_file_t, Discard>;

// The archive reads from `bytes` and does not own them.
Archive open_archive(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* const archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  return Archive(archive);
}

}  // namespace

ZipContent read_zip(std::string_view bytes, std::size_t& room) {
  ZipContent content;
  const Archive archive = open_archive(bytes);
  if (archive == nullptr) {
    content.problem = Say{"已损坏，打不开", "is broken and cannot be opened"};
    return content;
  }
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  if (count > kMostMembers) content.problem = Say{"含文件过多", "holds too many files"};
  for (zip_int64_t i = 0; i < count && i < kMostMembers; ++i) {
    zip_stat_t about;
    zip_stat_init(&about);
    const auto index = static_cast<zip_uint64_t>(i);
    if (zip_stat_index(archive.get(), index, ZIP_FL_ENC_RAW, &about) != 0 || (about.valid & ZIP_STAT_NAME) == 0) continue;
    ZipMember member{about.name, {}};
    if (member.name.ends_with('/')) continue;
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) {
      content.problem = Say{"已加密", "is encrypted"};
      content.members.push_back(std::move(member));
      continue;
    }
    const Member file(zip_fopen_index(archive.get(), index, 0));
    std::string piece(1U << 16U, '\0');
    // The stated size of a member may lie: what comes out is counted.
    for (zip_int64_t got = 0; file != nullptr && (got = zip_fread(file.get(), piece.data(), piece.size())) > 0;) {
      const auto size = static_cast<std::size_t>(got);
      if (size > room) {
        content.problem = Say{"解压后过大", "is too large when unpacked"};
        return content;
      }
      room -= size;
      member.bytes.append(piece, 0, size);
    }
    if (file == nullptr) content.problem = Say{"有读不出的部分", "has parts that cannot be read"};
    content.members.push_back(std::move(member));
  }
  return content;
}

}  // namespace disclose
