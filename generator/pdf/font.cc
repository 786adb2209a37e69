#include "pdf/font.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "pdf/font_face.h"
#include "pdf/font_find.h"

namespace disclose::pdf {
namespace {

constexpr std::array<std::string_view, font_role_count> role_names = {"song", "fangsong", "hei",
                                                                      "kai"};

/// Opens each font once and says once what is wrong with it.
class Opening {
 public:
  Opening(std::vector<std::unique_ptr<Face>>& faces, const Place& where, Diagnostics& diagnostics)
      : faces_(faces), where_(where), diagnostics_(diagnostics) {}

  /// The place of the face among the faces, or nullopt; `pointer` is where the site named it.
  std::optional<std::uint16_t> open(const std::string& name, Face::Trust trust,
                                    std::string_view pointer);

 private:
  void report(const std::string& name, const std::string& path, Face::Trust trust,
              std::string_view pointer, const Say& problem);

  std::vector<std::unique_ptr<Face>>& faces_;
  const Place& where_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::optional<std::uint16_t>, std::less<>> opened_;
};

std::optional<std::uint16_t> Opening::open(const std::string& name, Face::Trust trust,
                                           std::string_view pointer) {
  if (const auto known = opened_.find(name); known != opened_.end()) return known->second;
  Say problem{"不是已知的字族名，也不是字体文件的路径", "it is neither a known family nor the path of a font file"};
  std::string path;
  std::unique_ptr<Face> face;
  if (const auto place = find_font(name)) {
    path = place->path;
    face = Face::open(path, place->index, trust, problem);
  }
  if (!face) {
    report(name, path, trust, pointer, problem);
    opened_.emplace(name, std::nullopt);
    return std::nullopt;
  }
  const auto index = static_cast<std::uint16_t>(faces_.size());
  faces_.push_back(std::move(face));
  opened_.emplace(name, index);
  return index;
}

void Opening::report(const std::string& name, const std::string& path, Face::Trust trust,
                     std::string_view pointer, const Say& problem) {
  Diagnostic finding;
  finding.severity = trust == Face::Trust::of_the_site ? Severity::error : Severity::warning;
  finding.place = where_;
  finding.place.pointer += pointer;
  finding.message = {fmt::format("字体 {} 不能使用：{}", name, problem.zh),
                     fmt::format("font {} cannot be used: {}", name, problem.en)};
  const std::string_view package = package_of(path);
  finding.help = package.empty()
                     ? Say{"改用 .ttf、.otf、.ttc 字体文件的路径，或删去这一项以使用默认字体",
                           "name the path of a .ttf, .otf or .ttc file, or remove the entry to use the usual font"}
                     : Say{fmt::format("安装字体包：apt install {}", package),
                           fmt::format("install the font: apt install {}", package)};
  diagnostics_.add(std::move(finding));
}

/// The faces of a role, regular then bold; each stands in for the other when that is missing.
using Own = std::array<std::optional<std::uint16_t>, 2>;

/// Opens what the site names for a role, or else what is usual.
Own open_role(Opening& opening, const FontChoice::Pair& named, const FontChoice::Pair& usual,
              const std::string& pointer) {
  const auto trust = [&](const std::string& name) {
    return name == usual.regular || name == usual.bold ? Face::Trust::of_the_system
                                                       : Face::Trust::of_the_site;
  };
  Own own;
  if (!named.regular.empty()) {
    own[0] = opening.open(named.regular, trust(named.regular), pointer);
    own[1] = named.bold.empty() ? own[0] : opening.open(named.bold, trust(named.bold), pointer);
  }
  if (!own[0]) {
    own[0] = opening.open(usual.regular, Face::Trust::of_the_system, pointer);
    if (!own[1]) own[1] = opening.open(usual.bold, Face::Trust::of_the_system, pointer);
  }
  if (!own[0]) own[0] = own[1];
  if (!own[1]) own[1] = own[0];
  return own;
}

/// The faces to ask for a character of a role and weight, best first.
std::vector<std::uint16_t> chain_of(std::size_t role, std::size_t weight,
                                    const std::array<Own, font_role_count>& own,
                                    const std::vector<std::uint16_t>& last) {
  std::vector<std::uint16_t> chain;
  const auto add = [&chain](std::optional<std::uint16_t> face) {
    if (face && std::find(chain.begin(), chain.end(), *face) == chain.end())
      chain.push_back(*face);
  };
  add(own[role][weight]);
  add(own[role][1 - weight]);
  for (const Own& other : own) add(other[weight]);
  for (const Own& other : own) add(other[1 - weight]);
  for (const std::uint16_t face : last) add(face);
  return chain;
}

Diagnostic no_font_at_all(const Place& where) {
  Diagnostic finding;
  finding.place = where;
  finding.message = {"没有任何可用的中文字体，不能生成 PDF",
                     "there is no usable Chinese font, so no PDF can be made"};
  finding.help = {"安装字体包：apt install fonts-noto-cjk fonts-lxgw-wenkai",
                  "install the fonts: apt install fonts-noto-cjk fonts-lxgw-wenkai"};
  return finding;
}

}  // namespace

FontChoice FontChoice::usual() {
  FontChoice choice;
  const std::string noto = "/usr/share/fonts/opentype/noto/";
  const std::string wenkai = "/usr/share/fonts/truetype/lxgw-wenkai/";
  const Pair serif{noto + "NotoSerifCJK-Regular.ttc", noto + "NotoSerifCJK-Bold.ttc"};
  // Debian has no simplified FangSong that may be embedded; the serif stands in for it.
  choice.roles = {serif, serif,
                  Pair{noto + "NotoSansCJK-Regular.ttc", noto + "NotoSansCJK-Bold.ttc"},
                  Pair{wenkai + "LXGWWenKai-Regular.ttf", wenkai + "LXGWWenKai-Bold.ttf"}};
  return choice;
}

FontSet::FontSet() = default;
FontSet::~FontSet() = default;

std::shared_ptr<const FontSet> FontSet::load(const FontChoice& choice, const Place& where,
                                             Diagnostics& diagnostics) {
  std::shared_ptr<FontSet> set(new FontSet);
  Opening opening(set->faces_, where, diagnostics);
  const FontChoice usual = FontChoice::usual();
  std::array<Own, font_role_count> own;
  for (std::size_t role = 0; role < font_role_count; ++role)
    own[role] = open_role(opening, choice.roles[role], usual.roles[role],
                          fmt::format("/{}", role_names[role]));
  std::vector<std::uint16_t> last;
  for (std::size_t i = 0; i < choice.fallback.size(); ++i)
    if (const auto face = opening.open(choice.fallback[i], Face::Trust::of_the_site,
                                       fmt::format("/fallback/{}", i)))
      last.push_back(*face);
  if (set->faces_.empty()) {
    diagnostics.add(no_font_at_all(where));
    return nullptr;
  }
  for (std::size_t role = 0; role < font_role_count; ++role)
    for (std::size_t weight = 0; weight < 2; ++weight)
      set->chains_[role * 2 + weight] = chain_of(role, weight, own, last);
  return set;
}

FoundGlyph FontSet::lookup(char32_t character, FontRole role, Weight weight) const {
  for (const std::uint16_t face : chains_[slot(role, weight)])
    if (const std::uint16_t glyph = faces_[face]->glyph_of(character)) return {face, glyph};
  return {};
}

std::uint16_t FontSet::face_of(FontRole role, Weight weight) const {
  return chains_[slot(role, weight)].front();
}

float FontSet::advance(std::uint16_t face, std::uint16_t glyph) const {
  return static_cast<float>(faces_[face]->design_advance(glyph)) /
         static_cast<float>(faces_[face]->units_per_em());
}

const FaceMetrics& FontSet::metrics(std::uint16_t face) const { return faces_[face]->metrics(); }

}  // namespace disclose::pdf
