// `disclose verify URL`: what the portal really serves, held against the log.
#include "portal_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <utility>
#include <variant>

#include "base/text.h"
#include "disk/operator_file.h"
#include "disk/report_file.h"
#include "disk/whole_folder.h"
#include "format/digest.h"
#include "portal/visit.h"
#include "portal/warc.h"
#include "portal_memory.h"
#include "portal_report.h"
#include "proof/edition.h"
#include "proof/verify_site.h"
#include "proof_inputs.h"

namespace disclose {

namespace {

constexpr std::array<Verdict, 6> kVerdicts = {Verdict::same_bytes, Verdict::same_text, Verdict::stale, Verdict::fail, Verdict::unreachable, Verdict::inconclusive};

// What the report is made of besides: deadlines, and the names of units.
bool is_ledger(const std::string& path) { return path.ends_with("/ledger/ledger.json") || path == "data/units.json"; }

class PortalVerification {
 public:
  PortalVerification(const Options& options, const SystemCalls& calls, const Surroundings& surroundings, const VisitProgress& progress)
      : inputs_(options, calls), surroundings_(surroundings), progress_(progress), memory_(options.proof.state, calls), evidence_(options.portal.evidence, calls),
        pacer_(*surroundings.clock, options.portal.pause_ms), tool_(fmt::format("disclose/{}", DISCLOSE_VERSION)) {}

  CommandResult run() {
    if (!read_arguments() || !read_logs() || !hold_to_memory() || !expect() || !begin_evidence()) return result_;
    visit();
    finish_evidence();
    write_report();
    return tell();
  }

 private:
  const PortalOptions& asked() const { return inputs_.options().portal; }
  std::int64_t now() const { return surroundings_.clock->now(); }

  bool fail(CommandResult result) {
    result_ = std::move(result);
    return false;
  }
  bool fail(const Say& what, const Say& help = {}, ExitStatus status = ExitStatus::usage) { return fail(inputs_.refuse(what, help, status)); }

  bool read_arguments() {
    site_ = inputs_.options().proof.subject;
    if (!site_.ends_with('/')) site_ += '/';
    if (!parse_web_address(site_) || site_.find_first_of("?#") != std::string::npos) return fail({fmt::format("“{}”不是能打开的网址", shorten(site_, 80)), fmt::format("\"{}\" is no web address", shorten(site_, 80))});
    const std::string& report = inputs_.options().report;
    if (!report.empty() && !report.ends_with(".html") && !report.ends_with(".pdf")) return fail({"--report 的文件名应以 .html 或 .pdf 结尾", "--report takes a file that ends in .html or .pdf"});
    if (!inputs_.options().proof.key.empty() && (!is_key_name(inputs_.options().proof.name) || asked().evidence.empty())) {
      return fail({"--key 要和 --name、--evidence 一起写", "--key goes together with --name and --evidence"});
    }
    if (!inputs_.options().proof.key.empty() && !(key_ = inputs_.key(inputs_.options().proof.key, Algorithm::ed25519))) return fail(inputs_.failed());
    access_ = {.user_agent = user_agent(), .proxy = asked().proxy, .ca_file = asked().ca_file, .allow_private = asked().allow_private};
    client_ = open_web_client(access_);
    if (client_ == nullptr) return fail({"网络组件不能启动", "the network library cannot start"}, {}, ExitStatus::machine);
    Say problem;
    return memory_.read(problem) || fail(problem);
  }

  // Whoever runs a portal sees who looks, and where to ask.
  std::string user_agent() const {
    const bool is_ascii = std::ranges::all_of(asked().checker, [](char c) { return c >= ' ' && c < '\x7f'; });
    return fmt::format("{} (verify{}{})", tool_, is_ascii && !asked().checker.empty() ? "; " : "", is_ascii ? asked().checker : "");
  }

  // --- the log ---

