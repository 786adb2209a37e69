// 绩效公开: the register in the budget system's own columns, for whoever reports the addresses.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "editions/editions.h"
#include "format/csv.h"
#include "format/json_writer.h"
#include "format/xlsx.h"
#include "model/disclosure.h"
#include "plan/links.h"
#include "plan/pager.h"

namespace disclose {

namespace {

constexpr std::size_t kRowsPerPage = 100;

// One project and kind of disclosure (BUSTYPE 01 年初项目绩效目标, 02 年中项目绩效目标, 03 自评项目).
struct RegisterRow {
  const BookProject* project = nullptr;
  std::string type, amount, page, published, timeliness, reason, receipt;
  bool is_filled = false;
  bool is_open = false;
  std::int64_t edition = 0;
};

std::string_view type_name(std::string_view type) { return type == "01" ? "年初项目绩效目标" : type == "02" ? "年中项目绩效目标" : "自评项目"; }

// What is counted from the leaves of one year.
struct YearCounts {
  std::set<std::string> disclosed, exempt;
};

std::string thousands(std::string_view yuan) {
  const std::size_t point = std::min(yuan.find('.'), yuan.size());
  std::string out(yuan.substr(point));
  for (std::size_t i = 0; i < point; ++i) {
    const std::size_t at = point - 1 - i;
    if (i > 0 && i % 3 == 0 && yuan[at] != '-') out.insert(out.begin(), ',');
    out.insert(out.begin(), yuan[at]);
  }
  return out;
}

struct Exception {
  std::string unit, items, type, basis;
};

// The register of one year, made once for its pages and files.
class Register {
 public:
  Register(const SealedSite& site, std::string year) : site_(site), year_(std::move(year)) {
    count();
    add_exceptions();
    const auto projects = site_.book.projects.find(year_);
    if (projects == site_.book.projects.end()) return;
    for (const BookProject& project : projects->second) {
      rows_.push_back(row(project, project.source == "年中追加项目" ? "02" : "01", Item::project_targets, project.target, project.initial));
      if (project.self_evaluation) rows_.push_back(row(project, "03", Item::project_self_evaluations, project.self_evaluation, project.adjusted));
    }
  }

  const std::string& year() const { return year_; }
  std::string url(std::size_t page) const { return page == 0 ? fmt::format("proof/register/{}/", year_) : fmt::format("proof/register/{}/page-{}.html", year_, page + 1); }
  std::size_t pages() const { return std::max<std::size_t>(1, (rows_.size() + kRowsPerPage - 1) / kRowsPerPage); }
  std::string formula() const { return fmt::format("单位{}个 = 公开{}个 + 例外{}个", counts_.disclosed.size() + counts_.exempt.size(), counts_.disclosed.size(), counts_.exempt.size()); }
  std::size_t open() const { return static_cast<std::size_t>(std::ranges::count_if(rows_, &RegisterRow::is_open)); }
  std::size_t size() const { return rows_.size(); }

  View values(std::size_t page) const {
    View rows{View::List{}};
    for (std::size_t i = page * kRowsPerPage; i < std::min(rows_.size(), (page + 1) * kRowsPerPage); ++i) rows.push(row_view(rows_[i]));
    View exceptions{View::List{}};
    for (const Exception& exception : exceptions_) exceptions.push(View::map({{"unit", exception.unit}, {"items", exception.items}, {"type", exception.type}, {"basis", exception.basis}}));
    View files{View::List{}};
    for (const char* ending : {"xlsx", "csv", "json"}) {
      std::string title = ending;
      for (char& c : title) c = static_cast<char>(c - 'a' + 'A');
      files.push(View::map({{"title", title}, {"url", fmt::format("proof/register/{}/register.{}", year_, ending)}}));
    }
    const std::string title = page == 0 ? year_ + "年度绩效公开登记册" : fmt::format("{}年度绩效公开登记册（第{}页）", year_, page + 1);
    return View::map({{"page", sealed_page(site_.frame, title, formula(), year_, {{"绩效公开登记册", std::string(kRegisterUrl)}})},
                      {"register", View::map({{"year", year_},
                                              {"formula", formula()},
                                              {"open", open()},
                                              {"rows", std::move(rows)},
                                              {"total", rows_.size()},
                                              {"exceptions", page == 0 ? std::move(exceptions) : View(View::List{})},
                                              {"files", std::move(files)},
                                              {"pager", pager_view(pages(), page, kRowsPerPage, rows_.size(), [this](std::size_t to) { return link_to(url(to)); })}})}});
  }

  std::string csv() const { return to_csv(sheet({"BUSTYPE", "MANAGE_MOF_DEP_CODE", "DEPT_CODE", "AGENCY_CODE", "AGENCY_NAME", "PRO_KIND_CODE", "PRO_CODE", "PRO_NAME", "XMLY", "MONEY", "ISTBJX", "ISOPEN", "OPENAMT", "OPENURL", "OPENREASON", "PUBLISHED", "TIMELINESS", "EDITION", "RECEIPT"})); }

