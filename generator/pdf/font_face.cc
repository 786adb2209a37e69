#include "pdf/font_face.h"

#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace disclose::pdf {
namespace {

/// Names of the faces of a collection that are drawn for Simplified Chinese end so.
constexpr std::string_view simplified_marks[] = {" SC", " CN", " GB", " Hans"};

// A PostScript name has at most 63 characters; a PDF name 127, with our marks around this one.
constexpr std::size_t longest_name = 63;

std::string family_of(hb_face_t* face) {
  std::array<char, 256> text{};
  auto size = static_cast<unsigned>(text.size());
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_FONT_FAMILY, hb_language_from_string("en", -1), &size,
                      text.data());
  return std::string(text.data());
}

bool is_simplified(hb_face_t* face) {
  const std::string family = family_of(face);
  return std::any_of(std::begin(simplified_marks), std::end(simplified_marks),
                     [&](std::string_view mark) { return family.ends_with(mark); });
}

unsigned simplified_face(hb_blob_t* file, unsigned count) {
  for (unsigned index = 0; index < count; ++index) {
    hb_face_t* face = hb_face_create(file, index);
    const bool found = is_simplified(face);
    hb_face_destroy(face);
    if (found) return index;
  }
  return 0;
}

/// OS/2 fsType: embedding a subset is allowed unless the font says it is restricted, must not be
/// subset, or may only be embedded as a bitmap (OpenType, OS/2).
bool may_be_embedded(const FontBytes& os2) {
  const unsigned type = os2.size() < 10 ? 0U : os2.u16(8);
  return (type & 0x000FU) != 0x0002 && (type & 0x0300U) == 0;
}

}  // namespace

Face::~Face() {
  for (hb_blob_t* blob : tables_) hb_blob_destroy(blob);
  hb_face_destroy(face_);
  hb_blob_destroy(file_);
}

std::string_view Face::table(std::string_view tag) {
  hb_blob_t* blob = hb_face_reference_table(
      face_, hb_tag_from_string(tag.data(), static_cast<int>(tag.size())));
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(blob, &size);
  tables_.push_back(blob);
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
}

bool Face::read_outlines(Say& problem) {
  if (const std::string_view cff = table("CFF "); !cff.empty()) {
    auto font = CffFont::parse(cff);
    if (!font) {
      problem = {"CFF 轮廓表已损坏", "its CFF table is damaged"};
      return false;
    }
    outlines_ = std::move(*font);
    return true;
  }
  if (table("glyf").empty()) {
    problem = {"没有可嵌入的轮廓（CFF 或 glyf 表）", "it has no outlines we embed (CFF or glyf)"};
    return false;
  }
  if (!table("fvar").empty()) {
    problem = {"可变字体不能直接嵌入", "it is a variable font, which cannot be embedded as it is"};
    return false;
  }
  auto font = GlyfFont::parse([this](std::string_view tag) { return table(tag); });
  if (!font) {
    problem = {"轮廓表已损坏或不完整", "its outline tables are damaged or incomplete"};
    return false;
  }
  outlines_ = std::move(*font);
  return true;
}

bool Face::read_measures(Say& problem) {
  const FontBytes head(table("head"));
  const FontBytes hhea(table("hhea"));
  const FontBytes os2(table("OS/2"));
  const FontBytes post(table("post"));
  advances_ = FontBytes(table("hmtx"));
  units_per_em_ = head.u16(18);
  advance_count_ = hhea.u16(34);
  for (std::size_t i = 0; i < bounds_.size(); ++i) bounds_[i] = head.i16(36 + 2 * i);
  if (!head.sound() || !hhea.sound() || units_per_em_ < 16 || units_per_em_ > 16384 ||
      advance_count_ == 0 || advances_.size() < std::size_t{advance_count_} * 4) {
    problem = {"度量表（head、hhea、hmtx）已损坏", "its measures (head, hhea, hmtx) are damaged"};
    return false;
  }
  if (!may_be_embedded(os2)) {
    problem = {"字体自身的许可标志（OS/2 fsType）不允许嵌入",
               "its own licence flag (OS/2 fsType) forbids embedding"};
    return false;
  }
  read_shape(hhea, os2, post);
  return true;
}

