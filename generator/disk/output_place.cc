#include "disk/output_place.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

namespace disclose {

namespace {

constexpr std::array<std::string_view, 3> site_parts = {"content", "data", "templates"};

bool is_same(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

Descriptor open_folder(const SystemCalls& calls, int directory, const std::string& name) {
  return {calls, calls.open(directory, name, O_RDONLY | O_DIRECTORY)};
}

/// The folder `path` or, where there is none yet, the one it would be made in.
Descriptor open_nearest(const SystemCalls& calls, std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  Descriptor folder = open_folder(calls, AT_FDCWD, path);
  if (folder.is_open()) return folder;
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return open_folder(calls, AT_FDCWD, ".");
  return open_folder(calls, AT_FDCWD, slash == 0 ? "/" : path.substr(0, slash));
}

/// The part of the site that the open folder `at` is or lies in; "" when in none.
std::string_view part_around(const SystemCalls& calls, int site, Descriptor at) {
  struct stat here = {};
  if (calls.fstat(at.get(), here) != 0) return {};
  while (true) {
    for (const std::string_view name : site_parts) {
      struct stat part = {};
      if (calls.stat(site, std::string(name), part) == 0 && is_same(part, here)) return name;
    }
    Descriptor above = open_folder(calls, at.get(), "..");
    struct stat parent = {};
    if (!above.is_open() || calls.fstat(above.get(), parent) != 0) return {};
    if (is_same(parent, here)) return {};  // the root is its own parent
    at = std::move(above);
    here = parent;
  }
}

}  // namespace

std::optional<Refusal> refuse_among_inputs(const SystemCalls& calls, std::string_view site,
                                           std::string_view out) {
  const Descriptor root = open_folder(calls, AT_FDCWD, std::string(site));
  Descriptor at = open_nearest(calls, std::string(out));
  // What cannot be opened is spoken of where it is needed.
  if (!root.is_open() || !at.is_open()) return std::nullopt;
  const Say help = {"用 --out 指定 data/、content/ 和 templates/ 以外的文件夹",
                    "name a folder outside data/, content/ and templates/ with --out"};
  struct stat of_root = {};
  struct stat of_out = {};
  const Descriptor itself = open_folder(calls, AT_FDCWD, std::string(out));
  if (itself.is_open() && calls.fstat(itself.get(), of_out) == 0 &&
      calls.fstat(root.get(), of_root) == 0 && is_same(of_root, of_out)) {
    return Refusal{{fmt::format("输出文件夹 {} 就是站点文件夹", out),
                    fmt::format("the output folder {} is the site folder itself", out)}, help};
  }
  const std::string_view part = part_around(calls, root.get(), std::move(at));
  if (part.empty()) return std::nullopt;
  return Refusal{{fmt::format("输出文件夹 {} 在站点的 {}/ 里，下次会被当作数据读入", out, part),
                  fmt::format("the output folder {} lies in {}/ of the site and would be read as "
                              "input next time", out, part)}, help};
}

}  // namespace disclose
