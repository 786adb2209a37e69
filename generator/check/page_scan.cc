// Finished pages are looked through once more before they are written (proof.md 8.1).
#include "check/page_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/attachment_text.h"
#include "check/leak_scanner.h"
#include "check/page_texts.h"
#include "format/digest.h"
#include "format/sheet.h"

namespace disclose {

namespace {

// A figure alone in its cell has a type: only what its check digit proves is a leak.
bool is_proved(Code rule) { return rule == Code::leak_id || rule == Code::leak_disabled_id; }

// The cells of a workbook that are no numbers, and the texts beside its sheets.
void for_each_suspicious_cell(std::string_view path, std::string_view bytes, const std::function<void(std::string_view)>& visit) {
  const AttachmentText book = read_attachment(path, bytes);
  for (const TextPiece& piece : book.pieces) {
    if (may_leak(piece.text)) visit(piece.text);
  }
  for (const TextTable& table : book.tables) {
    for (const std::vector<TableCell>& row : table.rows) {
      for (const TableCell& cell : row) {
        if (!cell.number && may_leak(cell.text)) visit(cell.text);
      }
    }
  }
}

}  // namespace

PageScan::PageScan(Sink& sink, const Registry& registry, Date today) : sink_(sink), registry_(registry), today_(today) {
  for (const Project* project : registry.records.projects) codes_.emplace(project->code);
  for (const Unit& unit : registry.units()) {
    codes_.emplace(unit.code);
    codes_.emplace(unit.credit_code);
  }
  codes_.erase("");
}

void PageScan::take(std::string_view path, std::string_view bytes, std::string_view digest) {
  const bool book = path.ends_with(".xlsx");
  const bool leaking = leaks(path, [&](const auto& visit) { book ? for_each_suspicious_cell(path, bytes, visit) : for_each_suspicious_text(path, bytes, visit); });
  if (!leaking) sink_.take(path, bytes, digest);
}

bool PageScan::may_draw(std::string_view path, std::string_view markup) {
  return !leaks(path, [&](const auto& visit) { for_each_suspicious_text("markup.html", markup, visit); });
}

Diagnostics PageScan::take() {
  found_.sort();
  return std::move(found_);
}

bool PageScan::leaks(std::string_view path, const Texts& texts) {
  LeakScanner scanner(today_);
  std::map<Code, std::string> told;
  texts([&](std::string_view text) {
    if (codes_.contains(text)) return;
    const bool figure = is_plain_decimal(trim(text));
    for (const Leak& leak : scanner.scan(text)) {
      if (figure && !is_proved(leak.rule)) continue;
      const std::string match = scanner.normalised(leak);
      if (!is_known(leak.rule, match)) told.try_emplace(leak.rule, match);
    }
  });
  const std::lock_guard lock(mutex_);
  for (const auto& [rule, match] : told) {
    const std::string shown = is_secret(rule) ? masked(match) : match;
    found_.add({.code = rule,
                .severity = Severity::error,
                .place = {.file = std::string(path), .pointer = "", .position = {}},
                .message = {fmt::format("生成的文件里有不得公开的内容：{}", shown), fmt::format("the finished file holds what must not be published: {}", shown)},
                .help = {"输入中没有：看站点的 templates/ 里有没有，没有则是程序的缺陷，烦请报告", "the input does not have it: look into templates/ of the site; otherwise report a defect of the program"},
                .basis = {},
                .figures = {shown},
                .related = {},
                .unit = {},
                .record = {}});
  }
  return !told.empty();
}

// A code that is shown as such, or what a waiver lets pass wherever its record is shown.
bool PageScan::is_known(Code rule, const std::string& match) const {
  if (codes_.contains(match)) return true;
  return std::ranges::any_of(registry_.site().allow, [&](const Waiver& waiver) {
    if (waiver.rule != rule || waiver.expires < today_) return false;
    const Text owner = waiver.record.empty() ? waiver.path : waiver.record;
    return waiver.match_sha256 == sha256_hex(fmt::format("{}:{}:{}", name_of(rule), owner, match));
  });
}

}  // namespace disclose
