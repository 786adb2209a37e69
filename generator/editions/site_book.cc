#include "editions/site_book.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/arena.h"
#include "format/json.h"

namespace disclose {

namespace {

constexpr std::string_view kWholeUnit = "部门整体支出";
constexpr std::string_view kLedgerEnd = "/ledger/ledger.json";

std::string text_at(const Value& object, std::string_view key) {
  const Value* found = object.find(key);
  return found != nullptr && (found->kind == Value::Kind::string || found->kind == Value::Kind::number) ? std::string(found->text) : std::string();
}

class BookReader {
 public:
  BookReader(const SiteFiles& files, const Fetch& fetch) : files_(files), fetch_(fetch) {}

  SiteBook read() {
    if (const auto package = bytes("data/datapackage.json")) book_.labels.read(*package);
    each("data/units.json", nullptr, [&](const Value& row) { book_.units[text_at(row, "id")] = {text_at(row, "name"), text_at(row, "code"), text_at(row, "office"), text_at(row, "parent")}; });
    for (const auto& [path, file] : files_) {
      if (path.size() != 4 + kLedgerEnd.size() || !path.ends_with(kLedgerEnd)) continue;
      std::vector<BookEntry>& entries = book_.ledgers[path.substr(0, 4)];
      each(path, "items", [&](const Value& row) { entries.push_back(entry_of(row)); });
    }
    read_projects();
    return std::move(book_);
  }

 private:
  std::optional<std::string> bytes(const std::string& path) const { return files_.contains(path) ? fetch_(path) : std::nullopt; }

  template <class Take>
  void each(const std::string& path, const char* member, Take take) const {
    const std::optional<std::string> text = bytes(path);
    if (!text) return;
    Arena arena;
    Diagnostics ignored;
    const std::optional<Value> value = parse_json(path, *text, arena, ignored);
    const Value* list = value && member != nullptr ? value->find(member) : value ? &*value : nullptr;
    if (list == nullptr) return;
    for (const Value& row : list->items) take(row);
  }

  static BookEntry entry_of(const Value& row) {
    const std::string url = text_at(row, "url");
    return {text_at(row, "unit"), text_at(row, "item"), text_at(row, "state"), text_at(row, "timeliness"), url.empty() ? text_at(row, "external_url") : url,
            text_at(row, "published"), text_at(row, "deadline"), text_at(row, "basis"), text_at(row, "exemption")};
  }

  void read_projects() {
    std::map<std::pair<std::string, std::string>, BookProject> projects;  // year, id
    each("data/projects.json", nullptr, [&](const Value& row) {
      projects[{text_at(row, "year"), text_at(row, "id")}] = {.id = text_at(row, "id"), .unit = text_at(row, "unit"), .name = text_at(row, "name"), .code = text_at(row, "code"),
                                                              .category = text_at(row, "category"), .source = text_at(row, "source"), .initial = {}, .adjusted = {}, .target = {}, .self_evaluation = {}};
    });
    const auto answer = [&](const char* table, auto member) {
      each(table, nullptr, [&](const Value& row) {
        const auto found = projects.find({text_at(row, "year"), text_at(row, "subject_project")});
        if (found != projects.end() && text_at(row, "subject_type") != kWholeUnit) found->second.*member = BookProject::Answer{text_at(row, "page"), text_at(row, "published")};
      });
    };
    answer("data/targets.json", &BookProject::target);
    answer("data/self_evaluations.json", &BookProject::self_evaluation);
    for (auto& [key, project] : projects) {
      read_money(key.first, project);
      book_.projects[key.first].push_back(std::move(project));
    }
    const auto order = [this](const BookProject& a, const BookProject& b) {
      return std::tuple(book_.units[a.unit].code, a.code, a.id) < std::tuple(book_.units[b.unit].code, b.code, b.id);
    };
    for (auto& [year, list] : book_.projects) std::ranges::sort(list, order);
  }

  // As the project's own page states it.
  void read_money(const std::string& year, BookProject& project) const {
    const std::string path = year + "/projects/" + project.id + "/data.json";
    const std::optional<std::string> text = bytes(path);
    if (!text) return;
    Arena arena;
    Diagnostics ignored;
    const std::optional<Value> value = parse_json(path, *text, arena, ignored);
    const Value* money = value ? value->find("money") : nullptr;
    if (money == nullptr) return;
    project.initial = text_at(*money, "initial_yuan");
    project.adjusted = text_at(*money, "adjusted_yuan");
  }

  const SiteFiles& files_;
  const Fetch& fetch_;
  SiteBook book_;
};

}  // namespace

const BookEntry* SiteBook::entry(std::string_view id) const {
  const std::size_t first = id.find('/');
  const auto ledger = ledgers.find(id.substr(first + 1, 4));
  if (ledger == ledgers.end()) return nullptr;
  std::string item(id.substr(id.rfind('/') + 1));
  std::ranges::replace(item, '-', '_');
  const auto found = std::ranges::find_if(ledger->second, [&](const BookEntry& entry) { return entry.unit == id.substr(0, first) && entry.item == item; });
  return found == ledger->second.end() ? nullptr : &*found;
}

std::string SiteBook::unit_name(std::string_view unit) const {
  const auto found = units.find(unit);
  return found == units.end() ? std::string(unit) : found->second.name;
}

SiteBook read_site_book(const SiteFiles& files, const Fetch& fetch) { return BookReader(files, fetch).read(); }

}  // namespace disclose
