#include "check/rule.h"

namespace disclose {

Diagnostic finding(Code code, const Record& record, std::string_view key, Say message, Say help) {
  return {.code = code,
          .severity = usual_severity(code),
          .place = place_of(record, key),
          .message = std::move(message),
          .help = std::move(help),
          .unit = std::string(record.unit),
          .record = std::string(record.id)};
}

namespace {

const Subject* subject_of(const Record& record) {
  switch (record.kind) {
    case Kind::pre_evaluation: return &static_cast<const PreEvaluation&>(record).subject;
    case Kind::target: return &static_cast<const Target&>(record).subject;
    case Kind::monitoring: return &static_cast<const Monitoring&>(record).subject;
    case Kind::self_evaluation: return &static_cast<const SelfEvaluation&>(record).subject;
    case Kind::finance_evaluation: return &static_cast<const FinanceEvaluation&>(record).subject;
    case Kind::project:
    case Kind::budget:
    case Kind::final_accounts:
    case Kind::recheck:
    case Kind::rectification:
    case Kind::result_use:
    case Kind::assessment:
    case Kind::disclosure:
    case Kind::exemption:
    case Kind::regulation:
    case Kind::figures:
    case Kind::indicator_library:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

std::string who(const RuleContext& context, const Record& record) {
  std::string text;
  if (const Unit* unit = context.registry.unit(record.unit)) {
    text += unit->short_name.empty() ? unit->name : unit->short_name;
  }
  Text name = record.title;
  if (record.kind == Kind::project) name = static_cast<const Project&>(record).name;
  if (const Subject* subject = subject_of(record); subject != nullptr && subject->type != Subject::Type::unit) {
    name = context.registry.subject_name(*subject, record);
  }
  if (!name.empty()) text += "“" + std::string(name) + "”";
  return text;
}

}  // namespace disclose
