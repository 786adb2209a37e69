#include "template/datum.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace disclose::templates {

Datum Datum::of_text(std::string_view value, bool markup) {
  Datum datum = of(markup ? Kind::markup : Kind::text);
  datum.text = value;
  return datum;
}

Datum Datum::of(const View& view) {
  if (view.is_text()) return of_text(view.text());
  if (const std::int64_t* number = view.number()) return count(*number);
  if (const bool* value = view.truth()) return truth(*value);
  if (const Markup* markup = view.markup()) return of_text(markup->text, true);
  if (view.is_nothing()) return nothing();
  Datum datum = of(view.list() != nullptr ? Kind::list : Kind::map);
  datum.view = &view;
  return datum;
}

Datum Datum::of_items(std::span<const Datum> items) {
  Datum datum = of(Kind::items, static_cast<std::int64_t>(items.size()));
  datum.made = items.data();
  return datum;
}

bool Datum::is_true() const {
  switch (kind) {
    case Kind::missing:
    case Kind::nothing: return false;
    case Kind::truth:
    case Kind::number: return number != 0;
    case Kind::text:
    case Kind::markup: return !text.empty();
    case Kind::list:
    case Kind::items:
    case Kind::map: return size() != 0;
  }
  return false;
}

std::size_t Datum::size() const {
  if (kind == Kind::items) return static_cast<std::size_t>(number);
  if (kind == Kind::list) return view->list()->size();
  if (kind == Kind::map) return view->map()->size();
  return 0;
}

Datum Datum::item(std::size_t index) const {
  return kind == Kind::items ? made[index] : of((*view->list())[index]);
}

Say name_of(Datum::Kind kind) {
  switch (kind) {
    case Datum::Kind::missing:
    case Datum::Kind::nothing: return {"空值", "nothing"};
    case Datum::Kind::truth: return {"真假值", "a truth value"};
    case Datum::Kind::number: return {"整数", "a whole number"};
    case Datum::Kind::text: return {"文本", "a text"};
    case Datum::Kind::markup: return {"已排好的 HTML", "markup"};
    case Datum::Kind::list:
    case Datum::Kind::items: return {"列表", "a list"};
    case Datum::Kind::map: return {"一组有名称的值", "a map"};
  }
  return {};
}

std::optional<bool> same(const Datum& left, const Datum& right) {
  if (left.is_empty() || right.is_empty()) return left.is_empty() && right.is_empty();
  if (left.is_textual() && right.is_textual()) return left.text == right.text;
  if (left.kind != right.kind) return std::nullopt;
  if (left.kind != Datum::Kind::number && left.kind != Datum::Kind::truth) return std::nullopt;
  return left.number == right.number;
}

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

std::string_view Scratch::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* const start = static_cast<char*>(memory_.allocate(text.size(), 1));
  std::memcpy(start, text.data(), text.size());
  return {start, text.size()};
}

std::span<Datum> Scratch::keep(std::span<const Datum> items) {
  const std::span<Datum> kept = array<Datum>(items.size());
  std::ranges::copy(items, kept.begin());
  return kept;
}

}  // namespace disclose::templates