  std::optional<std::string> ask_portal(const std::string& path) {
    FetchRules rules = rules_;
    rules.limits.most_bytes = 128U << 20U;
    const std::string url = site_ + std::string(kLogFolder) + path;
    const Fetched fetched = fetch_address(url, rules, *client_, pacer_, *surroundings_.clock, [this](const Hop& hop) { early_ += warc_exchange(hop); });
    const WebAnswer& answer = fetched.answer();
    if (!skew_ && !answer.header("date").empty()) {
      if (const auto server = http_date_seconds(answer.header("date"))) skew_ = *server - fetched.hops.back().started / 1000;
    }
    if (fetched.end != Fetched::End::answered || answer.status != 200) {
      unreached_ = fetched.end == Fetched::End::unreachable;
      last_problem_ = fetched.why.empty() ? Say{fmt::format("{} 回答 {}", url, answer.status), fmt::format("{} answers {}", url, answer.status)} : Say{url + "：" + fetched.why.zh, url + ": " + fetched.why.en};
      return std::nullopt;
    }
    Say ignored;
    return decoded_body(answer, rules.limits.most_bytes, ignored);
  }

  bool read_keys(const Fetch& fetch) {
    const auto given = inputs_.vkeys();
    if (!given) return fail(inputs_.failed());
    keys_ = *given;
    if (!keys_.empty()) return true;
    Say problem;
    const auto listed = fetch("keys.txt");
    const auto keys = listed ? parse_vkeys(*listed, problem) : std::nullopt;
    if (!keys) return fail({"没有给出公钥，站点的 proof/keys.txt 也取不到：" + last_problem_.zh, "no key is given, and proof/keys.txt of the site is not there: " + last_problem_.en}, {}, unreached_ ? ExitStatus::machine : ExitStatus::findings);
    keys_ = *keys;
    err_ += inputs_.say("注意：公钥取自站点自己的 proof/keys.txt，只能说明站点前后一致；请用通知里的公钥（--vkey）再核对\n",
                        "Note: the keys are the site's own (proof/keys.txt) and show only that it agrees with itself; verify with those of the official notice (--vkey)\n");
    return true;
  }

  // A folder of one's own: the sealed site, or its proof/ alone.
  bool open_own() {
    if (asked().log.empty()) return true;
    auto opening = WholeFolder::open(asked().log, inputs_.calls());
    if (const auto* refusal = std::get_if<Refusal>(&opening)) return fail(refusal->message, refusal->help);
    own_ = std::move(std::get<std::unique_ptr<WholeFolder>>(opening));
    return true;
  }
  std::optional<std::string> ask_own(const std::string& path) const {
    std::optional<std::string> bytes = own_->read(std::string(kLogFolder) + path);
    return bytes ? bytes : own_->read(path);
  }

  bool read_logs() {
    if (!open_own()) return false;
    const Fetch portal = [this](const std::string& path) { return ask_portal(path); };
    const Fetch own = [this](const std::string& path) { return ask_own(path); };
    if (!read_keys(own_ ? own : portal)) return false;
    Say problem;
    std::optional<SealedLog> live = read_distant_log(portal, keys_, problem);
    if (!own_) {
      if (!live) return fail({"门户上的日志不成立：" + (last_problem_.zh.empty() ? problem.zh : last_problem_.zh), "the portal's log does not hold: " + (last_problem_.en.empty() ? problem.en : last_problem_.en)}, {}, unreached_ ? ExitStatus::machine : ExitStatus::findings);
      sealed_ = *std::move(live);
    } else {
      std::optional<SealedLog> kept = read_distant_log(own, keys_, problem);
      if (!kept) return fail({fmt::format("{} 里的日志不成立：", asked().log) + problem.zh, fmt::format("the log in {} does not hold: ", asked().log) + problem.en});
      if (!live) {
        alarms_.push_back({"门户上取不到日志：" + (last_problem_.zh.empty() ? problem.zh : last_problem_.zh), "the portal's log cannot be had: " + (last_problem_.en.empty() ? problem.en : last_problem_.en)});
      } else if (!is_same_history(live->log, kept->log)) {
        return fail({"门户上的日志和自己保存的是两套历史", "the portal's log and one's own are two histories"}, {"保留双方的检查点，向上级报告", "keep both checkpoints, and report it"}, ExitStatus::findings);
      } else if (live->log.leaves.size() > kept->log.leaves.size()) {
        err_ += inputs_.say("注意：门户已有更新的一期，按门户的日志核对\n", "Note: the portal has a newer edition; it is held to the portal's log\n");
      } else if (live->log.leaves.size() < kept->log.leaves.size()) {
        alarms_.push_back({"门户上的日志比自己保存的旧：没有上传新的一期，或被退回", "the portal's log is older than one's own: the new edition was not uploaded, or it was rolled back"});
      }
      const bool use_live = live && live->log.leaves.size() > kept->log.leaves.size();
      sealed_ = use_live ? *std::move(live) : *std::move(kept);
    }
    const Checkpoint& checkpoint = sealed_.signed_checkpoint.checkpoint;
    log_ = {checkpoint.origin, static_cast<std::int64_t>(checkpoint.size), to_base64(checkpoint.root.view()), static_cast<std::int64_t>(sealed_.history.editions().size())};
    return true;
  }