  std::string xlsx() const {
    Sheet exceptions{.name = "例外", .header = {"单位", "事项", "类别", "依据"}, .rows = {}};
    for (const Exception& e : exceptions_) exceptions.rows.push_back({Cell::of(e.unit), Cell::of(e.items), Cell::of(e.type), Cell::of(e.basis)});
    const std::string page = std::string(site_.frame.site.base_url) + url(0);
    Workbook book{.title = year_ + "年度绩效公开登记册", .author = std::string(site_.frame.site.title), .created = unix_seconds(site_.history.edition(site_.history.editions().size()).time), .notes = {}, .sheets = {}};
    book.notes = {{"名称", year_ + "年度绩效公开登记册", ""}, {"网页", page, page}, {"单位", formula() + "（由日志的条目计数）", ""}, {"金额", "单位：元；绩效目标为年初预算，自评为全年预算", ""}, {"公开类型", "01 年初项目绩效目标，02 年中项目绩效目标，03 自评项目", ""}};
    book.sheets.push_back(sheet({"公开类型", "财政业务处室", "部门", "单位", "单位名称", "项目类型", "项目编码", "项目名称", "项目来源", "预算金额（元）", "是否填报绩效", "是否公开", "公开金额（元）", "公开网址", "不公开原因", "公开时间", "是否按期", "期号", "回执"}));
    book.sheets.push_back(std::move(exceptions));
    return to_xlsx(book);
  }

  std::string json() const {
    const Sheet table = sheet({"BUSTYPE", "MANAGE_MOF_DEP_CODE", "DEPT_CODE", "AGENCY_CODE", "AGENCY_NAME", "PRO_KIND_CODE", "PRO_CODE", "PRO_NAME", "XMLY", "MONEY", "ISTBJX", "ISOPEN", "OPENAMT", "OPENURL", "OPENREASON", "PUBLISHED", "TIMELINESS", "EDITION", "RECEIPT"});
    JsonWriter json;
    json.begin_object().text("year", year_);
    const auto whole = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    json.name("coverage").begin_object().integer("units", whole(counts_.disclosed.size() + counts_.exempt.size())).integer("disclosed", whole(counts_.disclosed.size())).integer("exempt", whole(counts_.exempt.size())).end_object();
    json.name("rows").begin_array();
    for (const std::vector<Cell>& row : table.rows) {
      json.begin_object();
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (!row[i].text.empty()) json.text(table.header[i], row[i].text);
      }
      json.end_object();
    }
    json.end_array().name("exemptions").begin_array();
    for (const Exception& e : exceptions_) json.begin_object().text("unit", e.unit).text("items", e.items).text("type", e.type).text("basis", e.basis).end_object();
    return json.end_array().end_object().take();
  }

 private:
  void count() {
    for (const auto& [id, index] : site_.history.items()) {
      const ItemLeaf& leaf = site_.history.item(index);
      if (parts_of(id).year != year_ || leaf.op == LeafOp::withdraw) continue;
      (leaf.is_live() ? counts_.disclosed : counts_.exempt).insert(parts_of(id).unit);
    }
    for (const std::string& unit : counts_.disclosed) counts_.exempt.erase(unit);
  }

  // Exceptions of one unit with one basis stand together.
  void add_exceptions() {
    const auto ledger = site_.book.ledgers.find(year_);
    if (ledger == site_.book.ledgers.end()) return;
    for (const BookEntry& entry : ledger->second) {
      if (entry.state != "exempt") continue;
      std::string document = entry.item;
      std::ranges::replace(document, '_', '-');
      const std::optional<std::size_t> index = site_.history.last_of(fmt::format("{}/{}/{}", entry.unit, year_, document));
      const std::string type = index ? site_.history.item(*index).reason : std::string();
      const std::string unit = site_.book.unit_name(entry.unit);
      if (!exceptions_.empty() && exceptions_.back().unit == unit && exceptions_.back().basis == entry.basis) {
        exceptions_.back().items += "、" + item_name(document);
      } else {
        exceptions_.push_back({unit, item_name(document), type, entry.basis});
      }
    }
  }

  RegisterRow row(const BookProject& project, const char* type, Item item, const std::optional<BookProject::Answer>& answer, const std::string& amount) const {
    RegisterRow row{.project = &project, .type = type, .amount = amount, .page = {}, .published = {}, .timeliness = {}, .reason = {}, .receipt = {}};
    std::string document(name_of(item));
    std::ranges::replace(document, '_', '-');
    const std::string id = fmt::format("{}/{}/{}", project.unit, year_, document);
    const std::optional<std::size_t> index = site_.history.last_of(id);
    const ItemLeaf* leaf = index ? &site_.history.item(*index) : nullptr;
    const BookEntry* entry = site_.book.entry(id);
    row.is_filled = answer.has_value();
    row.is_open = answer && leaf != nullptr && leaf->is_live();
    if (row.is_open) {
      row.page = answer->page;
      row.published = answer->published;
      row.timeliness = entry == nullptr ? "" : entry->timeliness == "on_time" ? "按期" : entry->timeliness == "late" ? "逾期" : "无法判定";
      row.edition = leaf->edition;
      row.receipt = receipt_url(*leaf);
    } else if (leaf != nullptr && !leaf->is_live()) {
      row.reason = leaf->op == LeafOp::exempt && entry != nullptr && !entry->basis.empty() ? leaf->reason + "：" + entry->basis : leaf->reason;
    }
    return row;
  }

