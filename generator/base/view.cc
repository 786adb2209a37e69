#include "base/view.h"

namespace disclose {

namespace {

template <class Content, class Data>
const Content* shared(const Data& data) {
  const auto* held = std::get_if<std::shared_ptr<Content>>(&data);
  return held == nullptr ? nullptr : held->get();
}

}  // namespace

/// The content as this view's own; null when it holds something else. A view is changed by one
/// thread alone, so a count of one cannot grow meanwhile.
template <class Content>
Content* View::own() {
  auto* held = std::get_if<std::shared_ptr<Content>>(&data_);
  if (held == nullptr) return nullptr;
  if (held->use_count() > 1) *held = std::make_shared<Content>(**held);
  return held->get();
}

const View::List* View::list() const { return shared<List>(data_); }
const View::Map* View::map() const { return shared<Map>(data_); }
View::List* View::list() { return own<List>(); }
View::Map* View::map() { return own<Map>(); }

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
  if (is_nothing()) data_ = std::make_shared<Map>();
  if (map() == nullptr) throw std::bad_variant_access();
  Map& entries = *map();
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
  if (is_nothing()) data_ = std::make_shared<List>();
  if (list() == nullptr) throw std::bad_variant_access();
  list()->push_back(std::move(value));
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
