#pragma once

#include "model/records.h"

namespace disclose {

/// What a record is about, as it states itself; nullptr for a kind that states no subject.
const Subject* subject_of(const Record& record);

}  // namespace disclose
