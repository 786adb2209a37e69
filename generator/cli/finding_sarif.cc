// SARIF 2.1.0 (OASIS): what code review and continuous integration read.
#include <algorithm>
#include <array>

#include "cli/explain.h"
#include "cli/finding_text.h"
#include "format/json_writer.h"

namespace disclose {

namespace {

// RFC 3986: what may stand in a path of an address stays.
std::string address_of(std::string_view file) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string address;
  for (const char c : file) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || std::string_view("-._~/").find(c) != std::string_view::npos) {
      address += c;
    } else {
      address += '%';
      address += kHex[byte >> 4U];
      address += kHex[byte & 15U];
    }
  }
  return address;
}

// An undecided rule neither passes nor fails: kind "open", which has no level.
std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::undecided: return "none";
  }
  return {};
}

View location_of(const Place& place) {
  View physical = View::map({{"artifactLocation", View::map({{"uri", address_of(place.file)}, {"uriBaseId", "SITE"}})}});
  if (place.position.line != 0) {
    physical.set("region", View::map({{"startLine", static_cast<std::int64_t>(place.position.line)}, {"startColumn", static_cast<std::int64_t>(place.position.column)}}));
  }
  return View::map({{"physicalLocation", std::move(physical)}});
}

View text_of(std::string text) { return View::map({{"text", std::move(text)}}); }

View rule_view(Code code, Language language) {
  const std::string text = explain(name_of(code), language).text;
  const std::string title = text.substr(0, text.find('\n'));
  const std::size_t space = title.find(' ', 2);  // "# code title"
  const Severity usual = usual_severity(code);
  return View::map({{"id", name_of(code)},
                    {"shortDescription", text_of(space == std::string::npos ? title : title.substr(space + 1))},
                    {"help", View::map({{"text", text}, {"markdown", text}})},
                    {"defaultConfiguration", View::map({{"level", level_of(usual)}})}});
}

View result_view(const Diagnostic& d, Language language) {
  std::string message = d.message.in(language);
  if (!d.help.empty()) message += (language == Language::zh ? "。处理：" : ". ") + d.help.in(language);
  View result = View::map({{"ruleId", name_of(d.code)},
                           {"ruleIndex", static_cast<std::size_t>(d.code)},
                           {"kind", d.severity == Severity::undecided ? "open" : "fail"},
                           {"level", level_of(d.severity)},
                           {"message", text_of(std::move(message))},
                           {"locations", View(View::List{location_of(d.place)})}});
  View related{View::List{}};
  for (const Related& other : d.related) {
    View location = location_of(other.place);
    location.set("message", text_of(other.message.in(language)));
    related.push(std::move(location));
  }
  if (!d.related.empty()) result.set("relatedLocations", std::move(related));
  View properties = View::map({{"pointer", d.place.pointer}});
  if (!d.unit.empty()) properties.set("unit", d.unit);
  if (!d.record.empty()) properties.set("record", d.record);
  result.set("properties", std::move(properties));
  return result;
}

}  // namespace

std::string print_sarif(const Diagnostics& diagnostics, Language language) {
  View rules{View::List{}};
  for (const Code code : all_codes()) rules.push(rule_view(code, language));
  View results{View::List{}};
  for (const Diagnostic& d : diagnostics.all()) results.push(result_view(d, language));
  const View driver = View::map({{"name", "disclose"}, {"version", DISCLOSE_VERSION}, {"rules", std::move(rules)}});
  const View run = View::map({{"tool", View::map({{"driver", driver}})}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}});
  return to_json(View::map({{"version", "2.1.0"},
                            {"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
                            {"runs", View(View::List{run})}}));
}

}  // namespace disclose
