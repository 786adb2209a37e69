#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/view.h"
#include "exact/target_text.h"
#include "plan/facts.h"

namespace disclose {

// Geometry of the drawings in tables: percentages along a horizontal axis, as text ("37.5%").

/// A stretch of a scale with a tick every `step`.
struct Axis {
  Decimal low;
  Decimal high{100};
  int step = 10;
  std::string at(const Decimal& value) const;  ///< clamped to the axis
  View ticks() const;                          ///< [{x, text}]
  View grid() const;                           ///< [x], with both ends
  std::string low_text() const { return low.to_string(); }
};

/// An axis up to 100 that begins at a ten below every value, and at 70 at the latest.
class AxisMaker {
 public:
  void see(const std::optional<Decimal>& value);
  Axis axis() const;

 private:
  Decimal least_{100};
};

/// The rows of the macro `money`: 年初预算, 调整后预算, 实际支出, 执行率; empty without any amount.
View money_rows(const Phases& phases);

/// {initial, adjusted, executed}: widths of the three bars against the largest.
View phase_widths(const PhaseSum& sum);

/// [{kind, x, w}]: the parts of a bar for met, partly, missed and undecided; none that is zero.
View attainment_stack(const AttainmentCounts& counts);

/// [{name, w, score, full}] for the macro `blk`.
View dimension_rows(const std::vector<Dimension>& dimensions);

/// The parts a self-evaluation's score is made of: 预算执行 and each level of indicators.
View self_dimension_rows(const SelfEvaluation& evaluation);

/// A value in the unit of its target, when both are numbers and the target is above zero: what a drawing
/// can lay beside each other.
std::optional<Decimal> comparable_value(const TargetText& target, Text value);

/// {fill, bar, self_x, over} for the macro `bullet`; nothing when the target is no number above zero.
View bullet_view(const IndicatorLine& line);

/// [{level1, level1_rows, level2, rows}] for the macro `indicators`.
View indicator_groups(const std::vector<IndicatorLine>& lines);

}  // namespace disclose
