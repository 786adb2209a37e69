#include "disk/disk_error.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace disclose {

namespace {

struct KnownReason {
  int reason;
  std::string_view zh;
};

/// What an office meets in practice; anything else is shown in the system's own words.
constexpr std::array<KnownReason, 20> known_reasons = {{
    {ENOSPC, "磁盘空间不足"},        {EDQUOT, "超出磁盘配额"},
    {EACCES, "没有权限"},            {EPERM, "操作未获允许"},
    {EROFS, "文件系统只读"},         {EIO, "磁盘读写出错"},
    {ENOENT, "不存在"},              {ENOTDIR, "路径中有一段不是文件夹"},
    {EISDIR, "是文件夹而不是文件"},  {EEXIST, "已经存在"},
    {ENOTEMPTY, "文件夹不是空的"},   {ELOOP, "路径中有符号链接"},
    {EXDEV, "不在同一文件系统"},     {EBUSY, "正被占用，可能是挂载点"},
    {EFBIG, "文件过大"},             {ENAMETOOLONG, "文件名过长"},
    {EMFILE, "本程序打开的文件过多"}, {ENFILE, "系统打开的文件过多"},
    {ENOMEM, "内存不足"},            {EINVAL, "文件系统不支持此操作"},
}};

}  // namespace

DiskError::DiskError(Say message, int reason)
    : std::runtime_error(message.en), message_(std::move(message)), reason_(reason) {}

Say reason_text(int reason) {
  // strerrordesc_np speaks English whatever the locale and is safe in every thread.
  const char* description = strerrordesc_np(reason);
  const std::string en = description != nullptr ? description : fmt::format("error {}", reason);
  for (const KnownReason& known : known_reasons) {
    if (known.reason == reason) return {std::string(known.zh), en};
  }
  return {en, en};
}

void throw_disk_error(const Say& action, std::string_view path, int reason) {
  const Say why = reason_text(reason);
  throw DiskError({fmt::format("无法{} {}：{}", action.zh, path, why.zh),
                   fmt::format("cannot {} {}: {}", action.en, path, why.en)},
                  reason);
}

}  // namespace disclose