  static bool is_same_history(const Log& a, const Log& b) {
    const std::size_t size = std::min(a.leaves.size(), b.leaves.size());
    return a.tree.root(size) == b.tree.root(size);
  }

  bool hold_to_memory() {
    const Checkpoint& checkpoint = sealed_.signed_checkpoint.checkpoint;
    if (const Checkpoint* seen = memory_.seen(checkpoint.origin)) {
      const bool holds = seen->size <= checkpoint.size && sealed_.log.tree.root(seen->size) == seen->root;
      if (!holds) {
        return fail({fmt::format("警报：上次见到的检查点有 {} 条，门户现在的日志（{} 条）不是它的延续", seen->size, checkpoint.size), fmt::format("ALARM: a checkpoint over {} leaves was seen, and the log of {} leaves there is now does not continue it", seen->size, checkpoint.size)},
                    {"历史被改写或退回：保留双方的检查点，向上级报告", "the history was rewritten or rolled back: keep both checkpoints, and report it"}, ExitStatus::findings);
      }
    }
    memory_.remember(checkpoint, evidence_time(now()));
    return true;
  }

  // --- what is expected ---

  bool expect() {
    expectations_ = expectations_of(sealed_.history, site_);
    const EditionLeaf& edition = sealed_.history.edition(sealed_.history.editions().size());
    if (edition.site != site_) err_ += inputs_.say(fmt::format("注意：日志的公开网址是 {}，现在核对的是 {}\n", edition.site, site_).c_str(), fmt::format("Note: the log is that of {}, what is looked at is {}\n", edition.site, site_).c_str());
    const std::string path = manifest_path(sealed_.history.editions().size(), false);
    std::optional<std::string> bytes = own_ ? ask_own(path) : std::nullopt;
    if (!bytes || sha256_hex(*bytes) != edition.manifest_sha256) bytes = ask_portal(path);
    const auto manifest = bytes && sha256_hex(*bytes) == edition.manifest_sha256 ? parse_manifest(*bytes) : std::nullopt;
    if (!manifest) {
      alarms_.push_back({fmt::format("proof/{} 缺失或与日志不符，没有它就不知道台账应是什么", path), fmt::format("proof/{} is missing or not what the log says: without it nothing is known of the ledger", path)});
      return true;
    }
    std::set<std::string> known;
    for (const Expectation& expected : expectations_) known.insert(expected.path);
    for (const auto& [name, digest] : *manifest) {
      if (known.contains(name) || !(asked().all || is_ledger(name))) continue;
      expectations_.push_back({.path = name, .url = url_of(site_, name), .sha256 = digest});
    }
    std::ranges::stable_sort(expectations_, {}, &Expectation::path);
    return true;
  }

  // --- the visit ---

  bool begin_evidence() {
    started_ = now();
    const bool goes_on = memory_.begin(site_, log_, started_);
    const std::string info = warc_info(started_, fmt::format("software: {}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\noperator: {}\r\n", tool_, asked().checker));
    if (!evidence_.begin(goes_on, memory_.warc_size(), info + early_)) {
      return fail({fmt::format("{} 里已有证据，没有改动它", asked().evidence), fmt::format("there is evidence in {} already, it was left alone", asked().evidence)}, {"每次核对另用一个文件夹", "use a folder of its own for each check"});
    }
    early_.clear();
    return true;
  }

