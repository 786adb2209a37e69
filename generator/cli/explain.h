#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace disclose {

/// What `disclose explain` answers; `known` is false for a code that does not exist.
struct Explanation {
  bool known = false;
  std::string text;
};

/// The explanation of a rule, from generator/explain/<code>.md; of no code: the list of all.
Explanation explain(std::string_view code, Language language);

/// Every explanation as one page of the documentation (docs/rules.md), in the order of the contract.
std::string explain_all(Language language);

}  // namespace disclose
