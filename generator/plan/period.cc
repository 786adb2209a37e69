#include "plan/period.h"

#include <fmt/format.h>

namespace disclose {

namespace {

struct Month {
  int year = 0;
  int month = 0;
};

std::optional<Month> month_of(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t count) {
    const auto parsed = Decimal::parse(text.substr(from, count));
    return parsed && parsed->scale() == 0 && !parsed->is_negative() ? static_cast<int>(parsed->mantissa()) : 0;
  };
  const Month month{number(0, 4), number(5, 2)};
  if (month.year == 0 || month.month < 1 || month.month > 12) return std::nullopt;
  return month;
}

}  // namespace

Period period_of(Text written) {
  Period period{.full = std::string(written), .months = {}, .year = std::nullopt, .elapsed = std::nullopt};
  const std::size_t slash = written.find('/');
  const auto from = month_of(written.substr(0, slash));
  const auto to = slash == Text::npos ? from : month_of(written.substr(slash + 1));
  if (!from || !to) return period;
  if (from->year != to->year) {
    period.full = fmt::format("{}年{}月—{}年{}月", from->year, from->month, to->year, to->month);
    period.months = period.full;
    return period;
  }
  period.months = from->month == to->month ? fmt::format("{}月", to->month) : fmt::format("{}—{}月", from->month, to->month);
  period.full = fmt::format("{}年{}", to->year, period.months);
  period.year = to->year;
  if (from->month == 1) period.elapsed = Decimal::divide(Decimal(to->month * 100), Decimal(12), 2);
  return period;
}

}  // namespace disclose
