// What is said of a leak, and which of them a waiver lets pass (format.md 3, allow; domain.md 4).
#include "check/leak_gate.h"

#include <fmt/format.h>

#include <array>
#include <map>

#include "format/digest.h"

namespace disclose {

namespace {

constexpr std::size_t kMostOfOneRule = 20;  ///< in one text; the rest is counted

struct Words {
  std::string_view zh;
  std::string_view en;
  std::string_view help_zh;
  std::string_view help_en;
};

Words words_of(Code rule) {
  constexpr std::string_view kRemove = "删去，或遮去中间的数字";
  constexpr std::string_view kRemoveEn = "remove it, or mask its middle digits";
  constexpr std::string_view kReview = "核对密级和公开范围：不得公开的撤下，写错的删去标志";
  constexpr std::string_view kReviewEn = "verify whether it may be published: withdraw it, or remove a mark that is wrong";
  if (rule == Code::leak_id) return {"公民身份号码", "an identity number", kRemove, kRemoveEn};
  if (rule == Code::leak_disabled_id) return {"残疾人证号", "a disability certificate number", kRemove, kRemoveEn};
  if (rule == Code::leak_id15) return {"15 位身份证号", "an identity number of 15 digits", kRemove, kRemoveEn};
  if (rule == Code::leak_mobile) return {"手机号码", "a mobile number", "删去，或换成单位的座机", "remove it, or give the office's landline"};
  if (rule == Code::leak_card) return {"银行卡号", "a bank card number", kRemove, kRemoveEn};
  if (rule == Code::leak_account) return {"银行账号", "a bank account", kRemove, kRemoveEn};
  if (rule == Code::leak_secrecy) return {"密级标志", "a secrecy mark", kReview, kReviewEn};
  if (rule == Code::leak_internal) return {"内部标志", "an internal mark", kReview, kReviewEn};
  if (rule == Code::leak_unfinished) return {"未写完的文字", "unfinished text", "写完，或删去", "finish it, or remove it"};
  if (rule == Code::leak_draft) return {"草稿标志", "a draft mark", "换成定稿，或删去标志", "publish the final text, or remove the mark"};
  return {"敏感的列", "a sensitive column", "删去这一列", "remove this column"};
}

std::string owner_of(const LeakSource& source) { return std::string(source.record.empty() ? source.path : source.record); }

}  // namespace

LeakGate::LeakGate(const RuleContext& context)
    : context_(context), scanner_(context.as_of), used_(context.registry.site().allow.size(), false) {}

void LeakGate::scan(std::string_view text, const std::function<LeakSource()>& source) {
  scan_for(text, [](Code) { return true; }, source);
}
void LeakGate::scan_secrets(std::string_view text, const std::function<LeakSource()>& source) { scan_for(text, is_secret, source); }
void LeakGate::scan_mobiles(std::string_view text, const std::function<LeakSource()>& source) {
  scan_for(text, [](Code rule) { return rule == Code::leak_mobile; }, source);
}

void LeakGate::scan_for(std::string_view text, bool (*wanted)(Code), const std::function<LeakSource()>& source) {
  const std::vector<Leak>& leaks = scanner_.scan(text);
  if (leaks.empty()) return;
  const LeakSource from = source();
  std::map<Code, std::size_t> told;
  for (const Leak& leak : leaks) {
    if (!wanted(leak.rule)) continue;
    const std::string normalised = scanner_.normalised(leak);
    if (is_waived(leak.rule, normalised, from)) continue;
    if (told[leak.rule]++ < kMostOfOneRule) tell(leak.rule, normalised, scanner_.offset(leak), from);
  }
  for (const auto& [rule, count] : told) {
    if (count > kMostOfOneRule) tell_more(rule, count - kMostOfOneRule, from);
  }
}

void LeakGate::column(std::string_view cell, std::string_view header, const LeakSource& source) {
  FoldedText folded;
  folded.take(cell);
  std::string normalised = to_utf8(folded.text());
  std::erase_if(normalised, [](char c) { return c == ' ' || c == '-'; });
  if (is_waived(Code::leak_column, normalised, source)) return;
  tell(Code::leak_column, normalised.empty() ? std::string(header) : normalised, 0, source);
}

void LeakGate::tell(Code rule, const std::string& normalised, std::size_t offset, const LeakSource& source) {
  const Words words = words_of(rule);
  const std::string shown = is_secret(rule) ? masked(normalised) : mask_secrets(normalised, context_.as_of);
  const std::string owner = owner_of(source);
  const std::string digest = sha256_hex(fmt::format("{}:{}:{}", name_of(rule), owner, normalised));
  found_.add({.code = rule,
              .severity = usual_severity(rule),
              .place = source.place(offset),
              .message = {fmt::format("{}{}中有{}：{}", source.owner.zh, source.where.zh, words.zh, shown), fmt::format("{}: {}there is {}: {}", source.owner.en, source.where.en, words.en, shown)},
              .help = {fmt::format("{}；经批准确可公开的，在 site.json 的 allow 放行（match_sha256：{}）", words.help_zh, digest),
                       fmt::format("{}; what is approved for publication is let pass in allow of site.json (match_sha256: {})", words.help_en, digest)},
              .basis = std::string(usual_basis(rule)),
              .figures = {shown},
              .related = {},
              .unit = std::string(source.unit),
              .record = std::string(source.record)});
}

void LeakGate::tell_more(Code rule, std::size_t count, const LeakSource& source) {
  const Words words = words_of(rule);
  found_.add({.code = rule,
              .severity = usual_severity(rule),
              .place = source.place(0),
              .message = {fmt::format("{}{}中另有{} {} 处", source.owner.zh, source.where.zh, words.zh, count), fmt::format("{}: {}{} more of {}", source.owner.en, source.where.en, count, words.en)},
              .help = {std::string(words.help_zh), std::string(words.help_en)},
              .basis = std::string(usual_basis(rule)),
              .figures = {std::to_string(count)},
              .related = {},
              .unit = std::string(source.unit),
              .record = std::string(source.record)});
}

void LeakGate::unreadable(const Say& why, const LeakSource& source) {
  Diagnostic note{.code = Code::leak_id, .severity = Severity::undecided, .place = source.place(0), .message = {}, .help = {}, .basis = {}};
  note.message = {fmt::format("{}的附件{}，其中有无不得公开的内容没有查", source.owner.zh, why.zh),
                  fmt::format("{}: the attachment {}: it was not searched for what must not be published", source.owner.en, why.en)};
  note.help = {"人工审查这个附件，或换成带文字层、未加密的文件", "review it by hand, or give a file with text and without a password"};
  note.unit = source.unit;
  note.record = source.record;
  notes_.add(std::move(note));
}

void LeakGate::remark(const Say& what, const LeakSource& source) {
  Diagnostic note{.code = Code::leak_internal, .severity = Severity::undecided, .place = source.place(0), .message = {}, .help = {}, .basis = {}};
  note.message = {fmt::format("{}的附件{}，公开后人人可见", source.owner.zh, what.zh), fmt::format("{}: the attachment {}, which everybody can see once it is public", source.owner.en, what.en)};
  note.help = {"不该公开的从附件中删去，再另存", "remove from the attachment what should not be public, and save it anew"};
  note.unit = source.unit;
  note.record = source.record;
  notes_.add(std::move(note));
}

void LeakGate::note_waived(const Waiver& waiver, const LeakSource& source) {
  const std::string until = print(waiver.expires);
  notes_.add({.code = waiver.rule,
              .severity = usual_severity(waiver.rule),
              .place = source.place(0),
              .message = {fmt::format("{}{}的{}按 allow 放行至 {}：{}", source.owner.zh, source.where.zh, words_of(waiver.rule).zh, until, waiver.reason),
                          fmt::format("{}: {}{} is let pass until {}: {}", source.owner.en, source.where.en, words_of(waiver.rule).en, until, waiver.reason)},
              .help = {},
              .basis = {},
              .figures = {},
              .related = {},
              .unit = std::string(source.unit),
              .record = std::string(source.record)});
}

// `rule:record or path:normalised match`. An expired waiver lets nothing pass.
bool LeakGate::is_waived(Code rule, std::string_view normalised, const LeakSource& source) {
  const std::vector<Waiver>& waivers = context_.registry.site().allow;
  bool waived = false;
  for (std::size_t i = 0; i < waivers.size(); ++i) {
    const Waiver& waiver = waivers[i];
    const bool by_record = !waiver.record.empty();
    const std::string_view owner = by_record ? source.record : source.path;
    if (waiver.rule != rule || owner != (by_record ? waiver.record : waiver.path)) continue;
    if (waiver.match_sha256 != sha256_hex(fmt::format("{}:{}:{}", name_of(rule), owner, normalised))) continue;
    used_[i] = true;
    if (waiver.expires < context_.as_of) continue;
    if (!waived) note_waived(waiver, source);
    waived = true;
  }
  return waived;
}

}  // namespace disclose
