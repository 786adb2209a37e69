#include "read/read.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/site.h"

namespace disclose {
namespace {

using testing::HasSubstr;
using testing::Not;

// A folder that says of some files that they are links or cannot be read.
class OddFolder final : public Folder {
 public:
  explicit OddFolder(Files files) : files_(std::move(files)), entries_(files_.entries()) {}
  void make(std::string_view path, FolderEntry::Kind kind) {
    for (FolderEntry& entry : entries_) {
      if (entry.path == path) entry.kind = kind;
    }
  }
  const std::vector<FolderEntry>& entries() const override { return entries_; }
  std::optional<std::string> read(std::string_view path) const override {
    return path == unreadable ? std::nullopt : files_.read(path);
  }
  std::string unreadable;

 private:
  MemoryFolder files_;
  std::vector<FolderEntry> entries_;
};

struct TestSite {
  OddFolder folder;
  Diagnostics diagnostics;
  Inputs inputs;

  explicit TestSite(Files more, Files base = small_site()) : folder(merged(std::move(more), std::move(base))) { read_again(); }

  void read_again(unsigned threads = 1) {
    diagnostics = {};
    inputs = read(folder, threads, diagnostics);
  }
  std::string findings() const { return list_findings(folder, diagnostics); }

  static Files merged(Files more, Files base) {
    for (auto& [path, bytes] : more) base[path] = bytes;
    return base;
  }
};

const std::string kBudget = approved("budget", "b-2024", 2024, "\"total\": \"100万元\"");

// --- files ---

TEST(Read, FindsNothingToSayOfASoundSite) {
  const TestSite site({{"data/2024/b.json", kBudget}, {"data/own.txt", "x"}, {"content/a.pdf", "x"}, {"notes/x.json", "{"}});
  EXPECT_EQ(site.findings(), "");
  EXPECT_TRUE(site.inputs.complete);
  ASSERT_EQ(site.inputs.records.budgets.size(), 1U);
  EXPECT_EQ(site.inputs.records.budgets[0].id, "b-2024");
  EXPECT_TRUE(site.inputs.records.budgets[0].sound);
}

TEST(Read, NeedsASiteAndItsUnits) {
  const TestSite site({}, {});
  EXPECT_EQ(site.findings(),
            "data/site.json:1:1  form: 没有文件 data/site.json\n"
            "data/units.json:1:1  form: 没有文件 data/units.json\n");
  EXPECT_FALSE(site.inputs.complete);
}

TEST(Read, RefusesLinksAndFilesThatCannotBeRead) {
  TestSite site({{"data/link.json", kBudget}, {"data/locked.json", kBudget}, {"content/link.md", "---\ntitle: x\n---\n"}});
  site.folder.make("data/link.json", FolderEntry::Kind::symlink);
  site.folder.make("content/link.md", FolderEntry::Kind::other);
  site.folder.unreadable = "data/locked.json";
  site.read_again();
  EXPECT_EQ(site.findings(),
            "content/link.md:1:1  form: 不是普通文件（链接或设备不读取）\n"
            "data/link.json:1:1  form: 不是普通文件（链接或设备不读取）\n"
            "data/locked.json:1:1  form: 文件读不出来\n");
  EXPECT_FALSE(site.inputs.complete);
  EXPECT_TRUE(site.inputs.records.budgets.empty());
}

TEST(Read, RefusesAttachmentsThatAreLinks) {
  const std::string record = approved("budget", "b-2024", 2024, R"("total": "1元", "documents": [{"title": "附件", "path": "a.pdf"}])");
  TestSite site({{"data/b.json", record}, {"content/a.pdf", "x"}});
  EXPECT_EQ(site.findings(), "");
  site.folder.make("content/a.pdf", FolderEntry::Kind::symlink);
  site.read_again();
  EXPECT_THAT(site.findings(), HasSubstr("content/a.pdf 不是普通文件"));
}

TEST(Read, IsTheSameOnAnyNumberOfThreads) {
  Files files;
  for (int i = 0; i < 40; ++i) {
    files[fmt::format("data/{}.json", i)] = list_of({approved("budget", fmt::format("b-{}", i), 2024, "\"total\": 1"), "{\"kind\": 1}"});
  }
  TestSite site(files);
  const std::string alone = site.findings();
  const std::string_view first = site.inputs.records.budgets.at(0).id;
  EXPECT_EQ(first, "b-0");
  site.read_again(4);
  EXPECT_EQ(site.findings(), alone);
  EXPECT_EQ(site.inputs.records.budgets.size(), 40U);
  EXPECT_EQ(site.inputs.records.budgets.at(39).origin.file, "data/9.json");
}

TEST(Read, CountsNoColumnForAByteOrderMark) {
  const TestSite site({{"data/b.json", "\xEF\xBB\xBF" + replaced(kBudget, "\"kind\"", "\"kond\": 1, \"kind\"")}});
  EXPECT_EQ(site.findings(), "data/b.json:1:2 /kond form: 不认识的键“kond”\n");
}

// --- records ---

TEST(Read, KnowsTheRecordAndUnitOfAFinding) {
  const TestSite site({{"data/b.json", list_of({kBudget, approved("budget", "b-2025", 2025, "\"total\": 100", "school")})}});
  ASSERT_EQ(site.diagnostics.all().size(), 1U);
  const Diagnostic& finding = site.diagnostics.all()[0];
  EXPECT_EQ(finding.record, "b-2025");
  EXPECT_EQ(finding.unit, "school");
  EXPECT_EQ(finding.place.pointer, "/1/total");
  EXPECT_TRUE(site.inputs.records.budgets.at(0).sound);
  EXPECT_FALSE(site.inputs.records.budgets.at(1).sound);
}

TEST(Read, TakesNothingForMissingWhereARecordCannotBeTold) {
  for (const char* broken : {R"({"kind": "budgett"})", "{}", "[1]", "3", "{", R"([{"kind": "budget"}])"}) {
    EXPECT_FALSE(TestSite(Files{{"data/b.json", broken}}).inputs.complete) << broken;
  }
  EXPECT_TRUE(TestSite(Files{{"data/b.json", "[]"}}).inputs.complete);
}

TEST(Read, SaysOnceThatAStatusIsNotKnown) {
  for (const char* status : {"\"aproved\"", "\"\"", "1"}) {
    const TestSite site({{"data/b.json", replaced(kBudget, "\"approved\"", status)}});
    EXPECT_EQ(site.diagnostics.all().size(), 1U) << site.findings();
    EXPECT_FALSE(site.inputs.complete) << status;
  }
}

TEST(Read, MissesABlankKindIdYearUnitAndStatus) {
  const TestSite site(Files{{"data/b.json", R"({"kind": "budget", "id": " ", "year": "", "unit": "", "status": "", "total": ""})"}});
  EXPECT_EQ(site.findings(),
            "data/b.json:1:1  form: 缺少必填的键“id”\n"
            "data/b.json:1:1  form: 缺少必填的键“status”\n"
            "data/b.json:1:1  form: 缺少必填的键“total”\n"
            "data/b.json:1:1  form: 缺少必填的键“unit”\n"
            "data/b.json:1:1  form: 缺少必填的键“year”\n");
  EXPECT_EQ(TestSite(Files{{"data/b.json", R"({"kind": ""})"}}).findings(), "data/b.json:1:1  form: 缺少必填的键“kind”\n");
}

TEST(Read, ChecksTheFormOfDraftsToo) {
  const TestSite site({{"data/b.json", replaced(replaced(kBudget, "\"approved\"", "\"draft\""), "100万元", "100")}});
  EXPECT_THAT(site.findings(), HasSubstr("data/b.json:3:10 /total form: "));
}

TEST(Read, NeedsTheDayOfAWithdrawal) {
  const std::string withdrawn = replaced(kBudget, "\"approved\"", "\"withdrawn\"");
  EXPECT_THAT(TestSite({{"data/b.json", withdrawn}}).findings(), HasSubstr("缺少必填的键“withdrawn”"));
  EXPECT_THAT(TestSite({{"data/b.json", replaced(withdrawn, "\"total\"", R"("withdrawn": {"reason": "误发"}, "total")")}}).findings(),
              HasSubstr("缺少必填的键“date”"));
  EXPECT_EQ(TestSite({{"data/b.json", replaced(withdrawn, "\"total\"", R"("withdrawn": {"date": "2024-03-01"}, "total")")}}).findings(), "");
}

TEST(Read, IgnoresLocalKeysAnywhere) {
  const std::string record = approved("target", "t", 2024, R"("x-a": 1, "$schema": "s", "subject": {"type": "unit", "x-b": []},
"funds": [{"source": "total", "amount": "1元", "x-c": {}}], "goal": "x", "indicators": [{"level1": "a", "name": "b", "target": "c", "$schema": 1, "x-d": null}])");
  EXPECT_EQ(TestSite({{"data/t.json", record}}).findings(), "");
}

TEST(Read, NeedsAUnitUnlessTheSubjectHasNone) {
  const auto target = [](const char* subject) {
    return approved("self_evaluation", "s", 2024, fmt::format("\"subject\": {}", subject), "");
  };
  for (const char* subject : {R"({"type": "unit"})", R"({"type": "project", "id": "road"})"}) {
    EXPECT_THAT(TestSite({{"data/s.json", target(subject)}}).findings(), HasSubstr("缺少必填的键“unit”")) << subject;
  }
  for (const char* type : {"policy", "service", "bond", "transfer", "fund", "project"}) {
    EXPECT_EQ(TestSite({{"data/s.json", target(fmt::format(R"({{"type": "{}", "name": "补助"}})", type).c_str())}}).findings(), "") << type;
  }
}

TEST(Read, TellsWhatASubjectIsMadeOf) {
  const auto subject = [](const char* text) {
    return TestSite({{"data/s.json", approved("self_evaluation", "s", 2024, fmt::format("\"subject\": {}", text))}}).findings();
  };
  EXPECT_THAT(subject(R"({"type": "project", "id": "road", "name": "养护"})"), HasSubstr("项目要写 id 或 name 之一"));
  EXPECT_THAT(subject(R"({"type": "project"})"), HasSubstr("项目要写 id 或 name 之一"));
  EXPECT_THAT(subject(R"({"type": "unit", "name": "局"})"), HasSubstr("/subject/name form: 这种对象不写“name”"));
  EXPECT_THAT(subject(R"({"type": "policy", "id": "road", "name": "补助"})"), HasSubstr("/subject/id form: 这种对象不写“id”"));
  EXPECT_THAT(subject(R"({"type": "bond"})"), HasSubstr("缺少必填的键“name”"));
  EXPECT_THAT(subject("\"unit\""), HasSubstr("此处应为对象"));
}

TEST(Read, NeedsTheFindingsRecordOfARectification) {
  const auto findings = [](const char* own, std::string_view unit) {
    return TestSite({{"data/z.json", approved("rectification", "z", 2024, fmt::format("\"required\": \"改\"{}", own), unit)}}).findings();
  };
  EXPECT_EQ(findings("", ""), "") << "a round addressed to all";
  EXPECT_THAT(findings(R"(, "finding": "f1")", "traffic"), HasSubstr("缺少必填的键“of”"));
  EXPECT_THAT(findings(R"(, "finding": "f1")", ""), HasSubstr("缺少必填的键“of”"));
  EXPECT_THAT(findings(R"(, "of": "e")", ""), HasSubstr("缺少必填的键“unit”"));
}

// --- withheld ---

// A target whose every withheld value holds the word 机密.
std::string partial(std::string_view withheld) {
  return approved("target", "t", 2024, fmt::format(R"("secrecy": "partial", "withheld": [{}], "title": "机密标题",
"subject": {{"type": "unit"}}, "goal": "机密目标", "multi_year_goal": "公开目标",
"funds": [{{"source": "total", "amount": "9876.54万元"}}, {{"source": "机密来源", "amount": "9876.54万元"}}],
"tasks": [{{"name": "任务一", "content": "机密内容", "total": "1元"}}],
"indicators": [{{"level1": "产出", "name": "甲", "target": "≥1个"}}, {{"level1": "产出", "name": "机密指标", "target": "≥2个"}}, {{"level1": "产出", "name": "丙", "target": "≥3个"}}],
"documents": [{{"title": "机密附件", "url": "https://www.example.gov.cn/a.pdf"}}], "sources": [{{"title": "机密来源"}}])", withheld));
}

std::string withhold(std::initializer_list<const char*> pointers) {
  std::string list;
  for (const char* pointer : pointers) list += fmt::format(R"({}{{"pointer": "{}", "basis": "保密法"}})", list.empty() ? "" : ", ", pointer);
  return list;
}

TEST(Withheld, LeavesOutTheKeysAndKeepsTheOthersInPlace) {
  const TestSite site({{"data/t.json", list_of({kBudget, partial(withhold({"/title", "/goal", "/funds/1", "/tasks/0/content", "/indicators/1", "/documents", "/sources/0/title"}))})}});
  EXPECT_EQ(site.findings(), "");
  ASSERT_EQ(site.inputs.records.targets.size(), 1U);
  ASSERT_EQ(site.inputs.redacted.targets.size(), 1U);
  EXPECT_TRUE(site.inputs.redacted.budgets.empty());
  const Target& whole = site.inputs.records.targets[0];
  EXPECT_EQ(whole.goal, "机密目标") << "the rules look at the whole record";
  const Target& shown = site.inputs.redacted.targets[0];
  EXPECT_EQ(shown.origin.index, 1);
  EXPECT_EQ(shown.title, "");
  EXPECT_EQ(shown.goal, "");
  EXPECT_EQ(shown.multi_year_goal, "公开目标");
  ASSERT_EQ(shown.funds.size(), 2U);
  EXPECT_EQ(shown.funds[0].source, "total");
  EXPECT_EQ(shown.funds[1].source, "");
  EXPECT_FALSE(shown.funds[1].amount);
  EXPECT_EQ(shown.tasks.at(0).content, "");
  ASSERT_EQ(shown.indicators.size(), 3U);
  EXPECT_EQ(shown.indicators[1].name, "");
  EXPECT_EQ(shown.indicators[1].target, "");
  EXPECT_EQ(shown.indicators[2].name, "丙");
  EXPECT_TRUE(shown.documents.empty());
  for (const SourceNote& source : shown.sources) EXPECT_EQ(source.title, "");
  EXPECT_EQ(shown.withheld.size(), 7U);
  EXPECT_NE(withheld_at(shown, "/indicators/1/target"), nullptr);
  EXPECT_EQ(withheld_at(shown, "/indicators/10"), nullptr);
}

TEST(Withheld, MayNameAKeyWhoseValueIsNotInTheFile) {
  EXPECT_EQ(TestSite({{"data/t.json", partial(withhold({"/indicators/2/weight", "/indicators/2/note", "/approval/number"}))}}).findings(), "");
}

TEST(Withheld, MustNameSomethingARecordCanHave) {
  for (const char* wrong : {"/gaol", "/indicators/3", "/indicators/0/acutal", "/indicators/x", "/subject/type/x", "/tasks/01"}) {
    const TestSite site({{"data/t.json", partial(withhold({wrong}))}});
    EXPECT_THAT(site.findings(), HasSubstr(fmt::format("/withheld/0/pointer form: 这条记录里没有“{}”所指的键", wrong)));
    EXPECT_EQ(site.diagnostics.all().size(), 1U) << site.findings();
  }
}

TEST(Withheld, CannotHideWhatIdentifiesARecord) {
  for (const char* identity : {"/id", "/kind", "/year", "/unit", "/status", "/secrecy", "/withheld", "/withheld/0/basis", "goal"}) {
    EXPECT_THAT(TestSite({{"data/t.json", partial(withhold({identity}))}}).findings(), HasSubstr("不能作为不公开的键")) << identity;
  }
}

TEST(Withheld, NeedsItsBasis) {
  EXPECT_THAT(TestSite({{"data/t.json", partial(R"({"pointer": "/goal"})")}}).findings(), HasSubstr("缺少必填的键“basis”"));
}

// --- pages and narratives ---

constexpr const char* kPage = "---\ntitle: 公告\nkind: notice\nstatus: approved\n---\n\n正文。\n";

TEST(Pages, AreMarkdownFilesWithFrontMatterThatNoRecordNames) {
  const std::string record = approved("budget", "b-2024", 2024, R"("total": "1元", "narrative": "budget.md")");
  const TestSite site({{"data/b.json", record}, {"content/budget.md", kPage}, {"content/notices/2024.05.md", kPage}, {"content/plain.md", "正文。\n"}});
  EXPECT_EQ(site.findings(), "");
  ASSERT_EQ(site.inputs.pages.size(), 1U);
  EXPECT_EQ(site.inputs.pages[0].id, "notices-2024.05");
  EXPECT_EQ(site.inputs.pages[0].narrative, "notices/2024.05.md");
}

TEST(Pages, AreNeededToBeWholeButNarrativesAreNot) {
  const char* bad = "---\nkind: notice\nstatus: approved\nowner: 张\n---\n正文。\n";
  EXPECT_EQ(TestSite(Files{{"content/a.md", bad}}).findings(),
            "content/a.md:2:1  form: 缺少必填的键“title”\n"
            "content/a.md:4:1 /owner form: 不认识的键“owner”\n");
  const std::string record = approved("budget", "b-2024", 2024, R"("total": "1元", "narrative": "a.md")");
  EXPECT_EQ(TestSite({{"data/b.json", record}, {"content/a.md", bad}}).findings(), "");
  EXPECT_THAT(TestSite({{"data/b.json", record}, {"content/a.md", "---\n{\n---\n正文。\n"}}).findings(), Not("")) << "its syntax matters";
}

TEST(Pages, OfAReportNeedAYear) {
  EXPECT_EQ(TestSite({{"content/a.md", replaced(kPage, "notice", "report")}}).findings(), "content/a.md:2:1  form: 缺少必填的键“year”\n");
  EXPECT_EQ(TestSite({{"content/a.md", replaced(kPage, "notice", "report\nyear: 2024")}}).findings(), "");
}

TEST(Pages, AreNotSoundWithAFormError) {
  const TestSite site({{"content/a.md", replaced(kPage, "notice", "notce")}, {"content/b.md", kPage}, {"content/大.md", kPage}});
  ASSERT_EQ(site.inputs.pages.size(), 3U);
  EXPECT_FALSE(site.inputs.pages[0].sound);
  EXPECT_TRUE(site.inputs.pages[1].sound);
  EXPECT_FALSE(site.inputs.pages[2].sound) << "its name cannot be a URL";
}

TEST(Narratives, OfAPublishedRecordMayNotSayThatTheyAreNot) {
  const auto record = [](const char* id, const char* status) {
    return replaced(approved("budget", id, 2024, R"("total": "1元", "narrative": "a.md")"), "\"approved\"", status);
  };
  const auto findings = [&](const char* front_matter) {
    return TestSite({{"data/b.json", list_of({record("b-1", "\"draft\""), record("b-2", "\"approved\"")})},
                  {"content/a.md", fmt::format("---\n{}---\n正文。\n", front_matter)}}).findings();
  };
  const std::string refused = "data/b.json:7:16 /1/narrative form: 正文 a.md 自己写明尚未批准或不公开\n";
  EXPECT_EQ(findings("status: draft\n"), refused);
  EXPECT_EQ(findings("status: approved\nsecrecy: secret\n"), refused);
  EXPECT_EQ(findings("title: 说明\n"), "");
  EXPECT_EQ(findings("status: approved\n"), "");
}

TEST(Narratives, AreMarkdown) {
  const std::string record = approved("budget", "b-2024", 2024, R"("total": "1元", "narrative": "a.pdf")");
  EXPECT_THAT(TestSite({{"data/b.json", record}, {"content/a.pdf", "x"}}).findings(), HasSubstr("正文 a.pdf 不是 .md 文件"));
}

// --- hostile ---

TEST(Read, IsNotHeldUpByManyUnknownKeysAndIds) {
  std::string keys = kBudget;
  keys.pop_back();
  for (int i = 0; i < 20000; ++i) keys += fmt::format(", \"key{}\": 1", i);
  keys += ", \"" + std::string(1000000, 'k') + "\": 1}";
  EXPECT_EQ(TestSite({{"data/b.json", keys}}).diagnostics.all().size(), 20001U);
}

}  // namespace
}  // namespace disclose
