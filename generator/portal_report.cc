#include "portal_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "format/json.h"
#include "model/disclosure.h"
#include "render/report.h"
#include "render/theme.h"

namespace disclose {

namespace {

constexpr std::string_view kLedgerEnd = "/ledger/ledger.json";
// From the worst to the best: an item is what the worst of its addresses is.
constexpr std::array<Verdict, 6> kWorstFirst = {Verdict::fail, Verdict::stale, Verdict::unreachable, Verdict::inconclusive, Verdict::same_text, Verdict::same_bytes};

std::string_view mark_of(Verdict verdict) {
  if (is_good(verdict)) return "ok";
  return verdict == Verdict::fail || verdict == Verdict::stale ? "bad" : "mid";
}

std::string text_at(const Value& object, std::string_view key) {
  const Value* const found = object.find(key);
  return found == nullptr ? std::string() : std::string(found->text);
}

std::string timeliness_text(const std::string& name) {
  if (name == "on_time") return "按期";
  if (name == "late") return "逾期";
  return name == "undecided" ? "无法判定" : "—";
}

// 2026-03-01T09:00:00+08:00 as 2026-03-01 09:00.
std::string minute_of(const std::string& time) { return time.size() < 16 ? time : time.substr(0, 10) + " " + time.substr(11, 5); }

class ReportBuilder {
 public:
  explicit ReportBuilder(const PortalReport& report) : report_(report) {
    for (const CheckedUrl& checked : report_.checked) {
      for (const std::string& id : checked.expected.items) of_item_[id].push_back(&checked);
    }
    for (const auto& [id, index] : report_.history.items()) names_.emplace(id.substr(0, id.find('/')), report_.history.item(index).unit);
  }

  View build() {
    read_units();
    bool has_ledger = false;
    for (const auto& [path, bytes] : report_.data) has_ledger = (path.ends_with(kLedgerEnd) && read_ledger(path, bytes)) || has_ledger;
    if (!has_ledger) read_items();
    View view;
    view.set("site", report_.site);
    view.set("checker", report_.checker);
    view.set("started", minute_of(report_.started));
    view.set("ended", minute_of(report_.ended));
    view.set("tool", report_.tool);
    view.set("origin", report_.log.origin);
    view.set("root", report_.log.root);
    view.set("size", report_.log.size);
    view.set("edition", report_.log.edition);
    view.set("sealed", minute_of(report_.history.edition(static_cast<std::size_t>(report_.log.edition)).time));
    view.set("has_deadlines", has_ledger);
    view.set("alarms", alarms());
    view.set("verdicts", verdicts());
    view.set("totals", totals());
    view.set("units", units());
    return view;
  }

 private:
  struct Unit {
    View::List rows;
    int due = 0;
    int good = 0;
    int late = 0;
  };

  std::optional<Value> json(const std::string& path, const std::string& bytes) {
    Diagnostics ignored;
    return parse_json(path, bytes, arena_, ignored);
  }

  void read_units() {
    const auto found = report_.data.find("data/units.json");
    const std::optional<Value> units = found == report_.data.end() ? std::nullopt : json(found->first, found->second);
    if (!units) return;
    for (const Value& unit : units->items) names_[text_at(unit, "id")] = text_at(unit, "name");
  }

  bool read_ledger(const std::string& path, const std::string& bytes) {
    const std::optional<Value> ledger = json(path, bytes);
    const Value* const items = ledger ? ledger->find("items") : nullptr;
    if (items == nullptr) return false;
    for (const Value& entry : items->items) add_entry(path.substr(0, 4), entry);
    return true;
  }

  void add_entry(const std::string& year, const Value& entry) {
    const std::string state = text_at(entry, "state");
    if (state == "not_due") return;
    const std::optional<Item> item = item_named(text_at(entry, "item"));
    std::string document = text_at(entry, "item");
    std::ranges::replace(document, '_', '-');
    const std::string unit = text_at(entry, "unit");
    View row;
    row.set("year", year);
    row.set("label", item ? std::string(chinese_name_of(*item)) : document);
    row.set("deadline", text_at(entry, "deadline"));
    row.set("published", text_at(entry, "published"));
    row.set("timeliness", timeliness_text(text_at(entry, "timeliness")));
    row.set("late", text_at(entry, "timeliness") == "late");
    units_[unit].late += text_at(entry, "timeliness") == "late" ? 1 : 0;
    if (state == "exempt") {
      ++exempt_;
      fill(row, "na", "例外", text_at(entry, "basis"), "");
    } else if (state == "missing") {
      ++units_[unit].due;
      ++missing_;
      fill(row, "bad", "没有公开", "应公开而没有公开，也没有例外", "");
    } else if (!text_at(entry, "external_url").empty() && text_at(entry, "url").empty()) {
      ++elsewhere_;
      fill(row, "na", "登记在别处", "日志里没有它的摘要，不核对", text_at(entry, "external_url"));
    } else {
      add_checked(row, units_[unit], fmt::format("{}/{}/{}", unit, year, document), text_at(entry, "url"));
    }
    units_[unit].rows.push_back(std::move(row));
  }

  // Without a ledger: what the log itself knows.
  void read_items() {
    for (const auto& [id, index] : report_.history.items()) {
      if (!report_.history.item(index).is_live()) continue;
      const std::size_t first = id.find('/');
      const std::size_t second = id.find('/', first + 1);
      std::string name = id.substr(second + 1);
      std::ranges::replace(name, '-', '_');
      const std::optional<Item> item = item_named(name);
      View row;
      row.set("year", id.substr(first + 1, second - first - 1));
      row.set("label", item ? std::string(chinese_name_of(*item)) : name);
      for (const char* unknown : {"deadline", "published"}) row.set(unknown, "");
      row.set("timeliness", "—");
      row.set("late", false);
      Unit& unit = units_[id.substr(0, first)];
      add_checked(row, unit, id, "");
      unit.rows.push_back(std::move(row));
    }
  }

