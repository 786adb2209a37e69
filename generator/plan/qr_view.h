#pragma once

#include <string>

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

/// The QR code of the public address of the page at `url`, for whoever reads it on paper: {side, path},
/// a square of `side` modules with its quiet zone and the path of the dark ones, a line through the
/// middle of each run; nothing when the address is too long for one.
View qr_view(const PlanContext& context, const std::string& url);
/// The same of a whole address.
View qr_view(const std::string& address);

}  // namespace disclose
