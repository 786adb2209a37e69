// How wide the columns of a table are.
#include <algorithm>
#include <numeric>

#include "pdf/table_grid.h"

namespace disclose::pdf {
namespace {

constexpr int kSteps = 80;
// Rows looked at; a longer table is sampled evenly.
constexpr std::size_t kSample = 1600;

// A span's need beyond what its columns have is spread over them evenly.
template <typename NeedOf>
std::vector<float> column_needs(std::span<const CellNeed> needs, std::uint32_t columns,
                                float narrowest, NeedOf need_of) {
  std::vector<float> widths(columns, narrowest);
  for (const CellNeed& need : needs) {
    if (need.columns == 1) widths[need.column] = std::max(widths[need.column], need_of(need));
  }
  for (const CellNeed& need : needs) {
    if (need.columns == 1) continue;
    const auto first = widths.begin() + need.column;
    const auto last = first + need.columns;
    const float more = need_of(need) - std::accumulate(first, last, 0.0F);
    if (more <= 0) continue;
    std::for_each(first, last,
                  [&](float& width) { width += more / static_cast<float>(need.columns); });
  }
  return widths;
}

std::vector<float> least_widths(std::span<const CellNeed> needs, std::uint32_t columns,
                                float narrowest) {
  return column_needs(needs, columns, narrowest, [](const CellNeed& need) { return need.least; });
}

// Needs of single columns as rows, so that each step can find the tallest cell of every row.
struct RowNeed {
  std::uint32_t column = 0;
  float width = 0;
};

class Sharing {
 public:
  Sharing(std::span<const CellNeed> needs, std::vector<float> widths, std::vector<bool> fixed,
          float spare)
      : widths_(std::move(widths)), fixed_(std::move(fixed)), spare_(spare) {
    const std::size_t stride = needs.size() / kSample + 1;
    for (const CellNeed& need : needs) {
      if (need.columns != 1 || fixed_[need.column] || need.row % stride != 0) continue;
      if (row_starts_.empty() || need.row != last_row_) row_starts_.push_back(rows_.size());
      last_row_ = need.row;
      rows_.push_back({need.column, need.lines_width});
    }
    row_starts_.push_back(rows_.size());
  }

  std::vector<float> run() {
    const float step = spare_ / kSteps;
    while (spare_ > step / 2) {
      const std::optional<std::size_t> best = neediest(step);
      if (!best) break;
      widths_[*best] += step;
      spare_ -= step;
    }
    spread_rest();
    return std::move(widths_);
  }

 private:
  // The column whose next `step` saves most height; none when every row is one line high.
  std::optional<std::size_t> neediest(float step) const {
    std::vector<float> gains(widths_.size(), 0);
    for (std::size_t row = 0; row + 1 < row_starts_.size(); ++row) {
      float tallest = 1;
      const RowNeed* who = nullptr;
      for (std::size_t i = row_starts_[row]; i < row_starts_[row + 1]; ++i) {
        const float lines = rows_[i].width / widths_[rows_[i].column];
        if (lines > tallest) {
          tallest = lines;
          who = &rows_[i];
        }
      }
      if (who != nullptr)
        gains[who->column] += tallest - who->width / (widths_[who->column] + step);
    }
    const auto best = std::ranges::max_element(gains);
    if (best == gains.end() || *best <= 0) return std::nullopt;
    return static_cast<std::size_t>(best - gains.begin());
  }

  // Nothing is saved by more width: the rest is air, shared by what the columns have.
  void spread_rest() {
    float free = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i) free += fixed_[i] ? 0 : widths_[i];
    const bool all = free <= 0;
    if (all) free = std::accumulate(widths_.begin(), widths_.end(), 0.0F);
    if (free <= 0) return;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      if (all || !fixed_[i]) widths_[i] += spare_ * widths_[i] / free;
    }
  }

  std::vector<float> widths_;
  std::vector<bool> fixed_;
  float spare_;
  std::vector<RowNeed> rows_;
  std::vector<std::size_t> row_starts_;
  std::uint32_t last_row_ = 0;
};

}  // namespace

float least_width(std::span<const CellNeed> needs, std::uint32_t columns, float narrowest) {
  const std::vector<float> least = least_widths(needs, columns, narrowest);
  return std::accumulate(least.begin(), least.end(), 0.0F);
}

std::vector<float> share_width(std::span<const CellNeed> needs, std::span<const Column> hints,
                               std::uint32_t columns, float width, float narrowest) {
  if (columns == 0) return {};
  narrowest = std::min(narrowest, width / static_cast<float>(columns));
  std::vector<float> widths = least_widths(needs, columns, narrowest);
  std::vector<bool> fixed(columns, false);
  for (std::uint32_t i = 0; i < columns && i < hints.size(); ++i) {
    if (hints[i].percent <= 0) continue;
    widths[i] = std::max(narrowest, hints[i].percent / 100 * width);
    fixed[i] = true;
  }
  const float total = std::accumulate(widths.begin(), widths.end(), 0.0F);
  if (total > width) {
    // Too little room for every piece: all yield in proportion to what they have above the
    // narrowest.
    const float floor = narrowest * static_cast<float>(columns);
    const float share = total > floor ? (width - floor) / (total - floor) : 0;
    for (float& w : widths) w = narrowest + (w - narrowest) * share;
    return widths;
  }
  return Sharing(needs, std::move(widths), std::move(fixed), width - total).run();
}

}  // namespace disclose::pdf
