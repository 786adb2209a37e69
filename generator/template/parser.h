#pragma once

#include <cstdint>

#include "template/source.h"
#include "template/syntax.h"

namespace disclose::templates {

/// Reads one file. All its problems go to `report`; what could be read is returned all the same.
Parsed parse(const SourceFile& file, std::uint32_t number, Report& report);

}  // namespace disclose::templates
