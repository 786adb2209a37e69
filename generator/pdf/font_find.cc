#include "pdf/font_find.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace disclose::pdf {
namespace {

constexpr std::string_view noto = "/usr/share/fonts/opentype/noto/";
constexpr std::string_view wenkai = "/usr/share/fonts/truetype/lxgw-wenkai/";

/// Families by the names an office would write, and the file Debian puts them in.
struct Family {
  std::string_view name;
  std::string_view folder;
  std::string_view file;
};
constexpr std::array families{
    Family{"Noto Serif CJK SC", noto, "NotoSerifCJK-Regular.ttc"},
    Family{"Noto Serif CJK SC Bold", noto, "NotoSerifCJK-Bold.ttc"},
    Family{"思源宋体", noto, "NotoSerifCJK-Regular.ttc"},
    Family{"Noto Sans CJK SC", noto, "NotoSansCJK-Regular.ttc"},
    Family{"Noto Sans CJK SC Bold", noto, "NotoSansCJK-Bold.ttc"},
    Family{"思源黑体", noto, "NotoSansCJK-Regular.ttc"},
    Family{"LXGW WenKai", wenkai, "LXGWWenKai-Regular.ttf"},
    Family{"LXGW WenKai Bold", wenkai, "LXGWWenKai-Bold.ttf"},
    Family{"霞鹜文楷", wenkai, "LXGWWenKai-Regular.ttf"},
    Family{"WenQuanYi Zen Hei", "/usr/share/fonts/truetype/wqy/", "wqy-zenhei.ttc"},
    Family{"文泉驿正黑", "/usr/share/fonts/truetype/wqy/", "wqy-zenhei.ttc"},
    Family{"AR PL UMing CN", "/usr/share/fonts/truetype/arphic/", "uming.ttc"},
    Family{"AR PL UKai CN", "/usr/share/fonts/truetype/arphic/", "ukai.ttc"},
    Family{"BabelStone Han", "/usr/share/fonts/truetype/babelstone/", "BabelStoneHan.ttf"},
};

struct Package {
  std::string_view folder;
  std::string_view name;
};
constexpr std::array packages{
    Package{noto, "fonts-noto-cjk"},
    Package{wenkai, "fonts-lxgw-wenkai"},
    Package{"/usr/share/fonts/truetype/wqy/", "fonts-wqy-zenhei"},
    Package{"/usr/share/fonts/truetype/arphic/uming", "fonts-arphic-uming"},
    Package{"/usr/share/fonts/truetype/arphic/ukai", "fonts-arphic-ukai"},
};

bool is_path(std::string_view name) {
  return name.find('/') != std::string_view::npos || name.ends_with(".ttf") ||
         name.ends_with(".otf") || name.ends_with(".ttc") || name.ends_with(".otc") ||
         name.ends_with(".TTF") || name.ends_with(".OTF") || name.ends_with(".TTC");
}

}  // namespace

std::optional<FontPlace> find_font(std::string_view name) {
  FontPlace place;
  if (const std::size_t mark = name.rfind('#'); mark != std::string_view::npos) {
    const std::string_view digits = name.substr(mark + 1);
    unsigned index = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (!digits.empty() && error == std::errc() && end == digits.data() + digits.size()) {
      place.index = index;
      name = name.substr(0, mark);
    }
  }
  if (is_path(name)) {
    place.path = name;
    return place;
  }
  const auto family = std::find_if(families.begin(), families.end(),
                                   [name](const Family& known) { return known.name == name; });
  if (family == families.end()) return std::nullopt;
  place.path = std::string(family->folder) + std::string(family->file);
  return place;
}

std::string_view package_of(std::string_view path) {
  const auto package = std::find_if(packages.begin(), packages.end(), [path](const Package& known) {
    return path.starts_with(known.folder);
  });
  return package == packages.end() ? std::string_view() : package->name;
}

}  // namespace disclose::pdf
