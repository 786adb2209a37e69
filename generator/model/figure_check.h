#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/disclosure.h"
#include "model/registry.h"

namespace disclose {

/// An item a check names, with the record it stands in; both nullptr when there is none.
struct FigureOperand {
  const FigureItem* item = nullptr;
  const Figures* record = nullptr;
};

/// A stated sum, difference, ratio or equality (算式), worked out (format.md 5, figures).
struct FigureVerdict {
  enum class State : std::uint8_t { holds, fails, undecided, dangling };
  enum class Reason : std::uint8_t { none, differs, other_unit, zero_divisor, imprecise, no_value };

  State state = State::dangling;
  Reason reason = Reason::none;
  FigureOperand left;
  std::vector<FigureOperand> right;
  FigureOperand culprit;  ///< of other_unit, zero_divisor, imprecise and no_value
  std::string formula;    ///< "72个 + 2199个"; set when it was worked out
  std::string result;     ///< what the right side comes to, printed as the left side is
};

/// " + ", " − ", " ÷ ", " = ": what stands between the operands on the right.
std::string_view sign_of(FigureCheck::Operation operation);

/// Works a check of `record` out. An imprecise operand leaves it undecided; what a ref does not name
/// leaves it dangling (check/references.cc speaks of it).
FigureVerdict judge(const Registry& registry, const Figures& record, const FigureCheck& check);

/// Whether a closed list of names counts its value; nullopt where there is nothing to compare: no
/// list, an open one, an imprecise value, an amount or a share.
std::optional<bool> names_count(const FigureItem& item);

}  // namespace disclose
