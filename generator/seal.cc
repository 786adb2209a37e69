// `disclose seal`: the site as it stands becomes the next edition of its log.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "disk/operator_file.h"
#include "disk/publish.h"
#include "format/digest.h"
#include "proof/edition.h"
#include "proof/receipt.h"
#include "proof/site_items.h"
#include "proof/url_lock.h"
#include "proof/verify_site.h"
#include "proof_commands.h"
#include "proof_inputs.h"
#include "seal_keys.h"
#include "seal_pages.h"

namespace disclose {

namespace {

std::string in_log(const std::string& path) { return std::string(kLogFolder) + path; }

class Seal {
 public:
  Seal(const Options& options, const SystemCalls& calls) : inputs_(options, calls), calls_(calls), keys_(inputs_) {}

  CommandResult run() {
    if (!read_keys() || !read_reasons()) return result_;
    auto opening = Publication::open(inputs_.options().out, calls_);
    if (const auto* refusal = std::get_if<Refusal>(&opening)) return inputs_.refuse(refusal->message, refusal->help);
    publication_ = std::move(std::get<std::unique_ptr<Publication>>(opening));
    if (!read_site() || !name_keys() || !read_old_log() || !hold_addresses() || !keep_superseded()) return result_;
    if (is_unchanged()) return tell_unchanged();
    if (!append() || !draw_pages() || !remember()) return result_;
    return sign_and_publish();
  }

 private:
  bool fail(CommandResult result) {
    result_ = std::move(result);
    return false;
  }
  bool fail(const Say& what, const Say& help = {}, ExitStatus status = ExitStatus::usage) { return fail(inputs_.refuse(what, help, status)); }

  const ProofOptions& asked() const { return inputs_.options().proof; }

  bool read_keys() {
    if (!is_leaf_time(asked().time)) return fail({"--time 应写成 2026-03-01T09:00:00+08:00 的形式", "--time is written like 2026-03-01T09:00:00+08:00"});
    return keys_.read() || fail(keys_.failed());
  }

  bool read_reasons() {
    std::vector<std::string> lines = asked().reasons;
    if (!asked().reasons_file.empty()) {
      const auto text = inputs_.file(asked().reasons_file);
      if (!text) return fail(inputs_.failed());
      for (std::size_t at = 0; at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        if (end > at && (*text)[at] != '#') lines.push_back(text->substr(at, end - at));
        at = end + 1;
      }
    }
    for (const std::string& line : lines) {
      const std::size_t equals = line.find('=');
      const bool is_good = equals != std::string::npos && is_item_id(line.substr(0, equals)) && equals + 1 < line.size();
      if (!is_good) return fail({fmt::format("理由应写成“单位/年度/事项=理由”，实为“{}”", line), fmt::format("a reason is written unit/year/item=text, found \"{}\"", line)});
      words_.reasons[line.substr(0, equals)] = line.substr(equals + 1);
    }
    words_.time = asked().time;
    words_.tool = fmt::format("disclose/{}", DISCLOSE_VERSION);
    return true;
  }

  // Every file as it was made; what was changed since is not what was checked.
  bool read_site() {
    if (publication_->made().empty()) return fail({fmt::format("{} 里没有生成好的站点", inputs_.options().out), fmt::format("there is no built site in {}", inputs_.options().out)}, {"先运行 disclose build", "run disclose build first"});
    for (const MadeFile& made : publication_->made()) {
      if (is_log_file(made.path) && !made.path.starts_with("archive/")) continue;
      const std::optional<std::string> bytes = publication_->read_made(made.path);
      if (!bytes || sha256_hex(*bytes) != made.digest) {
        return fail({fmt::format("{} 在生成之后被改动或丢失", made.path), fmt::format("{} was changed or lost after the build", made.path)}, {"重新运行 disclose build", "run disclose build again"}, ExitStatus::findings);
      }
      (is_log_file(made.path) ? archived_ : files_)[made.path] = {made.digest, static_cast<std::int64_t>(bytes->size())};
      if (keys_.has_sm2()) sm3_[made.path] = sm3_hex(*bytes);
    }
    Say problem;
    const Fetch fetch = [this](const std::string& path) { return publication_->read_made(path); };
    const TakeRecord take = [this](const std::string&, const std::string& data) { keep_record(data); };
    const std::optional<SiteItems> items = read_site_items(files_, fetch, true, problem, take);
    if (!items) return fail(problem, {}, ExitStatus::findings);
    items_ = *items;
    return true;
  }

  // The data of an item as it is: what the next edition is compared with.
  void keep_record(const std::string& data) {
    const std::string digest = sha256_hex(data);
    const std::string path = archive_path({.name = "record.json", .sha256 = digest, .size = 0});
    const LeafFile file{.name = "record.json", .sha256 = digest, .size = static_cast<std::int64_t>(data.size())};
    if (!kept_.emplace(path, file).second || archived_.contains(path)) return;
    publication_->put(path, data);
    if (keys_.has_sm2()) sm3_[path] = sm3_hex(data);
  }

