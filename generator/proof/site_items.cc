#include "proof/site_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "format/digest.h"
#include "format/json.h"
#include "proof/canonical_json.h"
#include "proof/page_text.h"

namespace disclose {

namespace {

constexpr std::string_view kTargets = "data/targets.json";
constexpr std::string_view kSelfEvaluations = "data/self_evaluations.json";
constexpr std::array<std::string_view, 5> kTables = {kTargets, kSelfEvaluations, "data/budgets.json", "data/final_accounts.json", "data/disclosures.json"};
constexpr std::string_view kParts = "data/budget_parts.json";
constexpr std::string_view kPackage = "data/datapackage.json";
constexpr std::string_view kUnits = "data/units.json";
constexpr std::string_view kLedgerEnd = "/ledger/ledger.json";
constexpr std::string_view kWholeUnit = "部门整体支出";

bool is_year_ledger(std::string_view path) { return path.size() == 4 + kLedgerEnd.size() && path.ends_with(kLedgerEnd) && path.front() >= '1' && path.front() <= '9'; }

void append_canonical(std::string& out, const Value& value) {
  switch (value.kind) {
    case Value::Kind::null: out += "null"; return;
    case Value::Kind::boolean: out += value.boolean ? "true" : "false"; return;
    case Value::Kind::number: out += value.text; return;
    case Value::Kind::string: append_json_text(out, value.text); return;
    case Value::Kind::array:
      out += '[';
      for (const Value& item : value.items) {
        if (&item != &value.items.front()) out += ',';
        append_canonical(out, item);
      }
      out += ']';
      return;
    case Value::Kind::object: {
      std::map<std::string_view, const Value*> members;
      for (const Member& member : value.members) members.emplace(member.key, &member.value);
      out += '{';
      bool is_first = true;
      for (const auto& [key, member] : members) {
        if (!is_first) out += ',';
        is_first = false;
        append_json_text(out, key);
        out += ':';
        append_canonical(out, *member);
      }
      out += '}';
    }
  }
}

std::string_view text_at(const Value& object, std::string_view key) {
  const Value* found = object.find(key);
  return found != nullptr && (found->kind == Value::Kind::string || found->kind == Value::Kind::number) ? found->text : std::string_view();
}

// The names of the types of an exemption: a closed list, so that no reason of an exemption can tell more.
std::string_view exemption_named(std::string_view type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kTypes = {{{"secret", "涉密，依法不公开"}, {"merged", "合并公开"}, {"new_unit", "新设单位"},
                                                                                   {"abolished", "已撤销"}, {"no_projects", "没有项目支出"}, {"other", "其他"}}};
  const auto found = std::ranges::find(kTypes, type, &std::pair<std::string_view, std::string_view>::first);
  return found == kTypes.end() ? std::string_view() : found->second;
}

class ItemReader {
 public:
  ItemReader(const SiteFiles& files, const Fetch& fetch, bool digest_records, const TakeRecord& take) : files_(files), fetch_(fetch), digest_records_(digest_records), take_(take) {}

  std::optional<SiteItems> read(Say& problem) {
    if (!read_site() || !read_tables() || !read_ledgers()) {
      problem = problem_;
      return std::nullopt;
    }
    return std::move(result_);
  }

 private:
  // A JSON file of the site, whose texts live as long as the reader.
  std::optional<Value> json(const std::string& path) {
    const std::optional<std::string> bytes = files_.contains(path) ? fetch_(path) : std::nullopt;
    Diagnostics ignored;
    std::optional<Value> value = bytes ? parse_json(path, arena_.copy(*bytes), arena_, ignored) : std::nullopt;
    if (!value) problem_ = {fmt::format("站点的 {} 缺失或读不懂", path), fmt::format("{} of the site is missing or cannot be read", path)};
    return value;
  }

  bool read_site() {
    const std::optional<Value> package = json(std::string(kPackage));
    if (!package) return false;
    result_.site = text_at(*package, "homepage");
    const bool is_site = result_.site.ends_with('/') && result_.site.find("://") != std::string::npos;
    if (!is_site) problem_ = {"站点没有公开网址（site.json 的 base_url），不能封存", "the site has no public address (base_url of site.json) and cannot be sealed"};
    return is_site;
  }

