#include "read/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <set>

#include "base/parallel.h"
#include "base/text.h"
#include "format/front_matter.h"
#include "format/json.h"
#include "read/record_reader.h"
#include "read/site_reader.h"

namespace disclose {

namespace {

constexpr std::string_view kSiteFile = "data/site.json";
constexpr std::string_view kUnitsFile = "data/units.json";

struct FileResult {
  Arena arena;
  Records records;
  Records redacted;
  std::vector<MarkdownPage> pages;
  Diagnostics diagnostics;
  Diagnostics page_diagnostics;  ///< of the keys of front matter: they matter for a page alone
  bool complete = true;
};

void report(Diagnostics& diagnostics, std::string_view file, Say message, Say help) {
  diagnostics.add({.code = Code::form,
                   .place = {.file = std::string(file), .pointer = "", .position = {1, 1}},
                   .message = std::move(message),
                   .help = std::move(help)});
}

std::optional<std::string> read_file(const Folder& folder, const FolderEntry& entry, Diagnostics& diagnostics) {
  if (entry.kind != FolderEntry::Kind::regular) {
    report(diagnostics, entry.path,
           {"不是普通文件（链接或设备不读取）", "no regular file (links and devices are not read)"},
           {"用真实文件代替", "put a real file in its place"});
    return std::nullopt;
  }
  std::optional<std::string> text = folder.read(entry.path);
  if (!text) {
    report(diagnostics, entry.path, {"文件读不出来", "the file cannot be read"},
           {"检查权限和磁盘", "check its permissions and the disk"});
  }
  return text;
}

void remove_member(Value& value, std::string_view pointer) {
  const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  const std::string_view step = pointer.substr(0, end);
  const std::string_view rest = pointer.substr(end);
  if (value.kind == Value::Kind::array) {
    std::size_t index = 0;
    std::from_chars(step.data() + 1, step.data() + step.size(), index);
    if (index >= value.items.size() || pointer_step(index) != step) return;
    // An element leaves an empty place, so that the pointers of its neighbours stay true.
    Value& item = value.items[index];
    if (rest.empty()) {
      item = Value{.kind = item.kind, .offset = item.offset};
    } else {
      remove_member(item, rest);
    }
    return;
  }
  const auto member = std::ranges::find_if(value.members, [&](const Member& m) { return pointer_step(m.key) == step; });
  if (member == value.members.end()) return;
  if (rest.empty()) {
    value.members.erase(member);
  } else {
    remove_member(member->value, rest);
  }
}

// What a partial record may show is decoded from what is left of it when the withheld keys are taken
// out: then nothing derived from them can appear anywhere.
void read_redacted(const Value& value, std::int32_t index, FileContext& context, Records& redacted) {
  const Value* secrecy = value.find("secrecy");
  const Value* withheld = value.find("withheld");
  if (secrecy == nullptr || secrecy->text != "partial" || withheld == nullptr) return;
  Value rest = value;
  for (const Value& item : withheld->items) {
    const Value* pointer = item.find("pointer");
    if (pointer != nullptr && pointer->text.starts_with('/')) remove_member(rest, pointer->text);
  }
  Diagnostics unheard;  // what is missing now is missing on purpose
  FileContext quiet = context;
  quiet.diagnostics = &unheard;
  read_record(rest, index, quiet, redacted);
}

void read_records(const Folder& folder, const FolderEntry& entry, FileResult& result) {
  const std::optional<std::string> text = read_file(folder, entry, result.diagnostics);
  const std::string_view file = result.arena.copy(entry.path);
  const std::optional<Value> value =
      text ? parse_json(file, *text, result.arena, result.diagnostics) : std::nullopt;
  if (!value) {
    result.complete = false;
    return;
  }
  PositionIndex positions(*text);
  FileContext context{.file = file, .positions = &positions, .folder = &folder, .diagnostics = &result.diagnostics};
  const auto read_one = [&](const Value& record, std::int32_t index) {
    if (!read_record(record, index, context, result.records)) result.complete = false;
    read_redacted(record, index, context, result.redacted);
  };
  if (value->kind == Value::Kind::array) {
    for (std::size_t i = 0; i < value->items.size(); ++i) read_one(value->items[i], static_cast<std::int32_t>(i));
  } else {
    read_one(*value, -1);
  }
}

constexpr std::array<std::pair<std::string_view, PageKind>, 3> kPageKinds = {{
    {"report", PageKind::report},
    {"notice", PageKind::notice},
    {"page", PageKind::page},
}};

// Its id is its path below content/ without `.md`, `/` written `-` (format.md 5, Pages).
std::string slug_of(std::string_view path) {
  path.remove_prefix(std::string_view("content/").size());
  path.remove_suffix(std::string_view(".md").size());
  std::string slug(path);
  std::ranges::replace(slug, '/', '-');
  return slug;
}

void read_page_keys(ObjectReader& reader, MarkdownPage& page) {
  if (const auto kind = reader.word<PageKind>("kind", kPageKinds)) {
    page.page_kind = *kind;
  } else if (!reader.has("kind")) {
    reader.missing("kind");
  }
  if (const auto year = reader.year("year")) {
    page.year = *year;
    page.has_year = true;
  } else if (page.page_kind == PageKind::report && !reader.has("year")) {
    reader.missing("year");
  }
  page.unit = reader.id("unit");
  read_head(reader, page, true);
  page.has_status = reader.has("status");
  if (page.title.empty() && !reader.has("title")) reader.missing("title");
  reader.object("issued", [&](ObjectReader& item) {
    page.issued_by = item.required_text("by");
    page.issued_date = item.date("date");
    if (!item.has("date")) item.missing("date");
  });
  page.summary = reader.text("summary");
  page.order = reader.integer("order", -1000000, 1000000);
}

void read_page(const Folder& folder, const FolderEntry& entry, FileResult& result) {
  const std::optional<std::string> text = read_file(folder, entry, result.diagnostics);
  if (!text) {
    result.complete = false;
    return;
  }
  // Most narratives have no front matter: nothing of them is kept.
  const auto markdown = parse_front_matter(entry.path, *text, result.arena, result.diagnostics);
  if (!markdown) result.complete = false;
  if (!markdown || !markdown->front_matter) return;
  const std::string_view file = result.arena.copy(entry.path);
  PositionIndex positions(*text);
  FileContext context{.file = file, .positions = &positions, .folder = &folder,
                      .diagnostics = &result.page_diagnostics, .yaml = true};
  MarkdownPage& page = result.pages.emplace_back();
  page.id = result.arena.copy(slug_of(file));
  page.narrative = file.substr(std::string_view("content/").size());
  page.origin = origin_of(*markdown->front_matter, -1, context);
  context.record = page.id;
  ObjectReader reader(*markdown->front_matter, "", context);
  if (!reader.is_object()) return;
  if (!is_id(page.id)) {
    reader.problem(reader.value(), "",
                   {fmt::format("文件名不能作网址：“{}”", page.id), fmt::format("the file name cannot be a URL: \"{}\"", page.id)},
                   {"文件名用小写英文字母、数字、点和连字符", "name the file in lower-case letters, digits, dots and hyphens"});
  }
  read_page_keys(reader, page);
  reader.finish();
  page.sound = result.page_diagnostics.empty();
}

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void append(Records& to, Records& from) {
  std::vector<void*> lists;
  for_each_list(from, [&](auto& list) { lists.push_back(&list); });
  std::size_t at = 0;
  for_each_list(to, [&](auto& list) {
    append(list, *static_cast<std::remove_reference_t<decltype(list)>*>(lists[at++]));
  });
}

const FolderEntry* entry_named(const Folder& folder, std::string_view path) {
  const auto found = std::ranges::lower_bound(folder.entries(), path, {}, &FolderEntry::path);
  return found != folder.entries().end() && found->path == path ? &*found : nullptr;
}

// Reads data/site.json or data/units.json into `inputs` with `decode(value, context)`.
template <class Decode>
void read_single(const Folder& folder, std::string_view path, Inputs& inputs, Diagnostics& diagnostics, Decode decode) {
  const FolderEntry* entry = entry_named(folder, path);
  if (entry == nullptr) {
    report(diagnostics, path, {fmt::format("没有文件 {}", path), fmt::format("there is no file {}", path)},
           {"用 --site 指定站点文件夹，其中要有 data/site.json 和 data/units.json",
            "name the site folder with --site; it holds data/site.json and data/units.json"});
    inputs.complete = false;
    return;
  }
  const std::optional<std::string> text = read_file(folder, *entry, diagnostics);
  Arena& arena = inputs.arenas.emplace_back();
  const std::string_view file = arena.copy(path);
  const std::optional<Value> value = text ? parse_json(file, *text, arena, diagnostics) : std::nullopt;
  if (!value) {
    inputs.complete = false;
    return;
  }
  PositionIndex positions(*text);
  FileContext context{.file = file, .positions = &positions, .folder = &folder, .diagnostics = &diagnostics};
  decode(*value, context);
}

bool is_record_file(const FolderEntry& entry) {
  return entry.path.starts_with("data/") && entry.path.ends_with(".json") && entry.path != kSiteFile &&
         entry.path != kUnitsFile;
}

bool is_markdown(const FolderEntry& entry) {
  return entry.path.starts_with("content/") && entry.path.ends_with(".md");
}

// A narrative is no page of its own; one whose front matter is not approved may not be published with its record.
// Returns the narratives, as paths below content/.
std::set<std::string_view> drop_narratives(Inputs& inputs, Diagnostics& diagnostics) {
  std::set<std::string_view> named;
  const auto refused = [&](const MarkdownPage& page) {
    return (page.has_status && page.status != Status::approved) || page.secrecy == Secrecy::secret;
  };
  for_each_record(inputs.records, [&](auto& record) {
    if (record.narrative.empty()) return;
    named.insert(record.narrative);
    const auto page = std::ranges::lower_bound(inputs.pages, record.narrative, {}, &MarkdownPage::narrative);
    if (page == inputs.pages.end() || page->narrative != record.narrative) return;
    if (record.status != Status::approved || record.secrecy == Secrecy::secret || !refused(*page)) return;
    record.sound = false;
    diagnostics.add({.code = Code::form,
                     .place = place_of(record, "/narrative"),
                     .message = {fmt::format("正文 {} 自己写明尚未批准或不公开", record.narrative),
                                 fmt::format("the narrative {} says itself that it is not approved or secret", record.narrative)},
                     .help = {"等正文批准后再公开，或去掉它的 status", "publish it once it is approved, or remove its status"},
                     .unit = std::string(record.unit),
                     .record = std::string(record.id)});
  });
  std::erase_if(inputs.pages, [&](const MarkdownPage& page) { return named.contains(page.narrative); });
  return named;
}

}  // namespace

Inputs read(const Folder& folder, unsigned threads, Diagnostics& diagnostics) {
  Inputs inputs;
  read_single(folder, kSiteFile, inputs, diagnostics, [&](const Value& value, FileContext& context) {
    inputs.site = read_site(value, context);
    if (!inputs.site.base_url.empty() && !inputs.site.base_url.ends_with('/')) {
      inputs.site.base_url = inputs.arenas.back().copy(std::string(inputs.site.base_url) + "/");
    }
  });
  read_single(folder, kUnitsFile, inputs, diagnostics, [&](const Value& value, FileContext& context) {
    inputs.units = read_units(value, context);
    // Of a unit that has no id nothing can be said to be missing, nor of a list that is none.
    inputs.complete = inputs.complete && value.kind == Value::Kind::array && inputs.units.size() == value.items.size();
  });
  std::vector<const FolderEntry*> files;
  for (const FolderEntry& entry : folder.entries()) {
    if (is_record_file(entry) || is_markdown(entry)) files.push_back(&entry);
  }
  std::vector<FileResult> results(files.size());
  parallel_for(files.size(), threads, [&](std::size_t i, unsigned) {
    is_record_file(*files[i]) ? read_records(folder, *files[i], results[i])
                              : read_page(folder, *files[i], results[i]);
  });
  for (FileResult& result : results) {
    append(inputs.records, result.records);
    append(inputs.redacted, result.redacted);
    append(inputs.pages, result.pages);
    inputs.arenas.push_back(std::move(result.arena));
    diagnostics.merge(std::move(result.diagnostics));
    inputs.complete = inputs.complete && result.complete;
  }
  const std::set<std::string_view> narratives = drop_narratives(inputs, diagnostics);
  for (std::size_t i = 0; i < files.size(); ++i) {
    // Front matter of a narrative is the county's own note: only its syntax matters.
    const bool narrative = is_markdown(*files[i]) &&
                           narratives.contains(std::string_view(files[i]->path).substr(std::string_view("content/").size()));
    if (!narrative) diagnostics.merge(std::move(results[i].page_diagnostics));
  }
  return inputs;
}

std::set<Year> years_of(const Inputs& inputs) {
  std::set<Year> years;
  for_each_record(inputs.records, [&](const auto& record) { years.insert(record.year); });
  for (const MarkdownPage& page : inputs.pages) years.insert(page.year);
  years.erase(0);  // none is stated
  return years;
}

}  // namespace disclose
