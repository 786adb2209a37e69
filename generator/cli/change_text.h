#pragma once

#include <string>

#include "base/diagnostic.h"
#include "cli/finding_file.h"
#include "compare/changes.h"

namespace disclose {

/// "部门决算" of "final-accounts"; in English "final accounts". An unknown document is told as it is.
std::string item_name(std::string_view document, Language language);

/// What will change, for the clerk who is about to publish it.
std::string print_changes(const SiteChanges& changes, Language language);

/// The same for machines (`diff --format json`).
std::string print_changes_json(const SiteChanges& changes);

/// A file of reasons to be filled in (`seal --reasons`): a line for each item that needs one, below what
/// changed of it.
std::string print_reasons_form(const SiteChanges& changes, Language language);

/// The changes as a file to send, one row a figure.
std::string write_change_report(const SiteChanges& changes, ReportForm form, Language language);

}  // namespace disclose
