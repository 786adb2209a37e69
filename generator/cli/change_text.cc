#include "cli/change_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "format/json_writer.h"
#include "model/disclosure.h"

namespace disclose {

namespace {

// More figures of one item than a clerk reads on a screen: the rest stands in the report.
constexpr std::size_t kMostFigures = 40;
constexpr std::size_t kMostPages = 30;

struct ItemParts {
  std::string_view unit, year, document;
};

ItemParts parts_of(std::string_view id) {
  const std::size_t first = id.find('/');
  const std::size_t second = id.find('/', first + 1);
  return {id.substr(0, first), id.substr(first + 1, second - first - 1), id.substr(second + 1)};
}

class ChangePrinter {
 public:
  ChangePrinter(const SiteChanges& changes, Language language) : changes_(changes), language_(language) {}

  std::string print() const {
    if (changes_.is_empty()) return changes_.edition != 0 ? say(fmt::format("与第 {} 期相同，没有变化\n", changes_.edition), fmt::format("As in edition {}: no changes\n", changes_.edition)) : say("没有变化\n", "No changes\n");
    std::string out = changes_.edition != 0 ? say(fmt::format("{}：与第 {} 期相比\n", changes_.title, changes_.edition), fmt::format("{}: against edition {}\n", changes_.title, changes_.edition)) : changes_.title + "\n";
    out += vanished() + items({ItemChangeKind::correct}, {"更正，封存时要写理由", "Corrections; sealing asks for a reason"});
    out += items({ItemChangeKind::withdraw}, {"不再公开，封存时要写撤回理由", "No longer disclosed; sealing asks for a reason"});
    out += items({ItemChangeKind::publish}, {"新公开", "New"});
    out += items({ItemChangeKind::exempt, ItemChangeKind::ended}, {"例外", "Exemptions"});
    out += pages(false, {"其他记录和网页", "Other records and pages"}) + pages(true, {"由此变化的合计、等级和台账", "What follows: sums, grades, ledgers"});
    out += redrawn() + summary();
    return out;
  }

  std::string reasons() const {
    std::string out;
    for (const ItemChange& change : changes_.items) {
      if (!change.needs_reason) continue;
      out += fmt::format("# {}{}\n", heading(change), change.kind == ItemChangeKind::correct ? say("：更正", ": correction") : say("：不再公开", ": no longer disclosed"));
      for (const std::string& line : figure_lines(change.figures)) out += "# " + line + "\n";
      out += change.id + "=\n";
    }
    return out;
  }

  std::string say(const std::string& zh, const std::string& en) const { return language_ == Language::zh ? zh : en; }

  std::string heading(const ItemChange& change) const {
    const ItemParts parts = parts_of(change.id);
    return say(fmt::format("{} {}年度 {}", change.unit, parts.year, item_name(parts.document, language_)), fmt::format("{} {} {}", change.unit, parts.year, item_name(parts.document, language_)));
  }

  std::string value(const std::string& text) const { return text.empty() ? say("（没有）", "(none)") : text; }

  // Where it stands, in words of the reader's language.
  std::string place(const FigureChange& figure) const {
    if (figure.key.empty()) return figure.after.empty() ? say("不再有这条记录", "the record is gone") : say("新的记录", "a new record");
    return language_ == Language::zh ? figure.label : figure.key;
  }

  std::vector<std::string> figure_lines(const std::vector<FigureChange>& figures) const {
    std::vector<std::string> lines;
    std::string_view record;
    for (const FigureChange& figure : figures) {
      if (lines.size() >= kMostFigures) {
        lines.push_back(say(fmt::format("……共 {} 处", figures.size()), fmt::format("… {} in all", figures.size())));
        break;
      }
      if (record != figure.record) {
        const std::string id = figure.title == figure.record ? std::string() : say("（" + figure.record + "）", " (" + figure.record + ")");
        lines.push_back("  " + figure.title + id);
        record = figure.record;
      }
      lines.push_back(figure.key.empty() ? "    " + place(figure) : fmt::format("    {}{}{} → {}", place(figure), say("：", ": "), value(figure.before), value(figure.after)));
    }
    return lines;
  }

