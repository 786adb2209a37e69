#include "disk/report_file.h"

#include <fcntl.h>

#include <cerrno>

#include "disk/disk_error.h"
#include "disk/output_folder.h"

namespace disclose {

void write_file(const std::string& path, std::string_view bytes, const SystemCalls& calls) {
  const Say to_write{"写入", "write"};
  const std::string staged = path + ".new";
  constexpr mode_t kMode = 0666;  // less what the operator's umask takes away
  Descriptor file(calls, calls.open(AT_FDCWD, staged, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kMode));
  if (!file.is_open()) throw_disk_error(to_write, path, errno);
  const bool written = write_all(calls, file.get(), bytes) && calls.fsync(file.get()) == 0;
  const int reason = written ? 0 : errno;
  const bool closed = file.reset() == 0;
  const int at_close = closed ? 0 : errno;
  if (written && closed && calls.rename(AT_FDCWD, staged, path) == 0) return;
  const int at_rename = errno;
  calls.unlink(AT_FDCWD, staged);
  throw_disk_error(to_write, path, !written ? reason : !closed ? at_close : at_rename);
}

}  // namespace disclose
