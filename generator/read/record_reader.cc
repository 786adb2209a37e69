#include "read/record_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "format/json.h"
#include "read/kind_readers.h"

namespace disclose {

namespace {

constexpr std::array<std::pair<std::string_view, Status>, 5> kStatuses = {{
    {"draft", Status::draft},
    {"submitted", Status::submitted},
    {"returned", Status::returned},
    {"approved", Status::approved},
    {"withdrawn", Status::withdrawn},
}};
constexpr std::array<std::pair<std::string_view, Secrecy>, 3> kSecrecies = {{
    {"public", Secrecy::open},
    {"partial", Secrecy::partial},
    {"secret", Secrecy::secret},
}};
// A page is public or secret; it has no keys to withhold.
constexpr std::array<std::pair<std::string_view, Secrecy>, 2> kPageSecrecies = {{
    {"public", Secrecy::open},
    {"secret", Secrecy::secret},
}};
// What identifies a record cannot be withheld: its page and its place in the ledger hang on them.
constexpr std::array<std::string_view, 8> kIdentity = {"",       "/kind",   "/id",      "/year",
                                                       "/unit",  "/status", "/secrecy", "/withheld"};

void read_withheld(ObjectReader& reader, Record& record) {
  reader.objects("withheld", [&](ObjectReader& item) {
    Withheld withheld{item.required_text("pointer"), item.required_text("basis")};
    const bool identity = std::ranges::any_of(kIdentity, [&](std::string_view key) {
      return withheld.pointer == key || (!key.empty() && withheld.pointer.starts_with(std::string(key) + "/"));
    });
    if (!withheld.pointer.empty() && (withheld.pointer.front() != '/' || identity)) {
      item.problem(*item.value().find("pointer"), "/pointer",
                   {fmt::format("“{}”不能作为不公开的键", withheld.pointer),
                    fmt::format("\"{}\" cannot be withheld", withheld.pointer)},
                   {"写记录之下的 JSON 指针，如 /indicators/3/actual；编号、年度、单位和状态不能隐去",
                    "write a JSON pointer below the record such as /indicators/3/actual; id, year, unit and status cannot be withheld"});
      return;
    }
    record.withheld.push_back(withheld);
  });
}

// A key may be withheld although the file does not hold its value any more; but a pointer that names
// nothing a record can have withholds nothing, and what it was meant to hide would be published.
void check_withheld(ObjectReader& reader, const std::set<std::string>& known) {
  const Value* list = reader.value().find("withheld");
  if (list == nullptr) return;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const Value* pointer = list->items[i].find("pointer");
    if (pointer == nullptr || pointer->kind != Value::Kind::string || !pointer->text.starts_with('/')) continue;
    if (known.contains(reader.pointer() + std::string(pointer->text)) || names_value(reader.value(), pointer->text)) continue;
    reader.problem(*pointer, fmt::format("/withheld/{}/pointer", i),
                   {fmt::format("这条记录里没有“{}”所指的键", shorten(pointer->text, 60)),
                    fmt::format("the record has no key that \"{}\" could name", shorten(pointer->text, 60))},
                   {"改正指针：指错了，要隐去的内容就会公开", "mend the pointer: a wrong one withholds nothing"});
  }
}

// Whoever says which keys are withheld means a partly secret record, and the other way round.
void check_secrecy(ObjectReader& reader, const Record& record) {
  const bool listed = reader.has("withheld");
  if (record.secrecy == Secrecy::partial && !listed) reader.missing("withheld");
  if (record.secrecy != Secrecy::open || !listed) return;
  reader.problem(*reader.value().find("withheld"), "/withheld",
                 {"写了 withheld，但 secrecy 不是 partial，要隐去的内容会公开",
                  "there is withheld, but secrecy is not partial: what it names would be published"},
                 {"把 secrecy 写成 \"partial\"，或删去 withheld", "write \"partial\" in secrecy, or remove withheld"});
}

void read_withdrawal(ObjectReader& reader, Record& record) {
  reader.object("withdrawn", [&](ObjectReader& item) {
    Withdrawal withdrawal{item.date("date"), item.text("reason")};
    if (!withdrawal.date && !item.has("date")) item.missing("date");
    record.withdrawn = withdrawal;
  });
  if (record.status == Status::withdrawn && !reader.has("withdrawn")) reader.missing("withdrawn");
}

void read_references(ObjectReader& reader, Record& record) {
  reader.objects("documents", [&](ObjectReader& item) {
    Document document{item.required_text("title"), item.path("path"), item.url("url"), item.date("date")};
    if (item.has("path") == item.has("url")) {
      item.problem(item.value(), "",
                   {"附件的 path 和 url 要写且只写一个", "a document has either a path or a url"},
                   {"写附件在 content/ 之下的路径，或网址", "write its path below content/, or its URL"});
    }
    if (document.path.ends_with(".md")) {
      item.problem(*item.value().find("path"), "/path",
                   {fmt::format("Markdown 文件 {} 不能作附件", document.path),
                    fmt::format("the Markdown file {} cannot be an attachment", document.path)},
                   {"把它写进 narrative，或转成 PDF", "name it in narrative, or make it a PDF"});
      return;
    }
    record.documents.push_back(document);
  });
  reader.objects("sources", [&](ObjectReader& item) {
    record.sources.push_back({.title = item.required_text("title"),
                              .path = item.path("path"),
                              .url = item.url("url"),
                              .page = item.text_or_number("page"),
                              .cell = item.text("cell"),
                              .sha256 = item.text("sha256")});
  });
}

using KindReader = void (*)(ObjectReader&, Records&, Record&);

template <class T, std::vector<T> Records::*List, void (*Read)(ObjectReader&, T&)>
void read_into(ObjectReader& reader, Records& records, Record& head) {
  T& record = (records.*List).emplace_back();
  static_cast<Record&>(record) = head;
  Read(reader, record);
}

constexpr std::array<KindReader, kKindCount> kReaders = {
    read_into<Project, &Records::projects, read_project>,
    read_into<Budget, &Records::budgets, read_budget>,
    read_into<FinalAccounts, &Records::final_accounts, read_final_accounts>,
    read_into<PreEvaluation, &Records::pre_evaluations, read_pre_evaluation>,
    read_into<Target, &Records::targets, read_target>,
    read_into<Monitoring, &Records::monitorings, read_monitoring>,
    read_into<SelfEvaluation, &Records::self_evaluations, read_self_evaluation>,
    read_into<Recheck, &Records::rechecks, read_recheck>,
    read_into<FinanceEvaluation, &Records::finance_evaluations, read_finance_evaluation>,
    read_into<Rectification, &Records::rectifications, read_rectification>,
    read_into<ResultUse, &Records::result_uses, read_result_use>,
    read_into<Assessment, &Records::assessments, read_assessment>,
    read_into<Disclosure, &Records::disclosures, read_disclosure>,
    read_into<Exemption, &Records::exemptions, read_exemption>,
    read_into<Regulation, &Records::regulations, read_regulation>,
    read_into<Figures, &Records::figures, read_figures>,
    read_into<IndicatorLibrary, &Records::indicator_libraries, read_indicator_library>,
};

// The record that was read last, of whichever kind.
Record* last_of(Records& records, Kind kind) {
  Record* last = nullptr;
  int at = 0;
  for_each_list(records, [&](auto& list) {
    if (at++ == static_cast<int>(kind) && !list.empty()) last = &list.back();
  });
  return last;
}

bool needs_unit(Kind kind) {
  switch (kind) {
    case Kind::project:
    case Kind::budget:
    case Kind::final_accounts:
    case Kind::disclosure:
    case Kind::exemption:
    case Kind::recheck:
      return true;
    case Kind::pre_evaluation:
    case Kind::target:
    case Kind::monitoring:
    case Kind::self_evaluation:
    case Kind::finance_evaluation:
      return false;  // depends on the subject: subject_needs_unit()
    case Kind::rectification:
    case Kind::result_use:
    case Kind::assessment:
    case Kind::regulation:
    case Kind::figures:
    case Kind::indicator_library:
      return false;
  }
  return false;
}

// Whether it is published hangs on it: of a record whose status cannot be read nothing is known.
bool status_known(ObjectReader& reader) {
  const Value* status = reader.value().find("status");
  return status != nullptr && status->kind == Value::Kind::string &&
         std::ranges::find(kStatuses, status->text, &std::pair<std::string_view, Status>::first) != kStatuses.end();
}

}  // namespace

