#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/registry.h"
#include "plan/plan.h"

namespace disclose {

// URLs of format.md 7, below base_url and without a leading slash; each ends in "/".
std::string year_url(Year year);
std::string unit_url(const Unit& unit);
std::string unit_year_url(const Unit& unit, Year year);
std::string project_url(Text id);
std::string project_year_url(const Project& project);
std::string list_url(Year year, std::string_view list);  ///< "2024/finance-evaluations/"
std::string page_url(const MarkdownPage& page);
/// The page of a record, where its kind has one: its own, or that of the list, project or unit it
/// stands on. "" when it has none.
std::string record_url(const Registry& registry, const Record& record);
/// Where a withdrawn record's notice stands: its old URL.
std::string withdrawn_url(const Record& record);
/// Whether records of this kind have a page of their own.
bool has_own_page(Kind kind);
/// The URL of an attachment's copy: "files/…", always ASCII.
std::string attachment_url(Text path);

// What sealing makes, by the ids alone: the same from edition to edition.
inline constexpr std::string_view kEditionsUrl = "proof/editions/";
inline constexpr std::string_view kRegisterUrl = "proof/register/";
/// The editions and corrections of an item: "proof/history/water/2024/unit-target/".
std::string history_url(std::string_view unit, Year year, Item item);
/// The certificate of a unit and year: "proof/certificates/water/2024/".
std::string certificate_url(std::string_view unit, Year year);
/// The ledger item a record answers and is sealed as; nullopt when it is none.
std::optional<Item> item_answered(const Registry& registry, const Record& record);

/// What a template puts behind `root`: the file to open, so that links work from file:// too.
std::string link_to(std::string_view url);

/// "" for home, "../" for every folder below it; what comes before a link on the page at `url`.
std::string root_of(std::string_view url);

}  // namespace disclose