  static View row_view(const RegisterRow& row, const BookUnit* unit, const std::string& unit_name, const std::string& certificate) {
    const BookProject& project = *row.project;
    return View::map({{"project", project.name},
                      {"code", project.code},
                      {"category", project.category},
                      {"source", project.source},
                      {"unit", unit_name},
                      {"office", unit == nullptr ? std::string() : unit->office},
                      {"certificate", certificate},
                      {"type", type_name(row.type)},
                      {"amount", thousands(row.amount)},
                      {"filled", row.is_filled},
                      {"open", View::map({{"text", row.is_open ? "是" : "否"}, {"state", row.is_open ? "ok" : "na"}})},
                      {"address", row.page},
                      {"published", row.published},
                      {"timeliness", row.timeliness},
                      {"reason", row.reason},
                      {"receipt", row.receipt}});
  }

  View row_view(const RegisterRow& row) const {
    const auto unit = site_.book.units.find(row.project->unit);
    const std::string certificate = row.receipt.empty() ? std::string() : link_to(fmt::format("proof/certificates/{}/{}/", row.project->unit, year_));
    return row_view(row, unit == site_.book.units.end() ? nullptr : &unit->second, site_.book.unit_name(row.project->unit), certificate);
  }

  Sheet sheet(std::vector<std::string> header) const {
    Sheet sheet{.name = "绩效公开", .header = std::move(header), .rows = {}};
    for (const RegisterRow& row : rows_) {
      const BookProject& project = *row.project;
      const auto unit = site_.book.units.find(project.unit);
      const BookUnit own = unit == site_.book.units.end() ? BookUnit{} : unit->second;
      const auto parent = site_.book.units.find(own.parent);
      const std::string receipt = row.receipt.empty() ? std::string() : std::string(site_.frame.site.base_url) + row.receipt;
      sheet.rows.push_back({Cell::of(row.type), Cell::of(own.office), Cell::of(parent == site_.book.units.end() ? own.code : parent->second.code), Cell::of(own.code), Cell::of(own.name), Cell::of(project.category), Cell::of(project.code),
                            Cell::of(project.name), Cell::of(project.source), Cell::amount(row.amount), Cell::of(row.is_filled ? "是" : "否"), Cell::of(row.is_open ? "是" : "否"), Cell::amount(row.is_open ? row.amount : ""),
                            Cell::of(row.page, row.page), Cell::of(row.reason), Cell::of(row.published), Cell::of(row.timeliness), Cell::count(row.edition == 0 ? "" : std::to_string(row.edition)), Cell::of(receipt, receipt)});
    }
    return sheet;
  }

  const SealedSite& site_;
  std::string year_;
  YearCounts counts_;
  std::vector<RegisterRow> rows_;
  std::vector<Exception> exceptions_;
};

View index_values(const SealedSite& site, const std::vector<std::shared_ptr<const Register>>& registers) {
  View years{View::List{}};
  for (auto at = registers.rbegin(); at != registers.rend(); ++at) {
    const Register& one = **at;
    years.push(View::map({{"year", one.year()}, {"url", link_to(one.url(0))}, {"formula", one.formula()}, {"open", one.open()}, {"total", one.size()}}));
  }
  return View::map({{"page", sealed_page(site.frame, "绩效公开登记册", "各年度项目绩效目标和自评的公开情况，按预算管理系统的栏目", "", {{"各期公开", std::string(kEditionsUrl)}})}, {"years", std::move(years)}});
}

}  // namespace

void add_registers(const SealedSite& site, SitePlan& plan) {
  std::set<std::string> years;
  for (const auto& [id, index] : site.history.items()) years.insert(parts_of(id).year);
  std::vector<std::shared_ptr<const Register>> registers;
  for (const std::string& year : years) {
    const auto made = std::make_shared<const Register>(site, year);
    registers.push_back(made);
    for (std::size_t page = 0; page < made->pages(); ++page) {
      plan.pages.push_back({.url = made->url(page), .page = "html/proof-register.html", .report = {}, .values = [made, page] { return made->values(page); }});
    }
    plan.files.push_back({made->url(0) + "register.csv", [made] { return made->csv(); }});
    plan.files.push_back({made->url(0) + "register.xlsx", [made] { return made->xlsx(); }});
    plan.files.push_back({made->url(0) + "register.json", [made] { return made->json(); }});
  }
  plan.pages.push_back({.url = std::string(kRegisterUrl), .page = "html/proof-registers.html", .report = {}, .values = [&site, registers] { return index_values(site, registers); }});
}

}  // namespace disclose
