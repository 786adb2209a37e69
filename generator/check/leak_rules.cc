// Where the leak gate looks (domain.md 4; proof.md 8.1): every text of a published record, units and the
// site, Markdown bodies and their tables, attachments; then which waivers are of no use.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/parallel.h"
#include "base/text.h"
#include "check/attachment_text.h"
#include "check/leak_gate.h"
#include "check/markdown_table.h"
#include "check/narrative_file.h"
#include "check/noise_rules.h"
#include "check/published_texts.h"

namespace disclose {

namespace {

void scan_texts(const RuleContext& context, LeakGate& gate) {
  for_each_published_text(context, [&](const TextOwner& owner, const TextPlace& place, Text text) {
    gate.scan(text, [&] {
      // A waiver names the record, page or unit; for the site's own texts, the file.
      return LeakSource{.record = owner.record, .unit = owner.unit, .path = owner.record.empty() ? owner.origin->file : Text(), .owner = owner.name(context), .where = {},
                        .place = [at = owner.place(place)](std::size_t) { return at; }};
    });
    check_text_noise(context, owner, place, text, gate.found());
  });
}

class BodyScan {
 public:
  BodyScan(const RuleContext& context, const PublishedFile& body, const NarrativeFile& file, LeakGate& gate)
      : context_(context), body_(body), file_(file), gate_(gate) {}

  void run() {
    std::set<std::uint32_t> told;  // lines with a secrecy mark of their own
    for (const TextRun& run : text_runs(file_.body(), Reading::shown)) {
      gate_.scan(run.text, [&] {
        return source([this, &run, &told](std::size_t offset) {
          const Position position = run.position(offset);
          told.insert(position.line);
          return file_.place(position);
        });
      });
    }
    marked_lines(told);
    tables();
  }

 private:
  LeakSource source(std::function<Place(std::size_t)> place) const {
    return {.record = body_.owner->id, .unit = body_.owner->unit, .path = body_.path, .owner = owner_of(context_.registry, body_.owner).name(context_), .where = {}, .place = std::move(place)};
  }

  // P8 is about lines as they are written: on the page they may be joined.
  void marked_lines(const std::set<std::uint32_t>& told) {
    std::uint32_t number = 0;
    const std::string_view body = file_.body();
    for (std::size_t at = 0; at < body.size();) {
      const std::size_t end = std::min(body.find('\n', at), body.size());
      std::string_view line = body.substr(at, end - at);
      at = end + 1;
      ++number;
      if (line.size() > 60 || told.contains(number)) continue;
      constexpr std::string_view kMarkup = "#*_>~`- \t\r";
      const std::size_t first = line.find_first_not_of(kMarkup);
      if (first == std::string_view::npos) continue;
      line = line.substr(first, line.find_last_not_of(kMarkup) + 1 - first);
      if (line.find("密") == std::string_view::npos) continue;
      const Position position{number, static_cast<std::uint32_t>(first + 1)};
      gate_.scan(line, [&] { return source([this, position](std::size_t) { return file_.place(position); }); });
    }
  }

  void tables() {
    for (const MarkdownTable& table : markdown_tables(file_.body())) {
      for (std::size_t column = 0; column < table.header.size(); ++column) {
        const std::string_view header = sensitive_header(table.header[column]);
        const bool filled = !header.empty() && std::ranges::any_of(table.rows, [&](const auto& row) {
          return column < row.size() && has_entry(row[column]);
        });
        if (!filled) continue;
        gate_.column(table.header[column], header, source([this, &table](std::size_t) { return file_.place({table.line, 1}); }));
      }
    }
  }

