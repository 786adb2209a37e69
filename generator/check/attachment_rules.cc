// The leak gate on attachments: lists in attachments are how most personal data got out (proof.md 8).
#include <algorithm>

#include "check/attachment_text.h"
#include "check/leak_gate.h"
#include "check/markdown_table.h"
#include "check/published_texts.h"

namespace disclose {

namespace {

class AttachmentScan {
 public:
  AttachmentScan(const RuleContext& context, const PublishedFile& attachment, LeakGate& gate)
      : context_(context), attachment_(attachment), gate_(gate) {}

  void run(const AttachmentText& text) {
    for (const TextPiece& piece : text.pieces) {
      const auto from = [&] { return source(piece.where, piece.position); };
      piece.chance ? gate_.scan_secrets(piece.text, from) : gate_.scan(piece.text, from);
    }
    for (const TextTable& table : text.tables) scan(table);
    for (const Say& remark : text.remarks) gate_.remark(remark, source({}, {1, 1}));
    if (text.problem) gate_.unreadable(*text.problem, source({}, {1, 1}));
  }

 private:
  // A waiver names the attachment by its path: no record. The finding says whose it is by its place.
  LeakSource source(const Say& where, Position position) const {
    const std::string file = "content/" + std::string(attachment_.path);
    const Say shown{"的附件" + where.zh, "in the attachment, " + where.en};
    const TextOwner owner = owner_of(context_.registry, attachment_.owner);
    return {.record = {}, .unit = owner.unit, .path = attachment_.path, .owner = owner.name(context_), .where = shown,
            .place = [file, position](std::size_t) { return Place{.file = file, .pointer = "", .position = position}; }};
  }

  void scan(const TextTable& table) {
    constexpr std::size_t kHeadRows = 10;  // a title and a unit may stand above the header
    std::vector<std::string> headers;      // of each column, the sensitive cell above
    std::vector<bool> phones;              // columns of phone numbers
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const Position position{r < table.lines.size() ? table.lines[r] : 1, 1};
      for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
        const TableCell& cell = table.rows[r][c];
        if (cell.text.empty()) continue;
        const auto from = [&] { return source(table.where, position); };
        if (!cell.number) {
          gate_.scan(cell.text, from);
        } else if (c < phones.size() && phones[c]) {
          gate_.scan_mobiles(cell.text, from);
        }
        if (c < headers.size() && !headers[c].empty() && has_entry(cell.text)) {
          gate_.column(headers[c], sensitive_header(headers[c]), from());
          headers[c].clear();
        } else if (r < kHeadRows && !cell.number) {
          head(cell.text, c, headers, phones);
        }
      }
    }
  }

  static void head(const std::string& text, std::size_t c, std::vector<std::string>& headers, std::vector<bool>& phones) {
    if (!sensitive_header(text).empty()) {
      headers.resize(std::max(headers.size(), c + 1));
      headers[c] = text;
    }
    const bool phone = text.size() <= 60 && (text.find("电话") != std::string::npos || text.find("手机") != std::string::npos || text.find("联系") != std::string::npos);
    if (!phone) return;
    phones.resize(std::max(phones.size(), c + 1), false);
    phones[c] = true;
  }

  const RuleContext& context_;
  const PublishedFile& attachment_;
  LeakGate& gate_;
};

}  // namespace

void scan_attachments(const RuleContext& context, const std::vector<PublishedFile>& attachments, LeakGate& gate) {
  for_each_in_part(context, attachments, [&](const PublishedFile& attachment) {
    const auto bytes = context.folder.read("content/" + std::string(attachment.path));
    if (bytes) AttachmentScan(context, attachment, gate).run(read_attachment(attachment.path, *bytes));
  });
}

}  // namespace disclose
