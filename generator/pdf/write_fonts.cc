#include "pdf/write_fonts.h"

#include <algorithm>

#include "base/text.h"
#include "pdf/write_syntax.h"

namespace disclose::pdf {
namespace {

constexpr float usual_width = 1000;  // /DW: a Han character

/// Six capitals that mark a subset (ISO 32000-1, 9.6.4): other glyphs, other letters.
std::string subset_tag(const UsedFont& font) {
  std::uint64_t sum = 0xCBF29CE484222325;
  for (const std::uint16_t glyph : font.glyphs()) sum = (sum ^ glyph) * 0x100000001B3;
  sum ^= sum >> 31;
  std::string tag;
  for (int i = 0; i < 6; ++i, sum /= 26) tag.push_back(static_cast<char>('A' + sum % 26));
  return tag;
}

/// The /W array: runs of codes whose width is not the usual one.
std::string widths_of(const UsedFont& font) {
  std::string out;
  const std::vector<float>& widths = font.widths();
  bool in_run = false;
  for (std::size_t code = 0; code < widths.size(); ++code) {
    const bool usual = widths[code] == usual_width;
    if (in_run && usual) out += ']';
    if (!usual) {
      if (!in_run) {
        append_whole(out += ' ', code);
        out += '[';
      } else {
        out += ' ';
      }
      append_number(out, widths[code], 1);
    }
    in_run = !usual;
  }
  if (in_run) out += ']';
  return out;
}

/// The CMap from codes to characters (ISO 32000-1, 9.10.3).
std::string unicode_map(const UsedFont& font) {
  std::string out =
      "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
  constexpr std::size_t most_in_block = 100;
  const std::vector<char32_t>& characters = font.characters();
  for (std::size_t code = 1; code < characters.size(); code += most_in_block) {
    const std::size_t end = std::min(characters.size(), code + most_in_block);
    append_whole(out, end - code);
    out += " beginbfchar\n";
    for (std::size_t i = code; i < end; ++i) {
      append_hex16(out += '<', static_cast<std::uint32_t>(i));
      out += "><";
      std::string text;
      append_utf8(text, characters[i]);
      append_utf16_hex(out, text);
      out += ">\n";
    }
    out += "endbfchar\n";
  }
  return out += "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
}

std::string descriptor_of(const UsedFont& font, const std::string& name, Object program) {
  const Face& face = font.face();
  const FaceMetrics& metrics = face.metrics();
  std::string out = "/Type/FontDescriptor/FontName/" + name;
  append_whole(out += "/Flags ", face.is_serif() ? 4 + 2 : 4);  // symbolic: not only Latin
  out += "/FontBBox[";
  for (const std::int16_t edge : face.bounds()) {
    append_number(out, static_cast<float>(edge) * 1000 / static_cast<float>(face.units_per_em()), 0);
    out += ' ';
  }
  append_number(out += "]/ItalicAngle ", face.italic_angle());
  append_number(out += "/Ascent ", metrics.ascent * 1000, 0);
  append_number(out += "/Descent ", -metrics.descent * 1000, 0);
  append_number(out += "/CapHeight ", metrics.cap_height * 1000, 0);
  out += "/StemV 80";
  out += face.is_cff() ? "/FontFile3 " : "/FontFile2 ";
  return out += reference(program.number);
}

Object write_font(ObjectFile& file, Deflater& deflate, const UsedFont& font) {
  const Face& face = font.face();
  const std::string name = subset_tag(font) + '+' + face.name();
  const std::string program = face.subset(font.glyphs(), name);
  std::string packing = "/Filter/FlateDecode";
  if (face.is_cff()) packing += "/Subtype/CIDFontType0C";
  else append_whole(packing += "/Length1 ", program.size());
  const Object program_object = file.add_stream(std::move(packing), deflate(program));
  const Object unicode = file.add_stream("/Filter/FlateDecode", deflate(unicode_map(font)));
  const Object descriptor = file.add(descriptor_of(font, name, program_object));
  std::string descendant = "/Type/Font/Subtype/CIDFontType";
  descendant += face.is_cff() ? "0" : "2/CIDToGIDMap/Identity";
  descendant += "/BaseFont/" + name;
  descendant += "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>";
  descendant += "/FontDescriptor " + reference(descriptor.number);
  append_number(descendant += "/DW ", usual_width);
  descendant += "/W[" + widths_of(font) + "]";
  const Object cid_font = file.add(std::move(descendant));
  // 9.7.6.1: the name of a Type 0 font over CFF outlines ends in that of its CMap.
  return file.add("/Type/Font/Subtype/Type0/BaseFont/" + name +
                  (face.is_cff() ? "-Identity-H" : "") + "/Encoding/Identity-H/DescendantFonts[" +
                  reference(cid_font.number) + "]/ToUnicode " + reference(unicode.number));
}

}  // namespace

UsedFont::UsedFont(const Face& face) : face_(face), code_by_glyph_(0x10000, 0) {
  glyphs_.push_back(0);
  characters_.push_back(0);
  widths_.push_back(static_cast<float>(face.design_advance(0)) * 1000 /
                    static_cast<float>(face.units_per_em()));
}

std::uint16_t UsedFont::add(std::uint16_t glyph, char32_t character) {
  std::uint16_t& first = code_by_glyph_[glyph];
  std::uint16_t& code = first == 0 ? first : more_[{glyph, character}];
  if (code != 0) return code;
  if (glyphs_.size() == 0xFFFF) return 0;  // no document has so many; then it shows as missing
  code = static_cast<std::uint16_t>(glyphs_.size());
  glyphs_.push_back(glyph);
  characters_.push_back(character);
  // As printed in /W, so that the pen is where a reader has it.
  const float exact = static_cast<float>(face_.design_advance(glyph)) * 1000 /
                      static_cast<float>(face_.units_per_em());
  widths_.push_back(static_cast<float>(static_cast<int>(exact * 10 + 0.5F)) / 10);
  return code;
}

UsedFont& UsedFonts::font(std::uint16_t face) {
  return used_.try_emplace(face, fonts_.face(face)).first->second;
}

bool UsedFonts::private_use() const {
  return std::any_of(used_.begin(), used_.end(), [](const auto& used) {
    const std::vector<char32_t>& characters = used.second.characters();
    return std::any_of(characters.begin(), characters.end(), [](char32_t c) {
      return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
    });
  });
}

std::string UsedFonts::write(ObjectFile& file, Deflater& deflate) const {
  std::string entries;
  for (const auto& [index, font] : used_) {
    append_whole(entries += "/F", index);
    entries += ' ' + reference(write_font(file, deflate, font).number);
  }
  return entries;
}

}  // namespace disclose::pdf
