#include "format/json_pointer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace disclose {

std::string pointer_step(std::string_view key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

std::string pointer_step(std::size_t index) { return fmt::format("/{}", index); }

namespace {

bool index_of(std::string_view step, std::size_t& index) {
  const auto [last, error] = std::from_chars(step.data() + 1, step.data() + step.size(), index);
  return error == std::errc() && last == step.data() + step.size() && pointer_step(index) == step;
}

}  // namespace

bool names_value(const Value& root, std::string_view pointer) {
  const Value* value = &root;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view step = pointer.substr(0, end);
    pointer.remove_prefix(end);
    if (value->kind == Value::Kind::array) {
      std::size_t index = 0;
      if (!index_of(step, index) || index >= value->items.size()) return false;
      value = &value->items[index];
      continue;
    }
    const auto member = std::ranges::find_if(
        value->members, [&](const Member& m) { return pointer_step(m.key) == step; });
    if (member == value->members.end()) return false;
    value = &member->value;
  }
  return true;
}

std::size_t offset_of(const Value& root, std::string_view pointer) {
  const Value* value = &root;
  std::size_t offset = root.offset;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view step = pointer.substr(0, end);
    pointer.remove_prefix(end);
    if (value->kind == Value::Kind::array) {
      std::size_t index = 0;
      if (!index_of(step, index) || index >= value->items.size()) break;
      value = &value->items[index];
      offset = value->offset;
      continue;
    }
    const auto member = std::ranges::find_if(
        value->members, [&](const Member& m) { return pointer_step(m.key) == step; });
    if (member == value->members.end()) break;
    value = &member->value;
    offset = member->offset;
  }
  return offset;
}

}  // namespace disclose