  void visit() {
    std::size_t done = 0;
    const VisitTools tools{.open_client = [this] { return open_web_client(access_); }, .clock = *surroundings_.clock, .pacer = pacer_, .rules = visit_rules(),
                           .connections = static_cast<unsigned>(asked().connections), .on_hop = [this](const Hop& hop) { evidence_.append(warc_exchange(hop)); }};
    const VisitPlan plan{.expectations = expectations_, .log = log_, .tool = tool_, .earlier = memory_.found(), .is_kept = [](const Expectation& expected) { return is_ledger(expected.path); }};
    checked_ = visit_portal(plan, tools, [&](const CheckedUrl& checked, const std::string& bytes) {
      if (!bytes.empty()) ledgers_[checked.expected.path] = bytes;
      memory_.add(checked.line, evidence_.warc_size());
      progress_(++done, expectations_.size());
    });
    memory_.finish();
  }

  FetchRules visit_rules() const {
    FetchRules rules = rules_;
    rules.limits.most_bytes = 128U << 20U;
    return rules;
  }

  void finish_evidence() {
    if (!evidence_.is_kept()) return;
    std::string lines = print_datum(environment_line(observer(), log_, site_, started_, skew_)) + "\n";
    for (const CheckedUrl& checked : checked_) lines += print_datum(checked.line) + "\n";
    evidence_.write("evidence.jsonl", lines);
    if (!key_) return;
    const std::string text = fmt::format("disclose evidence\n{}  evidence.jsonl\n{}  evidence.warc\n", sha256_hex(lines), evidence_.warc_sha256());
    evidence_.write("evidence.note", text + "\n" + sign_line(*key_, inputs_.options().proof.name, text));
  }

  void write_report() {
    const std::string& path = inputs_.options().report;
    if (path.empty()) return;
    const PortalReport report{.checked = checked_, .history = sealed_.history, .data = ledgers_, .log = log_, .site = site_, .started = evidence_time(started_),
                              .ended = evidence_time(now()), .checker = asked().checker, .tool = tool_, .alarms = alarms_};
    write_file(path, path.ends_with(".pdf") ? write_portal_pdf(report) : write_portal_page(report), inputs_.calls());
  }

  Observer observer() const {
    Observer observer{.tool = tool_, .checker = asked().checker, .user = surroundings_.user, .machine = surroundings_.machine, .resolvers = {}, .hosts_entry = {}, .proxy = asked().proxy};
    const auto lines_of = [this](const char* path, const auto& each) {
      const auto read = read_operator_file(path, inputs_.calls());
      const std::string* const text = std::get_if<std::string>(&read);
      for (std::size_t at = 0; text != nullptr && at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        each(std::string_view(*text).substr(at, end - at));
        at = end + 1;
      }
    };
    lines_of("/etc/resolv.conf", [&](std::string_view line) {
      if (line.starts_with("nameserver ")) observer.resolvers.emplace_back(trim(line.substr(11)));
    });
    const std::string host = parse_web_address(site_)->host;
    lines_of("/etc/hosts", [&](std::string_view line) {
      if (!line.starts_with('#') && line.find(host) != std::string_view::npos) observer.hosts_entry = line;
    });
    return observer;
  }

  // --- what is said ---

  std::size_t count(Verdict verdict) const {
    return static_cast<std::size_t>(std::ranges::count(checked_, verdict, &CheckedUrl::verdict));
  }

  ExitStatus status() const {
    if (!alarms_.empty() || count(Verdict::fail) + count(Verdict::stale) > 0) return ExitStatus::findings;
    return count(Verdict::unreachable) + count(Verdict::inconclusive) > 0 ? ExitStatus::machine : ExitStatus::done;
  }

  CommandResult tell() {
    if (inputs_.options().format == Options::Format::json) return {.status = status(), .out = as_json(), .err = std::move(err_)};
    for (const Say& alarm : alarms_) err_ += inputs_.say("警报：", "ALARM: ") + inputs_.say(alarm) + "\n";
    return {.status = status(), .out = as_text(), .err = std::move(err_)};
  }

  std::string line_of(const CheckedUrl& checked) const {
    std::string line = fmt::format("{}  {}\n", name_of(checked.verdict), checked.expected.url);
    if (!checked.why.empty()) line += "  " + inputs_.say(checked.why) + "\n";
    if (!checked.expected.items.empty()) line += fmt::format("  {}{}\n", inputs_.say("事项：", "items: "), items_of(checked.expected));
    return line;
  }