Origin origin_of(const Value& value, std::int32_t index, FileContext& context) {
  return {.file = context.file,
          .offset = value.offset,
          .index = index,
          .position = context.positions->at(value.offset)};
}

void read_head(ObjectReader& reader, Record& record, bool page) {
  record.title = reader.text("title");
  record.secrecy =
      (page ? reader.word<Secrecy>("secrecy", kPageSecrecies) : reader.word<Secrecy>("secrecy", kSecrecies))
          .value_or(Secrecy::open);
  if (const auto status = reader.word<Status>("status", kStatuses)) {
    record.status = *status;
  } else if (!reader.has("status")) {
    reader.missing("status");
  }
  reader.object("approval", [&](ObjectReader& item) {
    record.approval = {item.text("number"), item.text("authority"), item.date("date")};
  });
  if (!page) {
    read_withheld(reader, record);
    check_secrecy(reader, record);
  }
  read_withdrawal(reader, record);
  reader.object("review", [&](ObjectReader& item) {
    Review review{item.required_text("by"), item.date("date"), item.required_text("conclusion")};
    if (!review.date && !item.has("date")) item.missing("date");
    record.review = review;
  });
  record.published = reader.date_time("published");
  if (!page) {
    record.narrative = reader.path("narrative");
    if (!record.narrative.empty() && !record.narrative.ends_with(".md")) {
      reader.problem(*reader.value().find("narrative"), "/narrative",
                     {fmt::format("正文 {} 不是 .md 文件", record.narrative),
                      fmt::format("the narrative {} is no .md file", record.narrative)},
                     {"正文写成 Markdown 文件；其他文件写进 documents",
                      "write the narrative as a Markdown file; name other files in documents"});
      record.narrative = {};
    }
  }
  read_references(reader, record);
}

