#include "base/view.h"

namespace disclose {

bool View::is_text() const {
  return std::holds_alternative<std::string>(data_) ||
         std::holds_alternative<std::string_view>(data_);
}

std::string_view View::text() const {
  if (const auto* owned = std::get_if<std::string>(&data_)) return *owned;
  if (const auto* borrowed = std::get_if<std::string_view>(&data_)) return *borrowed;
  return {};
}

const View* View::find(std::string_view name) const {
  const Map* entries = map();
  if (entries == nullptr) return nullptr;
  for (const Entry& entry : *entries) {
    if (entry.first == name) return &entry.second;
  }
  return nullptr;
}

View& View::set(std::string_view name, View value) {
  if (is_nothing()) data_ = Map{};
  Map& entries = std::get<Map>(data_);
  for (Entry& entry : entries) {
    if (entry.first == name) {
      entry.second = std::move(value);
      return *this;
    }
  }
  entries.emplace_back(name, std::move(value));
  return *this;
}

View& View::push(View value) {
  if (is_nothing()) data_ = List{};
  std::get<List>(data_).push_back(std::move(value));
  return *this;
}

bool View::is_true() const {
  if (const bool* value = truth()) return *value;
  if (const std::int64_t* value = number()) return *value != 0;
  if (const Markup* value = markup()) return !value->text.empty();
  if (const List* value = list()) return !value->empty();
  if (const Map* value = map()) return !value->empty();
  return !text().empty();
}

}  // namespace disclose