  static std::string items_of(const Expectation& expected) {
    std::string text;
    for (const std::string& id : expected.items) text += (text.empty() ? "" : " ") + id;
    return text;
  }

  static std::string unit_of(const std::string& id) { return id.substr(0, id.find('/')); }

  std::string as_text() const {
    std::string out;
    if (inputs_.options().by_unit) {
      out = by_unit();
    } else {
      for (const CheckedUrl& checked : checked_) {
        if (!is_good(checked.verdict)) out += line_of(checked);
      }
    }
    out += inputs_.say(fmt::format("第 {} 期（{}），核对 {} 个网址：", log_.edition, log_.origin, checked_.size()).c_str(), fmt::format("Edition {} ({}), {} addresses: ", log_.edition, log_.origin, checked_.size()).c_str());
    bool is_first = true;
    for (const Verdict verdict : kVerdicts) {
      if (count(verdict) == 0) continue;
      out += fmt::format("{}{} {}", is_first ? "" : inputs_.say("，", ", "), inputs_.say(text_of(verdict)), count(verdict));
      is_first = false;
    }
    return out + "\n";
  }

  // Each unit with its count, and below it what is not good.
  std::string by_unit() const {
    std::map<std::string, std::vector<const CheckedUrl*>> units;
    for (const CheckedUrl& checked : checked_) {
      std::set<std::string> of;
      for (const std::string& id : checked.expected.items) of.insert(unit_of(id));
      for (const std::string& unit : of) units[unit].push_back(&checked);
    }
    std::string out;
    for (const auto& [unit, urls] : units) {
      const auto good = std::ranges::count_if(urls, [](const CheckedUrl* checked) { return is_good(checked->verdict); });
      out += fmt::format("{}  {}/{}\n", unit, good, urls.size());
      for (const CheckedUrl* checked : urls) {
        if (!is_good(checked->verdict)) out += line_of(*checked);
      }
    }
    return out;
  }

  std::string as_json() const {
    Datum result = Datum::object();
    result["format"] = Datum::of(std::int64_t{1});
    result["environment"] = environment_line(observer(), log_, site_, started_, skew_);
    result["ended"] = Datum::of(evidence_time(now()));
    Datum& counts = result["counts"] = Datum::object();
    for (const Verdict verdict : kVerdicts) counts[name_of(verdict)] = Datum::of(static_cast<std::int64_t>(count(verdict)));
    Datum& alarms = result["alarms"] = Datum::list();
    for (const Say& alarm : alarms_) alarms.items.push_back(Datum::of(std::string_view(inputs_.say(alarm))));
    Datum& urls = result["urls"] = Datum::list();
    for (const CheckedUrl& checked : checked_) urls.items.push_back(checked.line);
    return print_datum(result) + "\n";
  }

  ProofInputs inputs_;
  const Surroundings& surroundings_;
  const VisitProgress& progress_;
  PortalMemory memory_;
  EvidenceFolder evidence_;
  Pacer pacer_;
  std::string tool_;
  std::string site_;
  FetchRules rules_;
  WebAccess access_;
  std::unique_ptr<WebClient> client_;
  std::optional<SigningKey> key_;
  std::vector<VerifierKey> keys_;
  std::unique_ptr<WholeFolder> own_;
  SealedLog sealed_;
  ObservedLog log_;
  std::string early_;  ///< records of what was asked before the evidence began
  std::optional<std::int64_t> skew_;
  bool unreached_ = false;
  Say last_problem_;
  std::vector<Say> alarms_;
  std::vector<Expectation> expectations_;
  std::int64_t started_ = 0;
  std::vector<CheckedUrl> checked_;
  std::map<std::string, std::string> ledgers_;  ///< ledger.json by path, as it has to be
  std::string err_;
  CommandResult result_;
};

}  // namespace

CommandResult verify_portal(const Options& options, const SystemCalls& calls, const Surroundings& surroundings, const VisitProgress& progress) {
  if (surroundings.clock == nullptr) return ProofInputs(options, calls).refuse({"没有时钟，不能核对门户", "without a clock no portal is looked at"});
  return PortalVerification(options, calls, surroundings, progress).run();
}

}  // namespace disclose