bool read_record(const Value& value, std::int32_t index, FileContext& context, Records& records) {
  const std::size_t findings_before = context.diagnostics->all().size();
  std::set<std::string> known;
  const Value* secrecy = value.find("secrecy");
  context.known_keys = secrecy != nullptr && secrecy->text == "partial" ? &known : nullptr;
  const std::string pointer = index < 0 ? "" : "/" + std::to_string(index);
  context.record.clear();
  context.unit.clear();
  ObjectReader reader(value, pointer, context);
  if (!reader.is_object()) return false;
  // Known before anything is reported, so that every finding names its record and unit.
  const auto plain = [&](std::string_view key) -> Text {
    const Value* found = value.find(key);
    return found != nullptr && found->kind == Value::Kind::string && is_id(found->text) ? found->text : Text();
  };
  context.record = plain("id");
  context.unit = plain("unit");

  std::vector<std::pair<std::string_view, Kind>> kinds;
  for (int i = 0; i < kKindCount; ++i) kinds.emplace_back(name_of(static_cast<Kind>(i)), static_cast<Kind>(i));
  const std::optional<Kind> kind = reader.word<Kind>("kind", kinds);
  if (!kind) {
    if (!reader.has("kind")) reader.missing("kind");
    return false;
  }
  Record head;
  head.kind = *kind;
  head.origin = origin_of(value, index, context);
  head.id = reader.required_id("id");
  if (const auto year = reader.year("year")) {
    head.year = *year;
  } else if (!reader.has("year")) {
    reader.missing("year");
  }
  head.unit = reader.id("unit");
  if (head.unit.empty() && !reader.has("unit") && needs_unit(*kind)) reader.missing("unit");
  read_head(reader, head, false);
  kReaders[static_cast<std::size_t>(*kind)](reader, records, head);
  reader.finish();
  Record& record = *last_of(records, *kind);
  if (context.known_keys != nullptr) check_withheld(reader, known);
  context.known_keys = nullptr;
  record.sound = context.diagnostics->all().size() == findings_before;
  context.record.clear();
  context.unit.clear();
  return !head.id.empty() && head.year != 0 && status_known(reader);
}

}  // namespace disclose
