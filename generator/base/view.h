#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace disclose {

class View;

/// Markup that is already safe to stand in a page (a rendered narrative); templates do not escape it.
struct Markup {
  std::string text;
};

/// What a template sees: nothing, truth, a whole number, text, safe markup, a list, or named values.
/// Everything a page shows is settled here before a template runs: figures are text already.
///
/// A copy is cheap: copies share their list or map until one of them changes it.
///
/// Text may be owned (std::string) or borrowed (std::string_view, must outlive the view).
/// Names of a Map are string literals of the program.
class View {
 public:
  using List = std::vector<View>;
  using Entry = std::pair<std::string_view, View>;
  using Map = std::vector<Entry>;

  View() = default;
  View(bool value) : data_(value) {}                            // NOLINT(google-explicit-constructor)
  View(int value) : data_(std::int64_t{value}) {}               // NOLINT(google-explicit-constructor)
  View(std::int64_t value) : data_(value) {}                    // NOLINT(google-explicit-constructor)
  View(std::size_t value) : data_(static_cast<std::int64_t>(value)) {}  // NOLINT
  View(std::string value) : data_(std::move(value)) {}          // NOLINT(google-explicit-constructor)
  View(std::string_view value) : data_(value) {}                // NOLINT(google-explicit-constructor)
  View(const char* value) : data_(std::string_view(value)) {}   // NOLINT(google-explicit-constructor)
  View(Markup value) : data_(std::move(value)) {}               // NOLINT(google-explicit-constructor)
  View(List value) : data_(std::make_shared<List>(std::move(value))) {}  // NOLINT(google-explicit-constructor)
  View(Map value) : data_(std::make_shared<Map>(std::move(value))) {}    // NOLINT(google-explicit-constructor)
  static View map(std::initializer_list<Entry> entries) { return View(Map(entries)); }

  bool is_nothing() const { return std::holds_alternative<std::monostate>(data_); }
  bool is_text() const;
  const bool* truth() const { return std::get_if<bool>(&data_); }
  const std::int64_t* number() const { return std::get_if<std::int64_t>(&data_); }
  const Markup* markup() const { return std::get_if<Markup>(&data_); }
  const List* list() const;
  const Map* map() const;
  /// To be changed in place; what other views share is copied first.
  List* list();
  Map* map();

  /// The text it holds; empty when it holds none.
  std::string_view text() const;

  /// The value named `name` of a map; nullptr when there is none or this is no map.
  const View* find(std::string_view name) const;

  /// Adds or replaces a named value; this must be a map or nothing.
  View& set(std::string_view name, View value);

  /// Appends to a list; this must be a list or nothing.
  View& push(View value);

  /// What `{% if %}` decides by: nothing, false, 0, "", [] and {} are false.
  bool is_true() const;

 private:
  template <class Content>
  Content* own();

  std::variant<std::monostate, bool, std::int64_t, std::string, std::string_view, Markup,
               std::shared_ptr<List>, std::shared_ptr<Map>>
      data_;
};

}  // namespace disclose