  bool read_tables() {
    if (const std::optional<Value> units = json(std::string(kUnits))) {
      for (const Value& unit : units->items) units_.emplace(text_at(unit, "id"), text_at(unit, "name"));
    } else {
      return false;
    }
    for (const std::string_view table : kTables) {
      if (!files_.contains(table)) continue;
      names_.push_back(table);
      tables_.push_back(json(std::string(table)).value_or(Value{}));
      if (tables_.back().kind != Value::Kind::array) return false;
    }
    for (const Value& table : tables_) {
      for (const Value& row : table.items) {
        rows_.emplace(text_at(row, "id"), &row);
        const auto number = static_cast<std::size_t>(&table - tables_.data());
        if (names_[number] == kTargets) targets_.emplace(text_at(row, "unit"), &row);
        if (names_[number] == kSelfEvaluations) self_evaluations_.emplace(text_at(row, "unit"), &row);
      }
    }
    if (!digest_records_ || !files_.contains(kParts)) return true;
    parts_ = json(std::string(kParts)).value_or(Value{});
    for (const Value& row : parts_.items) parts_of_.emplace(text_at(row, "record"), &row);
    return parts_.kind == Value::Kind::array;
  }

  bool read_ledgers() {
    for (const auto& [path, digest] : files_) {
      if (!is_year_ledger(path)) continue;
      const std::optional<Value> ledger = json(path);
      const Value* items = ledger ? ledger->find("items") : nullptr;
      if (items == nullptr) return false;
      for (const Value& entry : items->items) {
        if (!read_entry(path.substr(0, 4), entry)) return false;
      }
    }
    return true;
  }

  bool read_entry(const std::string& year, const Value& entry) {
    const std::string_view state = text_at(entry, "state");
    if (state != "disclosed" && state != "exempt") return true;
    std::string document(text_at(entry, "item"));
    std::ranges::replace(document, '_', '-');
    const std::string id = fmt::format("{}/{}/{}", text_at(entry, "unit"), year, document);
    const auto unit = units_.find(text_at(entry, "unit"));
    SiteItem item{.unit = std::string(unit == units_.end() ? text_at(entry, "unit") : unit->second), .exempt = {}, .files = {}, .record = {}, .text = {}};
    if (state == "exempt") {
      item.exempt = exemption_named(text_at(entry, "exemption"));
      if (item.exempt.empty()) item.exempt = exemption_named("other");
    } else if (!answer(item, id, year, entry)) {
      return false;
    }
    if (is_item_id(id) && result_.items.emplace(id, std::move(item)).second) return true;
    problem_ = {fmt::format("台账事项 {} 的编号不合规定或重复", id), fmt::format("the id of the ledger item {} is not allowed or stands twice", id)};
    return false;
  }

  // The records that answer an item: the one the ledger names, or the unit's of that year for its projects.
  std::vector<const Value*> records_of(const std::string& year, const Value& entry) const {
    if (const auto named = rows_.find(text_at(entry, "record")); named != rows_.end()) return {named->second};
    std::map<std::string_view, const Value*> found;
    const bool is_targets = text_at(entry, "item") == "project_targets";
    if (!is_targets && text_at(entry, "item") != "project_self_evaluations") return {};
    const auto [begin, end] = (is_targets ? targets_ : self_evaluations_).equal_range(text_at(entry, "unit"));
    for (auto row = begin; row != end; ++row) {
      if (text_at(*row->second, "year") != year || text_at(*row->second, "subject_type") == kWholeUnit) continue;
      found.emplace(text_at(*row->second, "id"), row->second);
    }
    std::vector<const Value*> records;
    for (const auto& [id, row] : found) records.push_back(row);
    return records;
  }

  struct Page {
    std::string text;                ///< digest, may be empty
    std::set<std::string> attachments;  ///< paths of those it links
  };

  // A page that bears one of the marks has to bear both, once: it could not be held against the log.
  const Page* page_at(const std::string& path) {
    const auto known = pages_.find(path);
    if (known != pages_.end()) return &known->second;
    const std::string bytes = fetch_(path).value_or("");
    const PageText text = read_page_text(bytes, "utf-8", page_of(path));
    if (text.digest.empty() && text.has_marks) {
      problem_ = {path + "：" + text.problem.zh, path + ": " + text.problem.en};
      return nullptr;
    }
    Page page{text.digest, {}};
    constexpr std::string_view kLink = "href=\"";
    for (std::size_t at = bytes.find(kLink); at != std::string::npos; at = bytes.find(kLink, at)) {
      at += kLink.size();
      std::string_view link = std::string_view(bytes).substr(at, bytes.find('"', at) - at);
      while (link.starts_with("../")) link.remove_prefix(3);
      if (link.starts_with("files/") && files_.contains(link)) page.attachments.emplace(link);
    }
    return &pages_.emplace(path, std::move(page)).first->second;
  }

