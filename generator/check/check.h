#pragma once

#include <memory>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "exact/date.h"
#include "model/registry.h"

namespace disclose {

struct CheckOptions {
  unsigned threads = 1;
  Date as_of;  ///< the day on which waivers expire; influences nothing in the output
  /// What a person has to look at and what was let pass, which is no finding: indicators far over their
  /// target, waived leaks, findings whose severity the site lowered, attachments without text.
  Diagnostics* notes = nullptr;
};

/// Judges what was read: every rule of format.md 6. What may be published is gathered and indexed in
/// the registry; when `diagnostics` has no error afterwards, nothing in it is wrong.
///
/// `folder` is the site folder the inputs were read from: rules on narratives and attachments read
/// their texts from it.
std::unique_ptr<Registry> check(Inputs inputs, const Folder& folder, const CheckOptions& options,
                                Diagnostics& diagnostics);

}  // namespace disclose