void Face::read_shape(const FontBytes& hhea, const FontBytes& os2, const FontBytes& post) {
  const auto em = [this](int value) {
    return static_cast<float>(value) / static_cast<float>(units_per_em_);
  };
  const bool typographic = os2.size() >= 72;
  const bool capitals = os2.size() >= 90 && os2.i16(88) > 0;
  metrics_.ascent = em(typographic ? os2.i16(68) : hhea.i16(4));
  metrics_.descent = -em(typographic ? os2.i16(70) : hhea.i16(6));
  metrics_.cap_height = capitals ? em(os2.i16(88)) : 0.7F;
  metrics_.underline_position = post.size() >= 12 ? -em(post.i16(8)) : 0.1F;
  metrics_.underline_thickness = post.size() >= 12 ? em(post.i16(10)) : 0.05F;
  if (post.size() >= 8)
    italic_angle_ = static_cast<float>(static_cast<std::int32_t>(post.u32(4))) / 65536.0F;
  serif_ = os2.size() >= 34 && os2.u8(32) == 2 && os2.u8(33) >= 2 && os2.u8(33) <= 10;  // PANOSE
}

void Face::read_name() {
  std::array<char, 128> text{};
  auto size = static_cast<unsigned>(text.size());
  hb_ot_name_get_utf8(face_, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, text.data());
  for (const char c : std::string_view(text.data()))
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')
      name_.push_back(c);
  name_.resize(std::min(name_.size(), longest_name));
  if (name_.empty()) name_ = "Font";
}

void Face::read_characters(Trust trust) {
  const auto count =
      std::visit([](const auto& outlines) { return outlines.glyph_count(); }, outlines_);
  enum class Checked : std::uint8_t { not_yet, sound, damaged };
  std::vector<Checked> checked(count, trust == Trust::of_the_system ? Checked::sound
                                                                    : Checked::not_yet);
  const auto usable = [&](std::uint16_t glyph) {
    Checked& state = checked[glyph];
    if (state == Checked::not_yet)
      state = std::visit([&](const auto& outlines) { return outlines.has_sound(glyph); }, outlines_)
                  ? Checked::sound
                  : Checked::damaged;
    return state == Checked::sound;
  };
  hb_set_t* characters = hb_set_create();
  hb_face_collect_unicodes(face_, characters);
  hb_font_t* font = hb_font_create(face_);
  blocks_.assign(0x1100, 0);
  hb_codepoint_t character = HB_SET_VALUE_INVALID;
  while (hb_set_next(characters, &character) && character <= 0x10FFFF) {
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(font, character, &glyph) == 0 || glyph == 0) continue;
    const auto id = static_cast<std::uint16_t>(glyph);
    if (glyph >= count || !usable(id)) continue;
    std::uint16_t& block = blocks_[character >> 8];
    if (block == 0) {
      glyphs_.resize(glyphs_.size() + 256, 0);
      block = static_cast<std::uint16_t>(glyphs_.size() / 256);
    }
    glyphs_[(std::size_t{block} - 1) * 256 + (character & 0xFF)] = id;
  }
  hb_font_destroy(font);
  hb_set_destroy(characters);
}

std::unique_ptr<Face> Face::open(const std::string& path, std::optional<unsigned> index,
                                 Trust trust, Say& problem) {
  std::unique_ptr<Face> face(new Face);
  // Not a pipe or a device: reading one may never end.
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    problem = {"找不到这个文件", "there is no such file"};
    return nullptr;
  }
  face->file_ = hb_blob_create_from_file(path.c_str());
  const unsigned count = hb_face_count(face->file_);
  if (count == 0) {
    problem = hb_blob_get_length(face->file_) == 0
                  ? Say{"文件打不开或是空的", "the file cannot be opened or is empty"}
                  : Say{"不是 OpenType 或 TrueType 字体", "it is no OpenType or TrueType font"};
    return nullptr;
  }
  if (index && *index >= count) {
    problem = {"字体集中没有这一款", "the collection has no such face"};
    return nullptr;
  }
  face->face_ = hb_face_create(
      face->file_, index ? *index : count > 1 ? simplified_face(face->file_, count) : 0);
  hb_face_make_immutable(face->face_);
  if (!face->read_outlines(problem) || !face->read_measures(problem)) return nullptr;
  face->read_name();
  face->read_characters(trust);
  if (face->glyphs_.empty()) {
    problem = {"没有任何可用的字符", "it has no usable character"};
    return nullptr;
  }
  return face;
}

std::uint16_t Face::design_advance(std::uint16_t glyph) const {
  return advances_.u16(std::size_t{std::min<std::uint32_t>(glyph, advance_count_ - 1)} * 4);
}

std::string Face::subset(std::span<const std::uint16_t> glyphs, std::string_view name) const {
  if (const CffFont* cff = std::get_if<CffFont>(&outlines_)) return cff->subset(glyphs, name);
  return std::get<GlyfFont>(outlines_).subset(glyphs);
}

}  // namespace disclose::pdf
