#include <cmath>
#include <iterator>
#include <string_view>

#include "pdf/font_bytes.h"
#include "pdf/write_metadata.h"

namespace disclose::pdf {
namespace {

/// s15Fixed16Number
void append_fixed(std::string& out, double value) {
  append_u32(out, static_cast<std::uint32_t>(std::lround(value * 65536)));
}

std::string xyz(double x, double y, double z) {
  std::string out = "XYZ ";
  append_u32(out, 0);
  append_fixed(out, x);
  append_fixed(out, y);
  append_fixed(out, z);
  return out;
}

/// textDescriptionType: ASCII, and empty Unicode and Macintosh forms.
std::string description(const std::string& text) {
  std::string out = "desc";
  append_u32(out, 0);
  append_u32(out, static_cast<std::uint32_t>(text.size() + 1));
  out += text;
  out.append(1 + 4 + 4 + 2 + 1 + 67, '\0');
  return out;
}

/// The tone curve of IEC 61966-2-1 in 256 steps.
std::string curve() {
  constexpr std::uint32_t steps = 256;
  std::string out = "curv";
  append_u32(out, 0);
  append_u32(out, steps);
  for (std::uint32_t i = 0; i < steps; ++i) {
    const double encoded = i / 255.0;
    const double linear =
        encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
    append_u16(out, static_cast<std::uint32_t>(std::lround(linear * 65535)));
  }
  return out;
}

}  // namespace

std::string srgb_profile() {
  // Primaries and white of sRGB (D65), adapted to the profile connection space's D50 by the Bradford
  // transform, as ICC profiles of version 2 state them.
  struct Tag {
    std::string_view name;
    std::string bytes;
  };
  std::string text = "text";
  append_u32(text, 0);
  text += "No copyright, use freely";
  text.push_back('\0');
  const Tag tags[] = {
      {"desc", description("sRGB IEC61966-2.1")},
      {"cprt", text},
      {"wtpt", xyz(0.95045, 1.0, 1.08905)},
      {"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
      {"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
      {"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
      {"rTRC", curve()},
      {"gTRC", {}},  // the same bytes as rTRC
      {"bTRC", {}},
  };
  constexpr std::size_t header_size = 128;
  std::string table;
  std::string data;
  append_u32(table, static_cast<std::uint32_t>(std::size(tags)));
  const std::size_t data_at = header_size + 4 + 12 * std::size(tags);
  std::size_t at = 0;
  std::size_t size = 0;
  for (const Tag& tag : tags) {
    if (!tag.bytes.empty()) {
      at = data_at + data.size();
      size = tag.bytes.size();
      data += tag.bytes;
      data.resize((data.size() + 3) / 4 * 4, '\0');
    }
    table += tag.name;
    append_u32(table, static_cast<std::uint32_t>(at));
    append_u32(table, static_cast<std::uint32_t>(size));
  }
  std::string out;
  append_u32(out, static_cast<std::uint32_t>(data_at + data.size()));
  append_u32(out, 0);
  append_u32(out, 0x02100000);  // version 2.1
  out += "mntrRGB XYZ ";
  for (const std::uint32_t part : {1998U, 2U, 9U, 0U, 0U, 0U}) append_u16(out, part);
  out += "acsp";
  append_u32(out, 0);
  out.append(4 * 6, '\0');  // flags, device, attributes, intent: perceptual
  append_fixed(out, 0.9642);
  append_fixed(out, 1.0);
  append_fixed(out, 0.8249);
  out.resize(header_size, '\0');
  return out + table + data;
}

}  // namespace disclose::pdf
