#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proof/history.h"
#include "proof/site_items.h"

namespace disclose {

/// Whether a file is the page of one unit, project, record, report or notice (format.md 7): what was once
/// published there never vanishes. Lists, their parts and open data come and go with what is in them.
bool is_record_page(std::string_view path);

/// The record pages that some edition had and a site has no more, in order; a notice of withdrawal at the
/// same place is enough. The lists of files of all editions tell (`fetch` is relative to proof/), each held
/// to its digest in the log; nullopt, and why, when one is missing or differs.
std::optional<std::vector<std::string>> vanished_pages(const History& history, const Fetch& fetch, const SiteFiles& now, Say& problem);

}  // namespace disclose