  const RuleContext& context_;
  const PublishedFile& body_;
  const NarrativeFile& file_;
  LeakGate& gate_;
};

// A body is opened once, for the leaks and for the noise in it.
void scan_bodies(const RuleContext& context, LeakGate& gate) {
  for_each_in_part(context, context.bodies, [&](const PublishedFile& body) {
    const auto file = NarrativeFile::open(context.folder, body.path);
    if (!file) return;
    if (may_leak_in_markdown(file->body())) BodyScan(context, body, *file, gate).run();
    check_body_noise(context, body, *file, gate.found());
  });
}

// What a waiver is about, as it names it and by name.
Say subject_of(const RuleContext& context, const Waiver& waiver) {
  const std::string id(waiver.record.empty() ? waiver.path : waiver.record);
  const Record* record = waiver.record.empty() ? nullptr : context.registry.record(waiver.record);
  if (record == nullptr) return {fmt::format("“{}”", id), fmt::format("\"{}\"", id)};
  const Say name = owner_of(context.registry, record).name(context);
  return {fmt::format("{}（{}）", name.zh, id), name.en};
}

void tell_of_waiver(const RuleContext& context, const Waiver& waiver, Say what, Say help, Diagnostics& diagnostics) {
  const Site& site = context.registry.site();
  const Say subject = subject_of(context, waiver);
  diagnostics.add({.code = Code::leak_waiver,
                   .severity = usual_severity(Code::leak_waiver),
                   .place = {.file = std::string(site.origin.file), .pointer = fmt::format("/allow/{}", waiver.index), .position = {}, .origin = site.origin.offset},
                   .message = {fmt::format("{} 对{}的放行{}", name_of(waiver.rule), subject.zh, what.zh), fmt::format("the waiver of {} for {} {}", name_of(waiver.rule), subject.en, what.en)},
                   .help = std::move(help),
                   .basis = std::string(usual_basis(Code::leak_waiver)),
                   .figures = {},
                   .related = {},
                   .unit = {},
                   .record = std::string(waiver.record)});
}

// Each waiver is told of once: double before expired before unused.
void judge_waivers(const RuleContext& context, const std::vector<bool>& used, Diagnostics& diagnostics) {
  const Site& site = context.registry.site();
  std::set<std::tuple<Code, Text, Text, Text>> seen;
  for (std::size_t i = 0; i < site.allow.size(); ++i) {
    const Waiver& waiver = site.allow[i];
    if (!seen.emplace(waiver.rule, waiver.record, waiver.path, waiver.match_sha256).second) {
      tell_of_waiver(context, waiver, {"重复", "is there twice"}, {"删去一条", "remove one of them"}, diagnostics);
    } else if (waiver.expires < context.as_of) {
      tell_of_waiver(context, waiver, {fmt::format("已于 {} 到期，不再放行", print(waiver.expires)), fmt::format("expired on {} and lets nothing pass", print(waiver.expires))},
                     {"删去这一条，或重新审批并写新的期限", "remove it, or have it approved anew"}, diagnostics);
    } else if (!used[i] && context.registry.inputs.complete) {
      tell_of_waiver(context, waiver, {"没有用到", "is not used"}, {"内容已改的删去这一条；仍要放行的核对 match_sha256", "remove it if the text is gone; otherwise verify match_sha256"}, diagnostics);
    }
  }
}

}  // namespace

void check_leaks(const RuleContext& context, unsigned threads, Diagnostics& diagnostics, Diagnostics& notes) {
  constexpr std::size_t kParts = 32;
  const std::vector<PublishedFile> attachments = published_attachments(context.registry);
  std::vector<RuleContext> parts(kParts, context);
  for (std::size_t part = 0; part < kParts; ++part) {
    parts[part].part = part;
    parts[part].parts = kParts;
  }
  const PdfSession pdfs;
  std::vector<LeakGate> gates;
  for (const RuleContext& part : parts) gates.emplace_back(part);
  parallel_for(kParts, threads, [&](std::size_t i, unsigned) {
    scan_texts(parts[i], gates[i]);
    scan_bodies(parts[i], gates[i]);
    scan_attachments(parts[i], attachments, gates[i]);
  });
  std::vector<bool> used(context.registry.site().allow.size(), false);
  for (LeakGate& gate : gates) {
    for (std::size_t i = 0; i < used.size(); ++i) used[i] = used[i] || gate.used()[i];
    diagnostics.merge(std::move(gate.found()));
    notes.merge(std::move(gate.notes()));
  }
  judge_waivers(context, used, diagnostics);
}

}  // namespace disclose
