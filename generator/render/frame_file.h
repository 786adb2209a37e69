#pragma once

#include <string>
#include <string_view>

#include "plan/plan.h"

namespace disclose {

/// Where a build leaves what sealing draws its pages with.
inline constexpr std::string_view kFrameFile = "proof/frame.json";

/// The frame of every page as values, its navigation by year, the fonts, and those templates of the site
/// folder that the pages of sealing are drawn with: sealing has a built site and no site folder. A template that is as it is built in is left out.
std::string frame_file(const PlanContext& context);

}  // namespace disclose