  void fill(View& row, std::string_view mark, std::string verdict, std::string note, std::string url) {
    row.set("mark", mark);
    row.set("verdict", std::move(verdict));
    row.set("note", std::move(note));
    row.set("url", std::move(url));
    row.set("checked", "");
    row.set("problems", View::List{});
  }

  void add_checked(View& row, Unit& unit, const std::string& id, const std::string& url) {
    ++unit.due;
    const auto found = of_item_.find(id);
    if (found == of_item_.end() || found->second.empty()) {
      ++bad_;
      return fill(row, "mid", "没有核对", "日志里没有这个事项的文件", url);
    }
    const std::vector<const CheckedUrl*>& urls = found->second;
    const auto has = [&](Verdict verdict) { return std::ranges::any_of(urls, [&](const CheckedUrl* checked) { return checked->verdict == verdict; }); };
    const Verdict worst = *std::ranges::find_if(kWorstFirst, has);
    (is_good(worst) ? good_ : mark_of(worst) == "bad" ? bad_ : open_) += 1;
    unit.good += is_good(worst) ? 1 : 0;
    std::string checked_at;
    View::List problems;
    for (const CheckedUrl* checked : urls) {
      checked_at = std::max(checked_at, checked->ended);
      if (is_good(checked->verdict)) continue;
      problems.push_back(View::map({{"url", checked->expected.url}, {"verdict", text_of(checked->verdict).zh}, {"why", checked->why.zh}}));
    }
    const auto page = std::ranges::find_if(urls, [](const CheckedUrl* checked) { return checked->expected.url.ends_with('/'); });
    fill(row, mark_of(worst), text_of(worst).zh, fmt::format("{} 个文件", urls.size()), page != urls.end() && url.empty() ? (*page)->expected.url : url);
    row.set("checked", minute_of(checked_at));
    row.set("problems", View(std::move(problems)));
  }

  View alarms() const {
    View::List list;
    for (const Say& alarm : report_.alarms) list.emplace_back(alarm.zh);
    return View(std::move(list));
  }

  View verdicts() const {
    View::List list;
    for (const Verdict verdict : {Verdict::same_bytes, Verdict::same_text, Verdict::stale, Verdict::fail, Verdict::unreachable, Verdict::inconclusive}) {
      const auto count = std::ranges::count(report_.checked, verdict, &CheckedUrl::verdict);
      list.push_back(View::map({{"name", name_of(verdict)}, {"text", text_of(verdict).zh}, {"count", static_cast<std::int64_t>(count)}, {"counts", is_good(verdict) ? "算公开" : mark_of(verdict) == "bad" ? "不算公开" : "再核对"}}));
    }
    return View(std::move(list));
  }

  View totals() const {
    int whole = 0;
    int late = 0;
    for (const auto& [id, unit] : units_) {
      whole += unit.good == unit.due ? 1 : 0;
      late += unit.late;
    }
    return View::map({{"addresses", report_.checked.size()}, {"units", units_.size()}, {"whole_units", whole}, {"good", good_}, {"bad", bad_}, {"open", open_},
                      {"missing", missing_}, {"exempt", exempt_}, {"elsewhere", elsewhere_}, {"late", late}});
  }

  View units() {
    View::List list;
    for (auto& [id, unit] : units_) {
      const auto name = names_.find(id);
      list.push_back(View::map({{"id", id}, {"name", name == names_.end() ? id : name->second}, {"due", unit.due}, {"good", unit.good}, {"late", unit.late},
                                {"is_whole", unit.good == unit.due}, {"mark", unit.good == unit.due ? "ok" : "bad"}, {"rows", View(std::move(unit.rows))}}));
    }
    return View(std::move(list));
  }

  const PortalReport& report_;
  Arena arena_;
  std::map<std::string, std::vector<const CheckedUrl*>> of_item_;
  std::map<std::string, std::string> names_;  ///< of units
  std::map<std::string, Unit> units_;
  int good_ = 0;
  int bad_ = 0;
  int open_ = 0;
  int missing_ = 0;
  int exempt_ = 0;
  int elsewhere_ = 0;
};

std::string drawn(std::string_view name, const PortalReport& report) {
  Diagnostics diagnostics;
  const std::optional<Theme> theme = load_theme(MemoryFolder({}), diagnostics);
  std::string out;
  if (theme && theme->templates.render(name, portal_report_view(report), out, diagnostics)) return out;
  throw std::logic_error(diagnostics.empty() ? std::string(name) : diagnostics.all().front().message.en);
}

}  // namespace

View portal_report_view(const PortalReport& report) { return ReportBuilder(report).build(); }

std::string write_portal_page(const PortalReport& report) { return drawn("report/portal-check.html", report); }

std::string write_portal_pdf(const PortalReport& report) {
  Diagnostics diagnostics;
  const std::string markup = drawn("report/portal-check.xhtml", report);
  const auto press = ReportPress::open(Site{}, "", diagnostics);
  std::string bytes = press == nullptr ? std::string() : press->draw(markup, "templates/report/portal-check.xhtml", {}, diagnostics);
  if (bytes.empty()) throw std::logic_error(diagnostics.empty() ? "report" : diagnostics.all().front().message.en);
  return bytes;
}

}  // namespace disclose
