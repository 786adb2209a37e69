#include "cli/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "base/text.h"

namespace disclose {

std::span<const std::pair<std::string_view, std::string_view>> explanation_files();

namespace {

constexpr std::string_view kEnglish = "\n<!-- en -->\n";

// A file holds the Chinese text, then the mark, then the English one.
std::string_view part_of(std::string_view text, Language language) {
  const std::size_t mark = text.find(kEnglish);
  if (mark == std::string_view::npos) return text;
  return language == Language::zh ? text.substr(0, mark) : text.substr(mark + kEnglish.size());
}

std::string_view text_of(std::string_view code) {
  for (const auto& [name, text] : explanation_files()) {
    if (name.size() == code.size() + 3 && name.starts_with(code)) return text;
  }
  return {};
}

std::string_view chinese_word(Severity severity) {
  switch (severity) {
    case Severity::error: return "错误";
    case Severity::warning: return "警告";
    case Severity::undecided: return "无法判定";
  }
  return {};
}

// The first line is "# code 标题".
std::string_view title_of(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::size_t space = line.find(' ', 2);
  return space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
}

}  // namespace

Explanation explain(std::string_view code, Language language) {
  const bool zh = language == Language::zh;
  Explanation answer{.known = true, .text = ""};
  if (code.empty()) {
    for (const Code each : all_codes()) {
      const std::string_view severity = zh ? chinese_word(usual_severity(each)) : name_of(usual_severity(each));
      answer.text += fmt::format("{:<24}{}  {}\n", name_of(each), severity, title_of(part_of(text_of(name_of(each)), language)));
    }
    return answer;
  }
  if (const auto known = code_named(code)) {
    answer.text = part_of(text_of(code), language);
    if (!answer.text.ends_with('\n')) answer.text += '\n';
    return answer;
  }
  std::vector<std::string_view> names;
  for (const Code each : all_codes()) names.push_back(name_of(each));
  const std::string_view meant = closest(code, names);
  const std::string shown = shorten(code, 40);
  answer.known = false;
  answer.text = zh ? fmt::format("disclose: 没有规则“{}”{}\n用 disclose explain 列出全部规则\n", shown, meant.empty() ? "" : fmt::format("，是否指 {}", meant))
                   : fmt::format("disclose: there is no rule \"{}\"{}\nSee disclose explain for the list\n", shown, meant.empty() ? "" : fmt::format("; did you mean {}", meant));
  return answer;
}

std::string explain_all(Language language) {
  const bool zh = language == Language::zh;
  std::string page = zh ? "# 检查规则\n\n`disclose check` 按这些规则检查；`disclose explain 代码` 单看一条。本页由 `disclose explain --all` 生成。\n\n"
                          "| 代码 | 性质 | 说的是 |\n| - | - | - |\n"
                        : "# The rules\n\n`disclose check` applies these; `disclose explain CODE` shows one. This page is what `disclose explain --all --lang en` prints.\n\n"
                          "| code | severity | about |\n| - | - | - |\n";
  std::string rules;
  for (const Code code : all_codes()) {
    const std::string_view name = name_of(code);
    const std::string_view text = part_of(text_of(name), language);
    const std::string_view severity = zh ? chinese_word(usual_severity(code)) : name_of(usual_severity(code));
    page += fmt::format("| [{}](#{}) | {} | {} |\n", name, name, severity, title_of(text));
    const std::size_t body = std::min(text.find('\n') + 1, text.size());
    rules += fmt::format("\n<a id=\"{}\"></a>\n\n## {} {}\n{}", name, name, title_of(text), text.substr(body));
    if (!rules.ends_with('\n')) rules += '\n';
  }
  return page + rules;
}

}  // namespace disclose
