#pragma once

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "base/value.h"
#include "exact/date.h"
#include "exact/money.h"
#include "exact/percent.h"
#include "exact/quantity.h"
#include "exact/score.h"
#include "model/points.h"
#include "model/record.h"

namespace disclose {

/// The file being read, and whose record it is at the moment.
struct FileContext {
  std::string_view file;  ///< path in the site folder; outlives what is read
  PositionIndex* positions = nullptr;  ///< of its bytes
  const Folder* folder = nullptr;  ///< to ask whether a path exists
  Diagnostics* diagnostics = nullptr;
  bool yaml = false;  ///< front matter: an empty value is an absent one
  std::string record;
  std::string unit;
  std::set<std::string>* known_keys = nullptr;  ///< gathers the pointer of every key asked for
};

/// A word of the format and the value it stands for.
template <class T>
using Words = std::span<const std::pair<std::string_view, T>>;

/// Reads the keys of one object. Each kind of value is asked for by its type in format.md 2; what
/// does not fit is reported as `form` and read as absent. finish() reports the keys nobody asked for.
class ObjectReader {
 public:
  ObjectReader(const Value& object, std::string pointer, FileContext& context);
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;
  ~ObjectReader();

  /// False when the value is no object (already reported); then every key is absent.
  bool is_object() const { return object_.kind == Value::Kind::object; }

  /// Whether `key` is there; a blank text is the same as an absent key (format.md 5).
  bool has(std::string_view key) const;
  Text text(std::string_view key);
  Text required_text(std::string_view key);
  /// A text, or a number as written (page numbers).
  Text text_or_number(std::string_view key);
  bool boolean(std::string_view key, bool otherwise);
  std::optional<int> integer(std::string_view key, int min, int max);
  std::optional<Year> year(std::string_view key);
  Text id(std::string_view key);
  Text required_id(std::string_view key);
  /// A path below content/ of a regular file; "" when absent or unsound.
  Text path(std::string_view key);
  Text url(std::string_view key);
  std::optional<Date> date(std::string_view key);
  std::optional<DateTime> date_time(std::string_view key);
  std::optional<LooseDate> loose_date(std::string_view key);
  std::optional<StatedMoney> money(std::string_view key);
  std::optional<Amount> amount(std::string_view key);
  std::optional<Decimal> percent(std::string_view key);
  std::optional<Points> points(std::string_view key);
  std::optional<Quantity> quantity(std::string_view key);
  std::optional<Decimal> decimal(std::string_view key);
  std::vector<Text> texts(std::string_view key);

  template <class T>
  std::optional<T> word(std::string_view key, Words<T> words);
  template <class T>
  std::vector<T> words_of(std::string_view key, Words<T> words);

  /// Reads an object below `key`; `read` is not called when it is absent.
  void object(std::string_view key, const std::function<void(ObjectReader&)>& read);
  /// Reads every object of the list below `key`.
  void objects(std::string_view key, const std::function<void(ObjectReader&)>& read);

  /// The value of a key asked for by hand; nullptr when it is absent.
  const Value* take(std::string_view key);
  /// `key` is missing where it is required. Reported by finish(), unless an unknown key is plainly a
  /// slip of it: one mistake is one finding.
  void missing(std::string_view key);
  /// Reports a `form` problem at a value.
  void problem(const Value& at, std::string_view step, Say message, Say help);
  /// Reports every key that nobody asked for, but for `x-` keys and `$schema`.
  void finish();

  const Value& value() const { return object_; }
  const std::string& pointer() const { return pointer_; }
  FileContext& context() { return context_; }

 private:
  void report_missing();
  const Value* present(std::string_view key) const;
  void report(std::size_t offset, std::string pointer, Say message, Say help);
  void wrong_type(const Value& value, std::string_view step, Say wanted);
  void unknown_word(const Value& value, std::string_view step,
                    const std::vector<std::string_view>& words);
  template <class T, class Parse>
  std::optional<T> scalar(std::string_view key, bool numbers, Say wanted, Parse parse);

  const Value& object_;
  std::string pointer_;
  FileContext& context_;
  std::vector<std::string_view> asked_;
  std::vector<std::string> missing_;
};

template <class T>
std::optional<T> ObjectReader::word(std::string_view key, Words<T> words) {
  const Value* value = take(key);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string_view> names;
  for (const auto& [name, meaning] : words) {
    if (value->kind == Value::Kind::string && value->text == name) return meaning;
    names.push_back(name);
  }
  unknown_word(*value, pointer_ + "/" + std::string(key), names);
  return std::nullopt;
}

template <class T>
std::vector<T> ObjectReader::words_of(std::string_view key, Words<T> words) {
  std::vector<T> found;
  const Value* list = take(key);
  if (list == nullptr) return found;
  const std::string step = pointer_ + "/" + std::string(key);
  if (list->kind != Value::Kind::array) {
    wrong_type(*list, step, {"列表", "a list"});
    return found;
  }
  std::vector<std::string_view> names;
  for (const auto& [name, meaning] : words) names.push_back(name);
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const Value& value = list->items[i];
    bool known = false;
    for (const auto& [name, meaning] : words) {
      if (value.kind != Value::Kind::string || value.text != name) continue;
      found.push_back(meaning);
      known = true;
    }
    if (!known) unknown_word(value, step + "/" + std::to_string(i), names);
  }
  return found;
}

/// Whether `text` has the form of an id: [a-z0-9][a-z0-9.-]{0,79}.
bool is_id(std::string_view text);

}  // namespace disclose