  // The texts of the item's pages, and the attachments they link.
  bool read_pages(std::map<std::string, LeafFile>& files, SiteItem& item) {
    std::vector<std::string*> texts;
    std::set<std::string> attachments;
    for (auto& [name, file] : files) {
      if (page_of(name).empty()) continue;
      const Page* page = page_at(name);
      if (page == nullptr) return false;
      if (page->text.empty()) continue;
      file.text = page->text;
      texts.push_back(&file.text);
      attachments.insert(page->attachments.begin(), page->attachments.end());
    }
    if (texts.size() == 1) item.text = std::exchange(*texts.front(), {});
    for (const std::string& path : attachments) files[path] = {path, files_.find(path)->second.sha256, files_.find(path)->second.size, {}};
    return true;
  }

  bool answer(SiteItem& item, const std::string& id, const std::string& year, const Value& entry) {
    std::string data = "[";
    const auto add = [&](const Value& value) {
      if (data.size() > 1) data += ',';
      append_canonical(data, value);
    };
    std::map<std::string, LeafFile> files;
    for (const Value* row : records_of(year, entry)) {
      const std::string_view page = text_at(*row, "page");
      if (digest_records_) add(*row);
      const auto [part, last] = parts_of_.equal_range(text_at(*row, "id"));
      for (auto at = part; at != last; ++at) add(*at->second);
      if (!page.starts_with(result_.site) || !page.ends_with('/')) continue;
      const std::string folder(page.substr(result_.site.size()));
      for (auto file = files_.lower_bound(folder); file != files_.end() && file->first.starts_with(folder); ++file) {
        if (file->first.find('/', folder.size()) == std::string::npos) files[file->first] = {file->first, file->second.sha256, file->second.size, {}};
      }
      // The page of a unit holds more than the record: its data is the row alone.
      const bool is_own = folder.find("/units/") == std::string::npos;
      if (!digest_records_ || !is_own || !files_.contains(folder + "data.json")) continue;
      if (const std::optional<Value> own = json(folder + "data.json")) add(*own);
    }
    if (digest_records_ && !read_pages(files, item)) return false;
    for (auto& [name, file] : files) item.files.push_back(std::move(file));
    if (data == "[") add(entry);  // registered elsewhere: what the ledger says of it
    if (!digest_records_) return true;
    data += ']';
    item.record = sha256_hex(data);
    if (take_) take_(id, data);
    return true;
  }

  const SiteFiles& files_;
  const Fetch& fetch_;
  bool digest_records_;
  const TakeRecord& take_;
  Arena arena_;
  std::map<std::string_view, std::string_view> units_;
  std::vector<std::string_view> names_;  // of the tables there are
  std::vector<Value> tables_;
  Value parts_;  // budgets by type
  std::map<std::string_view, const Value*> rows_;
  std::multimap<std::string_view, const Value*> parts_of_;  // by record
  std::multimap<std::string_view, const Value*> targets_;  // by unit
  std::multimap<std::string_view, const Value*> self_evaluations_;
  std::map<std::string, Page, std::less<>> pages_;  // by path
  SiteItems result_;
  Say problem_;
};

}  // namespace

bool is_read_for_items(std::string_view path) {
  return path == kPackage || path == kUnits || is_year_ledger(path) || std::ranges::find(kTables, path) != kTables.end();
}

std::optional<SiteItems> read_site_items(const SiteFiles& files, const Fetch& fetch, bool digest_records, Say& problem, const TakeRecord& take) {
  return ItemReader(files, fetch, digest_records, take).read(problem);
}

std::string origin_of(std::string_view site) {
  const std::size_t scheme = site.find("://");
  std::string origin(scheme == std::string_view::npos ? site : site.substr(scheme + 3));
  while (origin.ends_with('/')) origin.pop_back();
  return origin;
}

}  // namespace disclose
