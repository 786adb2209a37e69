#include "portal_checked.h"

#include <fmt/format.h>

#include <memory>
#include <utility>
#include <variant>

#include "disk/operator_file.h"
#include "disk/publish.h"
#include "format/digest.h"
#include "portal_report.h"
#include "proof/edition.h"
#include "proof/verify_site.h"
#include "proof_inputs.h"

namespace disclose {

namespace {

std::string text_at(const Datum& object, std::string_view key) {
  const auto found = object.members.find(key);
  return found == object.members.end() ? std::string() : found->second.text;
}

// The evidence of one look at a portal, as its folder has it.
struct Evidence {
  std::string bytes;
  std::string note;  ///< empty: not signed
  std::vector<Datum> lines;  ///< the first is the environment

  const Datum& environment() const { return lines.front(); }
  ObservedLog log() const {
    ObservedLog log;
    const auto found = environment().members.find("log");
    if (found == environment().members.end()) return log;
    const auto integer = [&](std::string_view key) {
      const auto member = found->second.members.find(key);
      return member == found->second.members.end() ? std::int64_t{0} : member->second.integer;
    };
    return {text_at(found->second, "origin"), integer("size"), text_at(found->second, "root"), integer("edition")};
  }
};

class NoteCheck {
 public:
  NoteCheck(const Options& options, const SystemCalls& calls) : inputs_(options, calls) {}

  bool read(CommandResult& refused) {
    const std::string& path = inputs_.options().portal.checked;
    const auto bytes = inputs_.file(path);
    if (!bytes) {
      refused = inputs_.failed();
      return false;
    }
    Say problem;
    auto lines = parse_lines(*bytes, problem);
    if (!lines || lines->empty() || text_at(lines->front(), "type") != "environment") {
      refused = inputs_.refuse({path + " 不是核对门户的证据（evidence.jsonl）", path + " is no evidence of a look at a portal (evidence.jsonl)"});
      return false;
    }
    evidence_ = {*bytes, {}, *std::move(lines)};
    const std::size_t slash = path.rfind('/');
    const auto note = read_operator_file((slash == std::string::npos ? "" : path.substr(0, slash + 1)) + "evidence.note", inputs_.calls());
    // A note over other lines says nothing of these.
    if (const auto* text = std::get_if<std::string>(&note); text != nullptr && text->find(sha256_hex(*bytes)) != std::string::npos) evidence_.note = *text;
    return true;
  }

  CommandResult publish() {
    auto opening = Publication::open(inputs_.options().out, inputs_.calls());
    if (const auto* refusal = std::get_if<Refusal>(&opening)) return inputs_.refuse(refusal->message, refusal->help);
    Publication& publication = *std::get<std::unique_ptr<Publication>>(opening);
    Say problem;
    const auto sealed = read_own_log([&](const std::string& path) { return publication.read_made(std::string(kLogFolder) + path); }, problem);
    const ObservedLog log = evidence_.log();
    const auto size = static_cast<std::size_t>(std::max<std::int64_t>(log.size, 0));
    const bool is_own = sealed && size > 0 && size <= sealed->log.leaves.size() && log.edition >= 1 && log.edition <= static_cast<std::int64_t>(sealed->history.editions().size()) &&
                        to_base64(sealed->log.tree.root(size).view()) == log.root && sealed->signed_checkpoint.checkpoint.origin == log.origin;
    if (!is_own) return inputs_.refuse({"证据核对的不是这个站点的日志", "the evidence is of another log than this site's"}, {}, ExitStatus::findings);
    const FileMap made = files(*sealed, log, publication);
    for (const MadeFile& old : publication.made()) {
      if (!is_check_file(old.path)) publication.carry(old.path, old.path);
    }
    for (const auto& [path, bytes] : made) publication.put(path, bytes);
    publication.commit();
    const std::string said = inputs_.say(fmt::format("核对结果已写入 proof/checked.html：{} 个网址，{} 起\n", count_, text_at(evidence_.environment(), "started")).c_str(),
                                         fmt::format("What the check found is in proof/checked.html: {} addresses, from {}\n", count_, text_at(evidence_.environment(), "started")).c_str());
    return {.status = ExitStatus::done, .out = said, .err = {}};
  }

 private:
  FileMap files(const SealedLog& sealed, const ObservedLog& log, const Publication& publication) {
    const std::string site = text_at(evidence_.environment(), "site");
    std::map<std::string, const Datum*> lines;
    for (const Datum& line : evidence_.lines) lines[text_at(line, "url")] = &line;
    std::vector<CheckedUrl> checked;
    std::string ended = text_at(evidence_.environment(), "started");
    for (const Expectation& expected : expectations_of(sealed.history, site)) {
      const auto found = lines.find(expected.url);
      // What was sealed anew since was not checked.
      std::optional<CheckedUrl> read = found == lines.end() ? std::nullopt : read_checked(expected, *found->second);
      if (!read) continue;
      ended = std::max(ended, read->ended);
      checked.push_back(*std::move(read));
    }
    count_ = checked.size();
    std::map<std::string, std::string> data;
    for (const MadeFile& file : publication.made()) {
      if (!file.path.ends_with("/ledger/ledger.json") && file.path != "data/units.json") continue;
      if (auto bytes = publication.read_made(file.path)) data[file.path] = *std::move(bytes);
    }
    const PortalReport report{.checked = checked, .history = sealed.history, .data = data, .log = log, .site = site, .started = text_at(evidence_.environment(), "started"), .ended = ended,
                              .checker = text_at(evidence_.environment(), "checker"), .tool = text_at(evidence_.environment(), "tool"), .alarms = {}};
    FileMap made;
    made["proof/checked.html"] = write_portal_page(report);
    made["proof/checked.json"] = print_datum(summary(report)) + "\n";
    if (!evidence_.note.empty()) made["proof/checked.note"] = evidence_.note;
    return made;
  }

  // For machines; who sat at which computer stays in the evidence.
  Datum summary(const PortalReport& report) const {
    Datum datum = Datum::object();
    datum["format"] = Datum::of(std::int64_t{1});
    datum["checker"] = Datum::of(report.checker);
    datum["site"] = Datum::of(report.site);
    datum["started"] = Datum::of(report.started);
    datum["ended"] = Datum::of(report.ended);
    datum["tool"] = Datum::of(report.tool);
    datum["evidence_sha256"] = Datum::of(sha256_hex(evidence_.bytes));
    datum["edition"] = Datum::of(report.log.edition);
    Datum& urls = datum["urls"] = Datum::list();
    for (const CheckedUrl& checked : report.checked) {
      Datum url = Datum::object();
      url["url"] = Datum::of(checked.expected.url);
      url["path"] = Datum::of(checked.expected.path);
      url["verdict"] = Datum::of(name_of(checked.verdict));
      url["checked"] = Datum::of(checked.ended);
      Datum& items = url["items"] = Datum::list();
      for (const std::string& id : checked.expected.items) items.items.push_back(Datum::of(id));
      urls.items.push_back(std::move(url));
    }
    return datum;
  }

  ProofInputs inputs_;
  Evidence evidence_;
  std::size_t count_ = 0;
};

}  // namespace

CommandResult seal_with_check(const Options& options, const SystemCalls& calls) {
  if (options.portal.checked.empty()) return seal_site(options, calls);
  NoteCheck check(options, calls);
  CommandResult result;
  if (!check.read(result)) return result;
  result = seal_site(options, calls);
  if (result.status != ExitStatus::done) return result;
  const CommandResult noted = check.publish();
  return {.status = noted.status, .out = result.out + noted.out, .err = result.err + noted.err};
}

}  // namespace disclose
