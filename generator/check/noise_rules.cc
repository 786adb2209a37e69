// text-noise (format.md 6): traces of conversion and pasting, in the texts of records and in Markdown.
#include "check/noise_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/leak_scanner.h"
#include "check/text_noise.h"
#include "proof/page_text.h"

namespace disclose {

namespace {

struct Words {
  std::string_view zh;
  std::string_view en;
  std::string_view help_zh;
  std::string_view help_en;
};

Words words_of(Noise::Kind kind) {
  constexpr std::string_view kRemove = "对照原件补正或删去";
  constexpr std::string_view kRemoveEn = "restore it after the original, or remove it";
  switch (kind) {
    case Noise::Kind::replacement: return {"乱码", "a lost character", kRemove, kRemoveEn};
    case Noise::Kind::control: return {"控制字符", "a control character", kRemove, kRemoveEn};
    case Noise::Kind::direction: return {"双向控制符", "a bidirectional control", kRemove, kRemoveEn};
    case Noise::Kind::private_use: return {"私用区字符", "a private-use character", "换成通用的字", "use the standard character"};
    case Noise::Kind::formula: return {"公式标记", "LaTeX markup", "写成 ≥95% 这样的文字", "write it as text, like ≥95%"};
    case Noise::Kind::command: return {"公式标记", "LaTeX markup", "写成 ≥95% 这样的文字", "write it as text, like ≥95%"};
    case Noise::Kind::lone_word: return {"孤立的英文词", "a lone ASCII word", kRemove, kRemoveEn};
    case Noise::Kind::emphasis: return {"多余的 **", "leftover **", "删去，或成对书写", "remove it, or write it in pairs"};
    case Noise::Kind::template_hint: return {"模板提示", "a template hint", "删去提示", "remove the hint"};
  }
  return {};
}

// A span as it can be read: a character that is not seen by its number.
std::string shown(std::string_view span, Noise::Kind kind, Date today) {
  if (kind > Noise::Kind::private_use) return mask_secrets(shorten(span, 40), today);
  std::string text;
  std::size_t count = 0;
  for (std::size_t at = 0; at < span.size() && count < 4; ++count) {
    text += fmt::format("{}U+{:04X}", text.empty() ? "" : " ", static_cast<std::uint32_t>(next_code_point(span, at)));
  }
  return text;
}

template <class PlaceOf>
void report(const RuleContext& context, std::string_view text, const TextOwner& owner, PlaceOf place, Diagnostics& diagnostics) {
  const std::vector<Noise> found = find_noise(text);
  if (found.empty()) return;
  const Say name = owner.name(context);
  for (const Noise& noise : found) {
    const Words words = words_of(noise.kind);
    const std::string span = shown(text.substr(noise.begin, noise.end - noise.begin), noise.kind, context.as_of);
    diagnostics.add({.code = Code::text_noise,
                     .severity = noise.reverses ? Severity::error : usual_severity(Code::text_noise),
                     .place = place(noise.begin),
                     .message = {fmt::format("{}中有{}：{}", name.zh, words.zh, span), fmt::format("{}: there is {}: {}", name.en, words.en, span)},
                     .help = {std::string(words.help_zh), std::string(words.help_en)},
                     .basis = std::string(usual_basis(Code::text_noise)),
                     .figures = {span},
                     .related = {},
                     .unit = std::string(owner.unit),
                     .record = std::string(owner.record)});
  }
}

// Between its two marks a page's text is held against the log: a third one would spoil it, or end it early.
void report_mark(const RuleContext& context, std::string_view text, const TextOwner& owner, const Place& place, Diagnostics& diagnostics) {
  if (!has_page_mark(text)) return;
  const Say name = owner.name(context);
  diagnostics.add({.code = Code::text_noise,
                   .severity = Severity::error,
                   .place = place,
                   .message = {fmt::format("{}中有披露编号的标记 {} 或 {}", name.zh, kPageBegin, kPageEnd), fmt::format("{}: there is a disclosure mark, {} or {}", name.en, kPageBegin, kPageEnd)},
                   .help = {"删去：它们只标明网页正文的起止", "remove it: they say where the text of a page begins and ends"},
                   .basis = std::string(usual_basis(Code::text_noise)),
                   .figures = {},
                   .related = {},
                   .unit = std::string(owner.unit),
                   .record = std::string(owner.record)});
}

bool is_word(std::string_view text, std::size_t at) {
  const char32_t c = next_code_point(text, at);
  return is_han(c) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Where the character that ends at `end` begins.
std::size_t character_before(std::string_view text, std::size_t end) {
  do --end;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
  return end;
}

/// Whether ** between these characters opens (read the other way round: closes) emphasis whatever else
/// stands in the line: CommonMark 6.2, left-flanking delimiter runs.
bool flanks(std::string_view line, std::size_t outside, std::size_t inside) {
  if (inside >= line.size() || line[inside] == ' ' || line[inside] == '|') return false;
  return is_word(line, inside) || outside >= line.size() || line[outside] == ' ' || line[outside] == '|';
}

/// Whether every ** of the line pairs with its neighbour by the characters beside it alone: **完成**.
/// Most emphasis is of this kind, and nothing of it can be left over, so no page is parsed for it.
bool has_plain_emphasis_only(std::string_view line) {
  if (line.find_first_of("`\\[<") != std::string_view::npos) return false;
  constexpr std::size_t kNone = std::string_view::npos;
  bool open = false;
  std::size_t inner = 0;
  for (std::size_t at = line.find('*'); at != std::string_view::npos; at = line.find('*', at)) {
    const std::size_t end = std::min(line.find_first_not_of('*', at), line.size());
    if (end - at != 2) return false;
    const std::size_t before = at > 0 ? character_before(line, at) : kNone;
    if (!(open ? flanks(line, end, before) : flanks(line, before, end))) return false;
    // Emphasis does not reach from one cell of a table into the next.
    if (open && line.substr(inner, at - inner).find('|') != kNone) return false;
    open = !open;
    inner = at = end;
  }
  return !open;
}

bool may_have_noise_in_line(std::string_view line) {
  if (!may_have_noise(line)) return false;
  if (line.find("**") == std::string_view::npos || !has_plain_emphasis_only(line)) return true;
  std::string rest(line);
  std::erase(rest, '*');
  return may_have_noise(rest);
}

// No noise reaches from one line into the next, but for a word between Chinese characters, and the
// letters of that are asked for wherever they stand.
bool may_have_noise_in_body(std::string_view body) {
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    if (may_have_noise_in_line(body.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

void check_body_noise(const RuleContext& context, const PublishedFile& body, const NarrativeFile& file, Diagnostics& diagnostics) {
  const bool has_mark = has_page_mark(file.body());
  if (!has_mark && !may_have_noise_in_body(file.body())) return;
  const TextOwner owner = owner_of(context.registry, body.owner);
  for (const TextRun& run : text_runs(file.body(), Reading::written)) {
    if (has_mark) report_mark(context, run.text, owner, file.place(run.position(0)), diagnostics);
    if (run.kind == TextRun::Kind::code) continue;  // what is shown as code is meant so
    report(context, run.text, owner, [&](std::size_t offset) { return file.place(run.position(offset)); }, diagnostics);
  }
}

void check_text_noise(const RuleContext& context, const TextOwner& owner, const TextPlace& place, Text text, Diagnostics& diagnostics) {
  report(context, text, owner, [&](std::size_t) { return owner.place(place); }, diagnostics);
  report_mark(context, text, owner, owner.place(place), diagnostics);
}

}  // namespace disclose
