#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

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

}  // namespace disclose
