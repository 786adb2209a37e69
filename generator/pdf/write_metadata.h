#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "format/deflate.h"
#include "pdf/page.h"
#include "pdf/write_objects.h"

namespace disclose::pdf {

/// A date of the records as PDF (`D:20240930000000+08'00'`) and XMP (`2024-09-30T00:00:00+08:00`)
/// have it.
struct PrintedDate {
  std::string pdf;
  std::string xmp;
};

/// Reads `2024-09-30` (midnight in China) or `2024-09-30T08:00:00+08:00`; nullopt for anything else.
std::optional<PrintedDate> print_date(std::string_view date);

/// Writes what the file says of itself, twice as the standards ask: the information dictionary and
/// the XMP packet, which claims PDF/A-3 and PDF/UA-1. `private_use`: some character has no agreed
/// meaning, so that level A of PDF/A may not be claimed.
void write_metadata(ObjectFile& file, const Metadata& metadata, bool private_use);

/// Writes the colour space that the colours are meant in (sRGB) as the output intent.
void write_output_intent(ObjectFile& file, Deflater& deflate);

/// A small ICC profile (version 2) of sRGB, from the numbers of IEC 61966-2-1.
std::string srgb_profile();

}  // namespace disclose::pdf
