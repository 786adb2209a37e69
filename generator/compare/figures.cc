#include "compare/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/arena.h"
#include "format/json.h"

namespace disclose {

namespace {

struct Figure {
  std::string key;
  std::string label;
  std::string text;
};

// The figures of one record in the order they stand.
struct RecordFigures {
  std::string title;
  std::vector<Figure> figures;
};

bool is_text(const Value* value) { return value != nullptr && (value->kind == Value::Kind::string || value->kind == Value::Kind::number); }
std::string_view text_at(const Value& object, std::string_view key) {
  const Value* found = object.find(key);
  return is_text(found) ? found->text : std::string_view();
}

// An amount as data.json has it: what was written, and what it comes to.
const Value* written_amount(const Value& object) {
  const Value* text = object.find("text");
  const bool is_amount = text != nullptr && text->kind == Value::Kind::string && (object.find("number") != nullptr || object.members.size() == 1);
  return is_amount ? text : nullptr;
}

// `total_yuan` and `total_unit` say of `total` what its text says already.
bool repeats(const Value& object, std::string_view key) {
  for (const std::string_view ending : {"_yuan", "_unit", "_number"}) {
    if (key.ends_with(ending) && object.find(key.substr(0, key.size() - ending.size())) != nullptr) return true;
  }
  return false;
}

bool is_name_of_itself(std::string_view key) {
  constexpr std::array<std::string_view, 7> kKeys = {"id", "kind", "page", "url", "n", "record", "record_kind"};
  return std::ranges::find(kKeys, key) != kKeys.end();
}

class Flattener {
 public:
  explicit Flattener(const FigureLabels& labels) : labels_(labels) {}

  void object(const Value& value, const std::string& key, const std::string& label, RecordFigures& to) const {
    for (const Member& member : value.members) {
      const bool is_title = key.empty() && is_name_of_itself(member.key);
      if (is_title || repeats(value, member.key) || (!key.empty() && (member.key == "page" || member.key == "id"))) continue;
      any(member.value, key.empty() ? std::string(member.key) : fmt::format("{}.{}", key, member.key), joined(label, labels_.of(member.key)), member.key, to);
    }
  }

  void any(const Value& value, const std::string& key, const std::string& label, std::string_view name, RecordFigures& to) const {
    switch (value.kind) {
      case Value::Kind::null: return;
      case Value::Kind::boolean: return to.figures.push_back({key, label, value.boolean ? "true" : "false"});
      case Value::Kind::number:
      case Value::Kind::string: return to.figures.push_back({key, label, std::string(value.text)});
      case Value::Kind::object:
        if (const Value* written = written_amount(value)) return to.figures.push_back({key, label, std::string(written->text)});
        return object(value, key, label, to);
      case Value::Kind::array: return list(value, key, label, name, to);
    }
  }

 private:
  static std::string joined(const std::string& before, const std::string& name) { return before.empty() ? name : before + "：" + name; }

  void list(const Value& value, const std::string& key, const std::string& label, std::string_view name, RecordFigures& to) const {
    const std::vector<std::string> names = names_of(value);
    const std::size_t parent = label.rfind("：");
    const std::string before = parent == std::string::npos ? std::string() : label.substr(0, parent);
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const bool is_numbered = names[i].empty();
      const std::string called = is_numbered ? std::to_string(i + 1) : names[i];
      const std::string element = joined(before, is_numbered ? fmt::format("{}第{}项", labels_.of_element(name), called) : fmt::format("{}“{}”", labels_.of_element(name), called));
      any(value.items[i], fmt::format("{}[{}]", key, called), element, name, to);
    }
  }

  // What the elements of a list are told apart by: nothing when not all have it, or two have the same.
  std::vector<std::string> names_of(const Value& list) const {
    for (const std::string_view key : {"unit/item", "id", "name", "label", "item", "source", "title"}) {
      std::vector<std::string> names;
      for (const Value& item : list.items) {
        std::string name(key == "unit/item" ? text_at(item, "unit") : text_at(item, key));
        if (key == "unit/item" && !name.empty()) name = text_at(item, "item").empty() ? std::string() : fmt::format("{}/{}", name, text_at(item, "item"));
        if (name.empty()) break;
        if (key == "id" && !text_at(item, "name").empty()) name = text_at(item, "name");
        if (key == "source") name = labels_.of(name);
        names.push_back(std::move(name));
      }
      if (names.size() == list.items.size() && std::set<std::string>(names.begin(), names.end()).size() == names.size()) return names;
    }
    return std::vector<std::string>(list.items.size());
  }

  const FigureLabels& labels_;
};

std::string title_of(const Value& record) {
  for (const std::string_view key : {"title", "name", "item", "id"}) {
    if (!text_at(record, key).empty()) return std::string(text_at(record, key));
  }
  return {};
}

// By record: where an item has both a row of a table and its own data.json, the latter says more.
std::map<std::string, RecordFigures> read_figures(std::string_view text, const FigureLabels& labels) {
  std::map<std::string, RecordFigures> records;
  Arena arena;
  Diagnostics ignored;
  const std::optional<Value> value = text.empty() ? std::nullopt : parse_json("data.json", text, arena, ignored);
  if (!value) return records;
  const Flattener flattener(labels);
  if (value->kind == Value::Kind::object) {
    RecordFigures& record = records[std::string(text_at(*value, "id"))];
    record.title = title_of(*value);
    flattener.object(*value, "", "", record);
    return records;
  }
  for (const Value& item : value->items) {
    const std::string_view part_of = text_at(item, "record");
    if (text_at(item, "id").empty() && !part_of.empty()) {  // a row of a table that belongs to a record
      const std::string name(text_at(item, "budget_type"));
      flattener.object(item, fmt::format("budget_parts[{}]", name), fmt::format("预算类型“{}”", name), records[std::string(part_of)]);
      continue;
    }
    RecordFigures& record = records[std::string(text_at(item, "id").empty() ? text_at(item, "item") : text_at(item, "id"))];
    record.title = title_of(item);
    record.figures.clear();
    flattener.object(item, "", "", record);
  }
  return records;
}

void compare(const std::string& id, const RecordFigures& before, const RecordFigures& after, std::vector<FigureChange>& changes) {
  std::map<std::string_view, const Figure*> old;
  for (const Figure& figure : before.figures) old.emplace(figure.key, &figure);
  for (const Figure& figure : after.figures) {
    const auto found = old.find(figure.key);
    const std::string was = found == old.end() ? std::string() : found->second->text;
    if (found != old.end()) old.erase(found);
    if (was != figure.text) changes.push_back({id, after.title, figure.key, figure.label, was, figure.text});
  }
  for (const Figure& figure : before.figures) {
    if (old.contains(figure.key) && !figure.text.empty()) changes.push_back({id, after.title, figure.key, figure.label, figure.text, ""});
  }
}

}  // namespace

std::vector<FigureChange> figure_changes(std::string_view before, std::string_view after, const FigureLabels& labels) {
  const std::map<std::string, RecordFigures> old = read_figures(before, labels);
  const std::map<std::string, RecordFigures> now = read_figures(after, labels);
  std::vector<FigureChange> changes;
  for (const auto& [id, record] : now) {
    const auto found = old.find(id);
    if (found == old.end()) {
      changes.push_back({id, record.title, "", "", "", record.title});
    } else {
      compare(id, found->second, record, changes);
    }
  }
  for (const auto& [id, record] : old) {
    if (!now.contains(id)) changes.push_back({id, record.title, "", "", record.title, ""});
  }
  return changes;
}

}  // namespace disclose
