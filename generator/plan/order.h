#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "exact/decimal.h"

namespace disclose {

/// An order made ahead: the places of `items`, those first that state what it goes by.
struct Order {
  std::vector<std::size_t> places;
  std::size_t told = 0;  ///< how many state it; the others follow in their usual order
};

/// Orders by `value(item)`, an optional, so that `before(a, b)` stands first; ties keep their order.
template <class Items, class Value, class Before>
Order order_by(const Items& items, Value value, Before before) {
  Order order;
  order.places.resize(items.size());
  std::iota(order.places.begin(), order.places.end(), std::size_t{0});
  const auto rest = std::ranges::stable_partition(order.places, [&](std::size_t place) { return value(items[place]).has_value(); });
  order.told = order.places.size() - rest.size();
  std::stable_sort(order.places.begin(), rest.begin(), [&](std::size_t a, std::size_t b) { return before(*value(items[a]), *value(items[b])); });
  return order;
}

/// An execution rate (percent) from which on nothing is said of it.
inline constexpr int kLowRate = 80;

/// What an order by execution rates found: of `told` `things` (个项目, 个单位), `low` are below kLowRate.
std::string execution_order_finding(std::string_view things, std::size_t told, std::size_t low, const Decimal& least);

/// What an order by indicators found: `failing` have some that were not met, `most` of them at most.
std::string indicator_order_finding(std::string_view things, std::size_t told, std::size_t failing, int most);

}  // namespace disclose