 private:
  std::string items(const std::vector<ItemChangeKind>& kinds, const Say& title) const {
    std::string out;
    std::size_t count = 0;
    for (const ItemChange& change : changes_.items) {
      if (std::ranges::find(kinds, change.kind) == kinds.end()) continue;
      ++count;
      out += fmt::format("  {}  {}", change.id, heading(change));
      if (change.kind == ItemChangeKind::exempt) out += say("：", ": ") + change.reason;
      if (change.kind == ItemChangeKind::ended) out += say("：不再列为例外", ": an exemption no more");
      out += "\n";
      for (const std::string& line : figure_lines(change.figures)) out += "  " + line + "\n";
      if (change.kind == ItemChangeKind::correct && !change.figures_known) out += say("      原来的数据没有保存下来，不能逐项对照\n", "      the data there was is not kept: no comparison figure by figure\n");
    }
    return count == 0 ? "" : section(title, count) + out;
  }

  std::string section(const Say& title, std::size_t count) const { return fmt::format("\n{}{}\n", title.in(language_), language_ == Language::zh ? fmt::format("（{}）", count) : fmt::format(" ({})", count)); }

  std::string vanished() const {
    if (changes_.vanished.empty()) return {};
    std::string out = section({"已公开的网址会消失，不能封存；原因是记录被删除，应改为 \"status\": \"withdrawn\" 并写 withdrawn", "Published addresses would vanish and stop sealing; keep their records with \"status\": \"withdrawn\""}, changes_.vanished.size());
    for (const std::string& path : changes_.vanished) out += "  " + path.substr(0, path.rfind('/') + 1) + "\n";
    return out;
  }

  std::string pages(bool derived, const Say& title) const {
    std::string out;
    std::size_t count = 0;
    for (const PageChange& page : changes_.pages) {
      if (page.derived != derived) continue;
      if (++count > kMostPages) continue;
      const std::string what = page.kind == PageChange::Kind::added ? say("：新增", ": new") : page.kind == PageChange::Kind::removed ? say("：没有了", ": gone") : "";
      out += fmt::format("  {}  {}{}\n", page.path, page.title, what);
      for (const std::string& line : figure_lines(page.figures)) {
        if (line.starts_with("    ")) out += "  " + line + "\n";
      }
    }
    if (count > kMostPages) out += say(fmt::format("  ……共 {} 页，全部见 --report 写出的文件\n", count), fmt::format("  … {} pages in all; --report writes every one\n", count));
    return count == 0 ? "" : section(title, count) + out;
  }

  std::string redrawn() const {
    std::size_t count = 0;
    for (const ItemChange& change : changes_.items) count += change.kind == ItemChangeKind::redrawn ? 1U : 0U;
    return count == 0 ? "" : section({"版面变了，数据未变的事项：封存时自动注明，不用写理由", "Items redrawn with the same data: sealing says so by itself"}, count);
  }

  std::string summary() const {
    std::array<std::size_t, kItemChangeKinds> counts{};
    std::size_t wanted = 0;
    for (const ItemChange& change : changes_.items) {
      ++counts[static_cast<std::size_t>(change.kind)];
      wanted += change.needs_reason ? 1U : 0U;
    }
    return say(fmt::format("\n事项：新公开 {}，更正 {}，撤回 {}，例外 {}，版面 {}；要写理由 {}\n文件：新增 {}，改变 {}，没有了 {}\n", counts[0], counts[1], counts[3], counts[4] + counts[5], counts[2], wanted,
                           changes_.files_added, changes_.files_changed, changes_.files_removed),
               fmt::format("\nItems: {} new, {} corrected, {} withdrawn, {} exempt, {} redrawn; {} need a reason\nFiles: {} added, {} changed, {} gone\n", counts[0], counts[1], counts[3], counts[4] + counts[5], counts[2],
                           wanted, changes_.files_added, changes_.files_changed, changes_.files_removed));
  }