  bool name_keys() {
    origin_ = origin_of(items_.site);
    if (!is_origin(origin_)) return fail({fmt::format("公开网址 {} 不能作日志的来源：应为 ASCII，没有空格和加号", items_.site), fmt::format("the address {} cannot name a log: ASCII without space and plus", items_.site)});
    return keys_.name(origin_) || fail(keys_.failed());
  }

  bool read_old_log() {
    const Fetch fetch = [this](const std::string& path) { return publication_->read_made(in_log(path)); };
    if (!fetch("checkpoint")) return true;
    Say problem;
    const std::optional<std::vector<VerifierKey>> listed = parse_vkeys(fetch("keys.txt").value_or(""), problem);
    if (listed && !keys_.follow(*listed)) return fail(keys_.failed());
    std::optional<SealedLog> old = read_sealed_log(fetch, keys_.before(), problem);
    if (!old) {
      return fail({"原有日志不成立：" + problem.zh, "the log there is does not hold: " + problem.en}, {"没有封存；用封存上一期的全部密钥，或恢复上一期的 proof/", "nothing was sealed; use all keys of the last edition, or restore its proof/"}, ExitStatus::findings);
    }
    old_size_ = old->log.leaves.size();
    old_checkpoint_ = old->checkpoint;
    log_ = std::move(old->log);
    history_ = std::move(old->history);
    if (log_.leaves.empty() || history_.edition(1).site == items_.site) return true;
    return fail({"公开网址与日志里的不同，换了网址要另起日志", "the address is not the log's: a new address is a new log"}, {}, ExitStatus::findings);
  }

  // What was once published at an address stays there, or says there that it was withdrawn.
  bool hold_addresses() {
    Say problem;
    const auto vanished = vanished_pages(history_, [this](const std::string& path) { return publication_->read_made(in_log(path)); }, files_, problem);
    if (!vanished) return fail(problem, {}, ExitStatus::findings);
    if (vanished->empty()) return true;
    CommandResult refused{.status = ExitStatus::findings, .out = {}, .err = {}};
    for (const std::string& path : *vanished) {
      const std::string url = items_.site + path.substr(0, path.rfind('/') + 1);
      refused.err += inputs_.say(fmt::format("disclose: 已公开的网址会消失：{}\n", url).c_str(), fmt::format("disclose: a published address would vanish: {}\n", url).c_str());
    }
    refused.err += inputs_.say("  处理：记录不要删除，把 status 改为 withdrawn 并写明 withdrawn（日期和理由），原网址会留下撤回说明；单位和项目留在名录里；没有封存\n",
                               "  help: keep the record with status withdrawn and its date and reason, so that a notice stands there; keep units and projects listed; nothing was sealed\n");
    return fail(std::move(refused));
  }

  bool keep_superseded() {
    for (const auto& [path, file] : superseded_files(history_, items_, files_)) {
      const bool is_record = file.size == 0 && file.name.ends_with(".json");
      if (kept_.contains(path) || (is_record && !archived_.contains(path))) continue;  // sealed before records were kept
      if (!archived_.contains(path)) {
        return fail({fmt::format("{} 在上一期的内容没有保存下来（{}）", file.name, path), fmt::format("what {} was in an earlier edition was not kept ({})", file.name, path)},
                    {"build 应写在封存过的站点文件夹上", "build into the folder of the site that was sealed"}, ExitStatus::findings);
      }
      kept_.emplace(path, file);
    }
    for (const auto& [path, digest] : files_) manifest_[path] = digest.sha256;
    for (const auto& [path, file] : kept_) manifest_[path] = file.sha256;
    for (auto& [path, digest] : sm3_) {
      if (files_.contains(path) || kept_.contains(path)) sm3_manifest_[path] = digest;
    }
    return true;
  }

  bool is_unchanged() const {
    if (history_.editions().empty() || !words_.reasons.empty() || !keys_.leaves(words_.time).empty()) return false;
    return history_.edition(history_.editions().size()).manifest_sha256 == sha256_hex(print_manifest(manifest_));
  }

  CommandResult tell_unchanged() const {
    const std::size_t edition = history_.editions().size();
    return {.status = ExitStatus::done, .out = {}, .err = inputs_.say(fmt::format("站点与第 {} 期相同，没有新的一期\n", edition).c_str(), fmt::format("The site is as in edition {}; there is no new one\n", edition).c_str())};
  }

