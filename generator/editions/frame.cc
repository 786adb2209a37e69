#include "editions/frame.h"

#include <charconv>

#include "base/text.h"
#include "format/json.h"
#include "plan/links.h"

namespace disclose {

namespace {

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The texts of the value live as long as its arena, and so do the view's.
View view_of(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null: return View();
    case Value::Kind::boolean: return View(value.boolean);
    case Value::Kind::number: return View(number_in(value.text));
    case Value::Kind::string: return View(value.text);
    case Value::Kind::array: {
      View list{View::List{}};
      for (const Value& item : value.items) list.push(view_of(item));
      return list;
    }
    case Value::Kind::object: {
      View map{View::Map{}};
      for (const Member& member : value.members) map.set(member.key, view_of(member.value));
      return map;
    }
  }
  return View();
}

Text text_at(const Value& object, std::string_view key) {
  const Value* found = object.find(key);
  return found != nullptr && found->kind == Value::Kind::string ? found->text : Text();
}

bool truth_at(const Value& object, std::string_view key) {
  const Value* found = object.find(key);
  return found != nullptr && found->kind == Value::Kind::boolean && found->boolean;
}

}  // namespace

std::optional<SiteFrame> read_frame(std::string_view bytes) {
  SiteFrame frame;
  frame.arena = std::make_unique<Arena>();
  Diagnostics ignored;
  const std::optional<Value> value = parse_json("proof/frame.json", frame.arena->copy(bytes), *frame.arena, ignored);
  const Value* values = value ? value->find("frame") : nullptr;
  const Value* site = values != nullptr ? values->find("site") : nullptr;
  const Value* menus = value ? value->find("menus") : nullptr;
  const Value* fonts = value ? value->find("fonts") : nullptr;
  const Value* templates = value ? value->find("templates") : nullptr;
  if (site == nullptr || menus == nullptr || fonts == nullptr || templates == nullptr) return std::nullopt;
  frame.values = view_of(*values);
  for (const Member& menu : menus->members) frame.menus.emplace(menu.key, view_of(menu.value));
  for (const Member& file : templates->members) frame.templates.emplace(file.key, file.value.text);
  frame.reports = truth_at(*site, "reports");
  frame.site.title = text_at(*site, "title");
  frame.site.base_url = text_at(*values, "base_url");
  frame.site.english = truth_at(*value, "english");
  frame.site.gbt9704 = truth_at(*value, "gbt9704");
  frame.site.fonts = {.song = text_at(*fonts, "song"), .fangsong = text_at(*fonts, "fangsong"), .hei = text_at(*fonts, "hei"), .kai = text_at(*fonts, "kai")};
  frame.site.origin.file = "proof/frame.json";
  return frame;
}

View sealed_page(const SiteFrame& frame, std::string title, const std::string& description, const std::string& year, const Trail& trail) {
  View crumbs{View::List{}};
  for (const auto& [name, url] : trail) {
    crumbs.push(View::map({{"title", name}, {"url", link_to(url)}, {"address", url}, {"place", crumbs.is_nothing() ? 2 : crumbs.list()->size() + 2}}));
  }
  const auto own = frame.menus.find(year);
  const auto menu = own != frame.menus.end() ? own : frame.menus.find("all");
  return View::map({{"title", std::move(title)},
                    {"menu", menu != frame.menus.end() ? menu->second : View(View::List{})},
                    {"description", shorten(description, 100)},
                    {"nav", "ledger"},
                    {"year", year.empty() ? View() : View(number_in(year))},
                    {"trail", std::move(crumbs)},
                    {"pub_date", ""},
                    {"day", ""},
                    {"record", View()}});
}

}  // namespace disclose
