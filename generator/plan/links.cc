#include "plan/links.h"

#include <fmt/format.h>

#include <algorithm>

#include "format/digest.h"

namespace disclose {

std::string year_url(Year year) { return fmt::format("{}/", year); }
std::string unit_url(const Unit& unit) { return fmt::format("units/{}/", unit.id); }
std::string unit_year_url(const Unit& unit, Year year) { return fmt::format("{}/units/{}/", year, unit.id); }
std::string project_url(Text id) { return fmt::format("projects/{}/", id); }
std::string project_year_url(const Project& project) {
  return fmt::format("{}/projects/{}/", project.year, project.id);
}
std::string list_url(Year year, std::string_view list) { return fmt::format("{}/{}/", year, list); }

std::string page_url(const MarkdownPage& page) {
  switch (page.page_kind) {
    case PageKind::report: return fmt::format("{}/reports/{}/", page.year, page.id);
    case PageKind::notice: return fmt::format("notices/{}/", page.id);
    case PageKind::page: return fmt::format("pages/{}/", page.id);
  }
  return {};
}

bool has_own_page(Kind kind) {
  switch (kind) {
    case Kind::target:
    case Kind::monitoring:
    case Kind::self_evaluation:
    case Kind::recheck:
    case Kind::pre_evaluation:
    case Kind::finance_evaluation:
    case Kind::assessment:
      return true;
    case Kind::project:
    case Kind::budget:
    case Kind::final_accounts:
    case Kind::rectification:
    case Kind::result_use:
    case Kind::disclosure:
    case Kind::exemption:
    case Kind::regulation:
    case Kind::figures:
    case Kind::indicator_library:
      return false;
  }
  return false;
}

namespace {

std::string own_url(const Record& record) {
  return fmt::format("{}/{}/{}/", record.year, slug_of(record.kind), record.id);
}

}  // namespace

std::string record_url(const Registry& registry, const Record& record) {
  if (has_own_page(record.kind)) return own_url(record);
  switch (record.kind) {
    case Kind::project: return project_year_url(static_cast<const Project&>(record));
    case Kind::rectification: return list_url(record.year, "rectifications");
    case Kind::result_use: return list_url(record.year, "result-uses");
    case Kind::regulation: return list_url(record.year, "regulations");
    case Kind::figures: return list_url(record.year, "figures");
    case Kind::indicator_library: return list_url(record.year, "indicators");
    case Kind::disclosure:
    case Kind::exemption: return list_url(record.year, "ledger");
    case Kind::budget:
    case Kind::final_accounts: {
      const Unit* unit = registry.unit(record.unit);
      return unit == nullptr ? "" : unit_year_url(*unit, record.year);
    }
    case Kind::pre_evaluation:
    case Kind::target:
    case Kind::monitoring:
    case Kind::self_evaluation:
    case Kind::recheck:
    case Kind::finance_evaluation:
    case Kind::assessment:
      break;
  }
  return own_url(record);
}

std::string withdrawn_url(const Record& record) {
  if (record.kind == Kind::project) return fmt::format("{}/projects/{}/", record.year, record.id);
  return has_own_page(record.kind) ? own_url(record) : "";
}

std::string attachment_url(Text path) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == '/';
  };
  // A name that begins with a dot would be hidden from the portal's upload.
  const bool hidden = path.starts_with('.') || path.find("/.") != Text::npos;
  if (std::ranges::all_of(path, plain) && !hidden) return "files/" + std::string(path);
  std::string ending;
  const std::size_t dot = path.rfind('.');
  if (dot != Text::npos && path.size() - dot <= 6 && std::ranges::all_of(path.substr(dot), plain)) {
    ending = path.substr(dot);
    std::ranges::transform(ending, ending.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
  }
  // Letters alone: eleven digits of a digest would be a telephone number to the leak gate.
  std::string name = sha256_hex(path).substr(0, 16);
  std::ranges::transform(name, name.begin(), [](char c) { return c <= '9' ? static_cast<char>('g' + (c - '0')) : c; });
  return "files/" + name + ending;
}

std::string history_url(std::string_view unit, Year year, Item item) {
  std::string document(name_of(item));
  std::ranges::replace(document, '_', '-');
  return fmt::format("proof/history/{}/{}/{}/", unit, year, document);
}

std::string certificate_url(std::string_view unit, Year year) { return fmt::format("proof/certificates/{}/{}/", unit, year); }

std::optional<Item> item_answered(const Registry& registry, const Record& record) {
  const YearBook* book = registry.year(record.year);
  const UnitYear* unit = book == nullptr ? nullptr : book->unit(record.unit);
  if (unit == nullptr) return std::nullopt;
  for (const LedgerEntry* entry : unit->ledger) {
    if (entry->state == ItemState::disclosed && std::ranges::find(entry->records, &record) != entry->records.end()) return entry->item;
  }
  return std::nullopt;
}

std::string link_to(std::string_view url) {
  if (url.empty() || url.ends_with('/')) return std::string(url) + "index.html";
  return std::string(url);
}

std::string root_of(std::string_view url) {
  std::string root;
  for (const char c : url) {
    if (c == '/') root += "../";
  }
  return root;
}

}  // namespace disclose