  bool append() {
    std::vector<Say> problems;
    words_.keys = history_.editions().empty() ? std::vector<KeyLeaf>{} : keys_.leaves(words_.time);
    const std::string sm3 = keys_.has_sm2() ? print_manifest(sm3_manifest_) : std::string();
    if (!append_edition(history_, items_, words_, print_manifest(manifest_), sm3, problems)) {
      CommandResult refused{.status = ExitStatus::findings, .out = {}, .err = {}};
      for (const Say& problem : problems) refused.err += "disclose: " + inputs_.say(problem) + "\n";
      refused.err += inputs_.say("  处理：用 --reason 事项=理由 或 --reasons 写明理由；没有封存\n", "  help: give reasons with --reason ITEM=TEXT or --reasons; nothing was sealed\n");
      return fail(std::move(refused));
    }
    for (std::size_t i = old_size_; i < history_.leaves().size(); ++i) log_.append(print_leaf(history_.leaves()[i]));
    text_ = print_checkpoint({origin_, log_.leaves.size(), log_.tree.root(log_.leaves.size())});
    return true;
  }

  // Before anything is signed: what cannot be drawn is not sealed.
  bool draw_pages() {
    const SealedDrawing drawn = draw_sealed_pages({*publication_, items_.site, origin_, files_, kept_, history_, log_, inputs_.options().site});
    if (!drawn.problem.empty()) return fail(drawn.problem, {"没有封存", "nothing was sealed"}, ExitStatus::findings);
    pages_ = drawn.list;
    return true;
  }

  struct Remembered {
    std::size_t size = 0;
    std::string root;
    std::string time;
  };

  // The last checkpoint of this origin that was ever signed with the record.
  std::optional<Remembered> last_signed(const std::string& record) const {
    std::optional<Remembered> last;
    for (std::size_t at = 0; at < record.size();) {
      const std::size_t end = std::min(record.find('\n', at), record.size());
      std::vector<std::string> words;
      for (std::size_t word = at; word <= end;) {
        const std::size_t space = std::min(record.find(' ', word), end);
        words.push_back(record.substr(word, space - word));
        word = space + 1;
      }
      at = end + 1;
      const auto size = words.size() == 4 && words[0] == origin_ ? whole_number(words[1]) : std::nullopt;
      if (size) last = Remembered{static_cast<std::size_t>(*size), words[2], words[3]};
    }
    return last;
  }

  // No signature leaves before what it is over is remembered, and nothing is signed that forks from it.
  bool remember() {
    const std::string path = asked().signed_log.empty() ? asked().key + ".signed.log" : asked().signed_log;
    const std::optional<Remembered> last = last_signed(read_memory(path, calls_));
    const std::size_t size = log_.leaves.size();
    const auto root_at = [this](std::size_t at) { return to_base64(log_.tree.root(at).view()); };
    if (!last && old_size_ != 0 && !is_witnessed()) {
      return fail({fmt::format("没有签名记录 {}，而站点已有日志：不能断定没有签过别的历史", path), fmt::format("there is no record {} of what was signed, and the site has a log: another history may have been signed", path)},
                  {"恢复签名记录；或用 --witness 指明已为现有检查点联署的见证人", "restore the record; or name with --witness who has cosigned the checkpoint there is"}, ExitStatus::findings);
    }
    if (last && (size < last->size || root_at(last->size) != last->root)) {
      return fail({fmt::format("已经签过 {} 条的检查点（{}），现在的日志不是它的延续：签了就是两套历史", last->size, last->time),
                   fmt::format("a checkpoint over {} leaves was signed ({}) that this log does not continue: to sign would make two histories", last->size, last->time)},
                  {fmt::format("恢复那一期的 proof/；若上次封存中断，站点不变、用 --time {} 再封存一次", last->time), fmt::format("restore the proof/ of that edition; if sealing was cut short, seal the same site again with --time {}", last->time)},
                  ExitStatus::findings);
    }
    const std::string line = fmt::format("{} {} {} {}\n", origin_, size, root_at(size), words_.time);
    if (!last || size != last->size) append_memory(path, line, calls_);
    if (!asked().add_key.empty()) append_memory(asked().add_key + ".signed.log", line, calls_);
    return true;
  }

  bool is_witnessed() {
    if (asked().witness.empty()) return false;
    const auto witness = inputs_.witness();
    std::vector<VerifierKey> keys = keys_.before();
    if (witness) keys.push_back(*witness);
    Say problem;
    return witness && open_checkpoint(old_checkpoint_, keys, problem).has_value();
  }

  CommandResult sign_and_publish() {
    const std::optional<std::string> note = keys_.sign(text_);
    const std::optional<std::string> pages = note ? keys_.sign(pages_text(origin_, log_.leaves.size(), pages_)) : std::nullopt;
    if (!pages) return keys_.failed();
    publish(*note, *pages);
    return summary();
  }

