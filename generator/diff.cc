// `disclose diff`: what will change on the portal.
#include <fmt/format.h>

#include <memory>
#include <utility>
#include <variant>

#include "cli/change_text.h"
#include "compare/changes.h"
#include "disk/report_file.h"
#include "disk/whole_folder.h"
#include "format/digest.h"
#include "proof/edition.h"
#include "proof/url_lock.h"
#include "proof/verify_site.h"
#include "proof_commands.h"
#include "proof_inputs.h"

namespace disclose {

namespace {

std::string in_log(const std::string& path) { return std::string(kLogFolder) + path; }

// The site of a folder as it is.
SiteView view_of(const WholeFolder& folder) {
  SiteView view{.files = {}, .fetch = [&folder](const std::string& path) { return folder.read(path); }};
  for (const FolderEntry& entry : folder.entries()) {
    if (is_log_file(entry.path) || entry.path.starts_with('.')) continue;
    if (const std::optional<std::string> bytes = folder.read(entry.path)) view.files[entry.path] = {sha256_hex(*bytes), static_cast<std::int64_t>(bytes->size())};
  }
  return view;
}

class Diff {
 public:
  Diff(const Options& options, const SystemCalls& calls) : inputs_(options, calls), calls_(calls) {}

  CommandResult run() {
    const std::string& first = asked().subject;
    const std::string& second = asked().newer;
    if (!open(second.empty() ? first : second, now_folder_)) return result_;
    now_ = view_of(*now_folder_);
    if (second.empty() ? !read_log() : !read_older(first)) return result_;
    Say problem;
    const auto record = [this](const ItemLeaf& leaf) { return record_before(leaf); };
    std::optional<SiteChanges> changes = compare_sites(before_, history_, record, now_, problem);
    if (!changes) return inputs_.refuse(problem, {}, ExitStatus::findings);
    changes->edition = second.empty() ? history_.editions().size() : 0;
    changes->vanished = std::move(vanished_);
    return tell(*changes);
  }

 private:
  const ProofOptions& asked() const { return inputs_.options().proof; }

  bool fail(const Say& what, const Say& help = {}, ExitStatus status = ExitStatus::usage) {
    result_ = inputs_.refuse(what, help, status);
    return false;
  }

  bool open(const std::string& path, std::unique_ptr<WholeFolder>& folder) {
    auto opening = WholeFolder::open(path, calls_);
    if (const auto* refusal = std::get_if<Refusal>(&opening)) return fail(refusal->message, refusal->help);
    folder = std::move(std::get<std::unique_ptr<WholeFolder>>(opening));
    return true;
  }

  // The last edition of the folder's own log; what changed since is in archive/, where it was an item's.
  bool read_log() {
    Say problem;
    const Fetch fetch = [this](const std::string& path) { return now_folder_->read(in_log(path)); };
    std::optional<SealedLog> sealed = read_own_log(fetch, problem);
    if (!sealed) return fail(problem, {"第一次公开没有可比的；比较两个文件夹写 disclose diff 旧 新", "there is nothing to compare the first time; for two folders: disclose diff OLD NEW"}, ExitStatus::findings);
    history_ = std::move(sealed->history);
    std::optional<std::vector<std::string>> vanished = vanished_pages(history_, fetch, now_.files, problem);
    if (!vanished) return fail(problem, {}, ExitStatus::findings);
    vanished_ = *std::move(vanished);
    const auto manifest = parse_manifest(fetch(manifest_path(history_.editions().size(), false)).value_or(""));
    for (const auto& [path, digest] : manifest.value_or(std::map<std::string, std::string, std::less<>>{})) {
      if (!is_log_file(path)) before_.files[path] = {digest, 0};
    }
    before_.fetch = [this](const std::string& path) -> std::optional<std::string> {
      const std::string& digest = before_.files.find(path)->second.sha256;
      const auto current = now_.files.find(path);
      if (current != now_.files.end() && current->second.sha256 == digest) return now_folder_->read(path);
      return now_folder_->read(archive_path({.name = path, .sha256 = digest, .size = 0}));
    };
    return true;
  }

  // Another folder: its items are read as if they were sealed, so that both ways decide alike.
  bool read_older(const std::string& path) {
    if (!open(path, before_folder_)) return false;
    before_ = view_of(*before_folder_);
    Say problem;
    const TakeRecord take = [this](const std::string& id, const std::string& data) { records_[id] = data; };
    const std::optional<SiteItems> items = read_site_items(before_.files, before_.fetch, true, problem, take);
    std::vector<Say> problems;
    const EditionWords words{.time = "2000-01-01T00:00:00+08:00", .tool = "disclose", .reasons = {}};
    if (!items || !append_edition(history_, *items, words, "", "", problems)) return fail(problems.empty() ? problem : problems.front(), {}, ExitStatus::findings);
    for (const auto& [file, digest] : before_.files) {
      if (is_record_page(file) && !now_.files.contains(file)) vanished_.push_back(file);
    }
    return true;
  }

  std::optional<std::string> record_before(const ItemLeaf& leaf) const {
    if (!before_folder_) return now_folder_->read(archive_path(record_file(leaf)));
    const auto found = records_.find(leaf.id);
    return found == records_.end() ? std::nullopt : std::optional(found->second);
  }

  CommandResult tell(const SiteChanges& changes) {
    const Options& options = inputs_.options();
    CommandResult result{.status = changes.is_empty() ? ExitStatus::done : ExitStatus::changes, .out = {}, .err = {}};
    result.out = options.format == Options::Format::json ? print_changes_json(changes) : print_changes(changes, options.language);
    if (const auto form = report_form_of(options.report)) {
      write_file(options.report, write_change_report(changes, *form, options.language), calls_);
      result.err += inputs_.say("变化已写到 ", "The changes are written to ") + options.report + "\n";
    }
    if (!asked().reasons_file.empty()) {
      write_file(asked().reasons_file, print_reasons_form(changes, options.language), calls_);
      result.err += inputs_.say("待填的理由已写到 ", "The reasons to fill in are written to ") + asked().reasons_file + "\n";
    }
    return result;
  }

  ProofInputs inputs_;
  const SystemCalls& calls_;
  CommandResult result_;
  std::unique_ptr<WholeFolder> now_folder_;
  std::unique_ptr<WholeFolder> before_folder_;
  SiteView now_;
  SiteView before_;
  History history_;
  std::vector<std::string> vanished_;
  std::map<std::string, std::string> records_;
};

}  // namespace

CommandResult compare_folders(const Options& options, const SystemCalls& calls) { return Diff(options, calls).run(); }

}  // namespace disclose
