#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/view.h"

namespace disclose::templates {

/// A value while a page is drawn: a light look at a View, or something the template made.
/// What it points to belongs to the view, to the program, or to the page's Scratch.
struct Datum {
  enum class Kind : std::uint8_t {
    missing,  ///< not there: a variable that was not set, a name that was reported already
    nothing,
    truth,
    number,
    text,
    markup,
    list,     ///< of a View
    items,    ///< a list that the template made: `number` of them at `made`
    map,
  };
  Kind kind = Kind::missing;
  std::int64_t number = 0;  ///< of a number; 0 or 1 of a truth
  std::string_view text;    ///< of a text or markup
  union {
    const View* view = nullptr;  ///< of a list or map
    const Datum* made;
  };

  static Datum nothing() { return of(Kind::nothing); }
  static Datum truth(bool value) { return of(Kind::truth, value ? 1 : 0); }
  static Datum count(std::int64_t value) { return of(Kind::number, value); }
  static Datum of_text(std::string_view value, bool markup = false);
  static Datum of(const View& view);
  static Datum of_items(std::span<const Datum> items);

  bool is_textual() const { return kind == Kind::text || kind == Kind::markup; }
  bool is_list() const { return kind == Kind::list || kind == Kind::items; }
  bool is_empty() const { return kind == Kind::missing || kind == Kind::nothing; }
  /// What `{% if %}` decides by.
  bool is_true() const;
  /// Of a list or map: how many it holds.
  std::size_t size() const;
  /// Of a list: one of its items.
  Datum item(std::size_t index) const;

 private:
  static Datum of(Kind kind, std::int64_t number = 0) {
    Datum datum;
    datum.kind = kind;
    datum.number = number;
    return datum;
  }
};

/// "a list", "a text" and so on, for findings.
Say name_of(Datum::Kind kind);

/// Whether two values are the same; nullopt when the kinds cannot be compared.
/// Texts and markup compare by their bytes; nothing is the same as nothing only.
std::optional<bool> same(const Datum& left, const Datum& right);

/// Appends a number.
void append_number(std::string& out, std::int64_t number);

/// What a page needs while it is drawn, given back all at once.
class Scratch {
 public:
  std::string_view keep(std::string_view text);
  std::span<Datum> keep(std::span<const Datum> items);
  /// An array of `count` values, each made from nothing.
  template <class T>
  std::span<T> array(std::size_t count) {
    if (count == 0) return {};
    std::pmr::polymorphic_allocator<T> allocator(&memory_);
    T* const first = allocator.allocate(count);
    std::uninitialized_value_construct_n(first, count);
    return {first, count};
  }

 private:
  alignas(std::max_align_t) std::byte first_[8192];
  std::pmr::monotonic_buffer_resource memory_{static_cast<void*>(first_), sizeof first_};
};

}  // namespace disclose::templates