  const SiteChanges& changes_;
  Language language_;
};

void write_figures(JsonWriter& json, const std::vector<FigureChange>& figures) {
  json.name("figures").begin_array();
  for (const FigureChange& figure : figures) {
    json.begin_object().text("record", figure.record).text("title", figure.title).text("key", figure.key).text("label", figure.label);
    if (!figure.before.empty()) json.text("before", figure.before);
    if (!figure.after.empty()) json.text("after", figure.after);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string item_name(std::string_view document, Language language) {
  std::string name(document);
  std::ranges::replace(name, '-', '_');
  const std::optional<Item> item = item_named(name);
  if (!item) return std::string(document);
  std::ranges::replace(name, '_', ' ');
  return language == Language::zh ? std::string(chinese_name_of(*item)) : name;
}

std::string print_changes(const SiteChanges& changes, Language language) { return ChangePrinter(changes, language).print(); }

std::string print_reasons_form(const SiteChanges& changes, Language language) { return ChangePrinter(changes, language).reasons(); }

std::string print_changes_json(const SiteChanges& changes) {
  JsonWriter json;
  const auto integer = [&](std::string_view name, std::size_t value) { json.integer(name, static_cast<std::int64_t>(value)); };
  json.begin_object().integer("format", 1);
  integer("edition", changes.edition);
  json.name("items").begin_array();
  for (const ItemChange& change : changes.items) {
    json.begin_object().text("id", change.id).text("unit", change.unit).text("change", name_of(change.kind)).truth("needs_reason", change.needs_reason);
    if (!change.reason.empty()) json.text("reason", change.reason);
    if (change.kind == ItemChangeKind::correct) json.truth("figures_known", change.figures_known);
    write_figures(json, change.figures);
    json.end_object();
  }
  json.end_array().name("pages").begin_array();
  for (const PageChange& page : changes.pages) {
    constexpr std::array<std::string_view, 3> kKinds = {"added", "changed", "removed"};
    json.begin_object().text("page", page.path).text("title", page.title).text("change", kKinds[static_cast<std::size_t>(page.kind)]).truth("derived", page.derived);
    write_figures(json, page.figures);
    json.end_object();
  }
  json.end_array().name("vanished").begin_array();
  for (const std::string& path : changes.vanished) json.text(path.substr(0, path.rfind('/') + 1));
  json.end_array().name("files").begin_object();
  integer("added", changes.files_added);
  integer("changed", changes.files_changed);
  integer("removed", changes.files_removed);
  return json.end_object().end_object().take();
}

std::string write_change_report(const SiteChanges& changes, ReportForm form, Language language) {
  const ChangePrinter printer(changes, language);
  const auto say = [&](const char* zh, const char* en) { return printer.say(zh, en); };
  Sheet sheet{.name = say("变化", "Changes"),
              .header = {say("类别", "Kind"), say("事项或网页", "Item or page"), say("名称", "Name"), say("记录", "Record"), say("项目", "Figure"), say("原来", "Before"), say("现在", "After"), say("要写理由", "Reason needed")},
              .rows = {}};
  const auto add = [&](const std::string& kind, const std::string& id, const std::string& name, const std::vector<FigureChange>& figures, const std::string& after, bool needs) {
    const std::string reason = needs ? say("是", "yes") : "";
    if (figures.empty()) sheet.rows.push_back({Cell::of(kind), Cell::of(id), Cell::of(name), Cell::of(""), Cell::of(""), Cell::of(""), Cell::of(after), Cell::of(reason)});
    for (const FigureChange& figure : figures) {
      sheet.rows.push_back({Cell::of(kind), Cell::of(id), Cell::of(name), Cell::of(figure.title), Cell::of(printer.place(figure)), Cell::of(figure.before), Cell::of(figure.after), Cell::of(reason)});
    }
  };
  for (const std::string& path : changes.vanished) add(say("网址会消失", "address vanishes"), path.substr(0, path.rfind('/') + 1), "", {}, "", false);
  const std::array<std::string, kItemChangeKinds> kinds = {say("新公开", "new"), say("更正", "correction"), say("版面变了，数据未变", "redrawn"), say("撤回", "withdrawal"), say("例外", "exemption"), say("不再例外", "exemption ended")};
  for (const ItemChange& change : changes.items) add(kinds[static_cast<std::size_t>(change.kind)], change.id, printer.heading(change), change.figures, change.reason, change.needs_reason);
  const std::array<std::string, 3> page_kinds = {say("网页新增", "page added"), say("网页变化", "page changed"), say("网页没有了", "page gone")};
  for (const PageChange& page : changes.pages) {
    const std::string kind = page.derived ? say("由此变化", "follows") : page_kinds[static_cast<std::size_t>(page.kind)];
    add(kind, page.path, page.title, page.figures, "", false);
  }
  const std::string title = changes.title + say("：将要公开的变化", ": what will change");
  return write_sheet_report(sheet, title, form, language);
}

}  // namespace disclose