  void publish(const std::string& note, const std::string& pages) {
    FileMap made;
    for (auto& [path, bytes] : tile_files(log_)) made[in_log(path)] = bytes;
    const std::size_t edition = history_.editions().size();
    for (const std::string& path : {std::string("checkpoint"), std::string("checkpoint.txt"), checkpoint_path(edition)}) made[in_log(path)] = note;
    made[in_log("tlog.zip")] = log_archive(log_, note);
    made[std::string(kPagesList)] = pages_;
    made[std::string(kPagesNote)] = pages;
    made[in_log(manifest_path(edition, false))] = print_manifest(manifest_);
    if (keys_.has_sm2()) made[in_log(manifest_path(edition, true))] = print_manifest(sm3_manifest_);
    std::string& keys = made[in_log("keys.txt")];
    for (const VerifierKey& key : keys_.all()) keys += print_vkey(key) + "\n";
    for (std::size_t i = old_size_; i < log_.leaves.size(); ++i) {
      if (const auto* item = std::get_if<ItemLeaf>(&history_.leaves()[i])) made[in_log(receipt_path(*item))] = print_receipt(log_, i, log_.leaves.size(), note);
    }
    for (const MadeFile& old : publication_->made()) {
      const bool is_dropped = old.path.starts_with("archive/") && !kept_.contains(old.path);
      const auto anew = made.find(old.path);
      if (is_dropped || is_sealed_page(old.path) || (anew != made.end() && sha256_hex(anew->second) != old.digest)) continue;
      publication_->carry(old.path, old.path);
      if (anew != made.end()) made.erase(anew);
    }
    for (const auto& [path, bytes] : made) publication_->put(path, bytes);
    publication_->commit();
  }

  CommandResult summary() const {
    std::map<LeafOp, int> done;
    int redrawn = 0;
    for (std::size_t i = old_size_; i < history_.leaves().size(); ++i) {
      const auto* item = std::get_if<ItemLeaf>(&history_.leaves()[i]);
      if (item == nullptr) continue;
      ++done[item->op];
      redrawn += item->op == LeafOp::correct && item->record == history_.item(static_cast<std::size_t>(item->prev)).record ? 1 : 0;
    }
    const auto count = [&](LeafOp op) { return done.contains(op) ? done.at(op) : 0; };
    const std::size_t edition = history_.editions().size();
    const LeafCounts counts = history_.counts();
    const std::string said = inputs_.say(
        fmt::format("已封存第 {} 期：公开 {}，更正 {}{}，撤回 {}，例外 {}；单位 {} = 公开 {} + 例外 {}；文件 {} 个\n", edition, count(LeafOp::publish), count(LeafOp::correct),
                    redrawn == 0 ? "" : fmt::format("（数据未变 {}）", redrawn), count(LeafOp::withdraw), count(LeafOp::exempt), counts.units, counts.disclosed, counts.exempt, manifest_.size()).c_str(),
        fmt::format("Sealed edition {}: published {}, corrected {}{}, withdrawn {}, exempt {}; units {} = {} disclosed + {} exempt; {} files\n", edition, count(LeafOp::publish),
                    count(LeafOp::correct), redrawn == 0 ? "" : fmt::format(" ({} redrawn)", redrawn), count(LeafOp::withdraw), count(LeafOp::exempt), counts.units, counts.disclosed, counts.exempt, manifest_.size()).c_str());
    const bool is_linked = edition > 1 || publication_->read_new("proof/index.html").value_or("").find("editions/index.html") != std::string::npos;
    const std::string note = is_linked ? std::string() : inputs_.say("注意：网页没有链到封存所做的证明和版本页，下次生成才有，到时每个事项都记一条“数据未变”；先用 build --sealed 生成再封存就没有\n",
                                                                     "Note: the pages do not link to what sealing makes; the next build adds the links, and every item is noted as redrawn; build --sealed before the first sealing avoids it\n");
    return {.status = ExitStatus::done, .out = said + text_, .err = note};
  }

  ProofInputs inputs_;
  const SystemCalls& calls_;
  CommandResult result_;
  SealKeys keys_;
  EditionWords words_;
  std::unique_ptr<Publication> publication_;
  SiteFiles files_;
  SiteFiles archived_;
  SiteItems items_;
  std::string origin_;
  Log log_;
  History history_;
  std::size_t old_size_ = 0;
  std::string old_checkpoint_;
  std::map<std::string, LeafFile> kept_;
  std::map<std::string, std::string, std::less<>> manifest_;
  std::map<std::string, std::string, std::less<>> sm3_;
  std::map<std::string, std::string, std::less<>> sm3_manifest_;
  std::string pages_;  ///< the list of the pages for people
  std::string text_;   ///< the checkpoint's three lines
};

}  // namespace

CommandResult seal_site(const Options& options, const SystemCalls& calls) { return Seal(options, calls).run(); }

}  // namespace disclose
