#include "check/rule.h"

#include <fmt/format.h>

#include "model/subject.h"

namespace disclose {

Diagnostic finding(Code code, const Record& record, std::string_view key, Say message, Say help) {
  return {.code = code,
          .severity = usual_severity(code),
          .place = place_of(record, key),
          .message = std::move(message),
          .help = std::move(help),
          .basis = std::string(usual_basis(code)),
          .unit = std::string(record.unit),
          .record = std::string(record.id)};
}

namespace {

// The record that one without a subject of its own follows from.
Text followed_by(const Record& record) {
  if (record.kind == Kind::recheck) return static_cast<const Recheck&>(record).self_evaluation;
  if (record.kind == Kind::rectification) return static_cast<const Rectification&>(record).of;
  if (record.kind != Kind::result_use) return {};
  const std::vector<Text>& because = static_cast<const ResultUse&>(record).because;
  return because.empty() ? Text() : because.front();
}

Text name_of_subject(const RuleContext& context, const Record& record) {
  if (record.kind == Kind::project) return static_cast<const Project&>(record).name;
  const Record* source = &record;
  if (const Text id = followed_by(record); !id.empty()) source = context.registry.record(id);
  const Subject* subject = source == nullptr ? nullptr : subject_of(*source);
  if (subject == nullptr || subject->type == Subject::Type::unit) return record.title;
  return context.registry.subject_name(*subject, *source);
}

std::string unit_and_name(const RuleContext& context, Text unit_id, Text name) {
  std::string text;
  if (const Unit* unit = context.registry.unit(unit_id)) text += unit->short_name.empty() ? unit->name : unit->short_name;
  if (!name.empty()) text += "“" + std::string(name) + "”";
  return text;
}

Say with_id(std::string name, Text id) {
  std::string en = fmt::format("{} ({})", id, name);
  return {std::move(name), std::move(en)};
}

}  // namespace

Say who(const RuleContext& context, const Record& record) {
  std::string name = unit_and_name(context, record.unit, name_of_subject(context, record));
  if (name.empty()) return {fmt::format("{}“{}”", chinese_name_of(record.kind), record.id), std::string(record.id)};
  return with_id(std::move(name), record.id);
}

Say who(const RuleContext& context, const MarkdownPage& page) {
  return with_id(unit_and_name(context, page.unit, page.title.empty() ? page.id : page.title), page.id);
}

Say whose(const RuleContext& context, const Record& record) {
  Say say = who(context, record);
  const std::string_view kind = chinese_name_of(record.kind);
  if (!say.zh.starts_with(kind)) say.zh += kind;
  say.en = fmt::format("{} {}", name_of(record.kind), say.en);
  return say;
}

std::string_view usual_basis(Code code) {
  switch (code) {
    case Code::score_formula:
    case Code::score_band:
    case Code::execution_score:
    case Code::weight_total:
    case Code::deviation_missing:
    case Code::over_target:
    case Code::actual_missing:
    case Code::grade:
    case Code::self_evaluation_missing:
    case Code::target_changed:
    case Code::rectification_missing:
      return "财预〔2020〕10号";
    case Code::target_missing: return "中发〔2018〕34号";
    case Code::deadline:
    case Code::coverage:
    case Code::item_missing:
      return "预算法第十四条";
    case Code::exemption: return "预算法第十四条；政府信息公开条例第十四条至第十六条";
    case Code::leak_id:
    case Code::leak_disabled_id:
    case Code::leak_id15:
    case Code::leak_mobile:
    case Code::leak_card:
    case Code::leak_account:
    case Code::leak_column:
      return "个人信息保护法";
    case Code::leak_secrecy:
    case Code::leak_internal:
      return "保守国家秘密法";
    case Code::review_missing: return "政府信息公开条例第十七条";
    case Code::site_identity: return "国办发〔2017〕47号";
    case Code::fund_sum:
    case Code::score_range:
    case Code::score_total:
      return "表内勾稽关系";
    case Code::form:
    case Code::figures:
    case Code::figure_text:
    case Code::vague_indicators:
    case Code::weight_lopsided:
    case Code::leak_unfinished:
    case Code::leak_draft:
    case Code::leak_waiver:
    case Code::text_noise:
    case Code::published_missing:
    case Code::year_outside:
      return "输入格式第 1 版";
  }
  return {};
}

}  // namespace disclose
