// `disclose verify URL` as an assessor uses it: a sealed site, served by a portal on this machine.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/county.h"
#include "format/digest.h"
#include "portal/simulator.h"

namespace disclose {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSite = "/jxgk/";
constexpr const char* kUnit = "/jxgk/2024/units/traffic/";

// What is done to an answer on its way: nullopt leaves it as it is.
using Meddle = std::function<std::optional<Reply>(const std::string& path, const std::string& bytes, int before)>;

// A sealed county, and a portal that serves a copy of it.
struct LiveCounty {
  County county;
  const TemporaryFolder& folder = county.folder;
  TestClock clock;

  LiveCounty() {
    folder.write("county/data/site.json", site_with(R"("required": ["budget", "unit_target"])"));
    folder.write("pass", "correct horse battery\n");
    fs::permissions(folder / "pass", fs::perms::owner_read | fs::perms::owner_write);
    for (const char* key : {"key", "checker"}) {
      const bool own = std::string_view(key) == "key";
      folder.write(own ? "keys" : "checker-keys", go({"key", "new", "--key", folder / key, "--name", own ? "www.example.gov.cn/jxgk" : "sjj.example.gov.cn/checks", "--passphrase-file", folder / "pass"}).out);
    }
    build_and_seal("2026-03-01", {});
  }

  void build_and_seal(const std::string& day, const std::vector<std::string>& more) const {
    const Ran built = county.build({"--sealed"});
    ASSERT_EQ(built.status, 0) << built.err;
    std::vector<std::string> words = {"seal", "--out", out(), "--key", folder / "key", "--passphrase-file", folder / "pass", "--time", day + "T09:00:00+08:00"};
    words.insert(words.end(), more.begin(), more.end());
    const Ran sealed = go(words);
    ASSERT_EQ(sealed.status, 0) << sealed.err;
  }
  void correct_budget() const {
    folder.write("county/data/b.json", approved("budget", "b-2024", 2024, "\"total\": \"101万元\""));
    build_and_seal("2026-03-02", {"--reason", "traffic/2024/budget=总额由100万元更正为101万元"});
  }
  std::string out() const { return folder / "county/output"; }

  Simulator::Answer serve(Meddle meddle = nullptr, const std::string& root = "county/output") const {
    return [this, meddle, root](const std::string& path, int before) {
      if (!path.starts_with(kSite)) return reply("404 Not Found", "", "");
      std::string file = path.substr(std::string_view(kSite).size());
      if (file.empty() || file.ends_with('/')) file += "index.html";
      const bool there = fs::is_regular_file(folder / (root + "/" + file));
      const std::string bytes = there ? folder.read(root + "/" + file) : std::string();
      if (meddle) {
        if (const std::optional<Reply> other = meddle(path, bytes, before)) return *other;
      }
      return there ? reply("200 OK", file.ends_with(".html") ? "Content-Type: text/html; charset=utf-8\r\n" : "", bytes) : reply("404 Not Found", "", "");
    };
  }

  Ran verify(const Simulator& portal, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"verify", portal.url(kSite), "--keys", folder / "keys", "--allow-private", "--connections", "1"});
    return go(more, {.today = {2026, 3, 1}, .clock = &clock, .user = "审计局", .machine = "desk"});
  }
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(LivePortal, ThatServesWhatWasSealedIsVerified) {
  LiveCounty c;
  const Simulator portal(c.serve());
  const Ran ran = c.verify(portal);
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("第 1 期（www.example.gov.cn/jxgk），核对 4 个网址：字节相同 4"));
  EXPECT_GE(c.clock.waited(), 2 * 500);  // polite
  EXPECT_EQ(go({"verify", portal.url(kSite)}).status, 2);  // no clock, no evidence of a time
  EXPECT_THAT(c.verify(portal, {"--all", "--lang", "en"}).out, HasSubstr("addresses: same bytes "));
}

TEST(LivePortal, ThatRewritesPagesIsVerifiedByTheirText) {
  LiveCounty c;
  const Simulator portal(c.serve([](const std::string& path, const std::string& bytes, int) -> std::optional<Reply> {
    if (!path.ends_with('/')) return std::nullopt;
    return page(replaced(bytes, "<body>", "<body><div class=bar>无障碍<script src=/x.js></script></div>"));
  }));
  const Ran ran = c.verify(portal);
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("字节相同 3，文字相同 1"));
}

TEST(LivePortal, LetsAPageThatWasSavedBeHeldToItsReceipt) {
  const LiveCounty c;
  const std::string html = c.folder.read("county/output/2024/units/traffic/index.html");
  c.folder.write("saved.html", replaced(html, "<body>", "<body><div>分享</div>"));
  c.folder.write("changed.html", html.substr(0, html.find("ps-begin")) + replaced(html.substr(html.find("ps-begin")), "100.00", "190.00"));
  const auto check = [&](const char* page) { return go({"receipt", "check", c.out() + "/proof/receipts/traffic/2024-budget-e1.txt", "--keys", c.folder / "keys", "--page", c.folder / page}); };
  EXPECT_EQ(check("saved.html").status, 0);
  EXPECT_THAT(check("saved.html").out, HasSubstr("saved.html 的文字 = 2024/units/traffic/index.html\n"));
  EXPECT_EQ(check("changed.html").status, 1);
  EXPECT_THAT(check("changed.html").out, HasSubstr("文字与回执所列的不同"));
  EXPECT_EQ(check("keys").status, 1);
  EXPECT_EQ(check("nothing").status, 1);
}

TEST(LivePortal, ThatChangesADigitIsNot) {
  LiveCounty c;
  const Simulator portal(c.serve([](const std::string& path, const std::string& bytes, int) -> std::optional<Reply> {
    return path == kUnit ? std::optional(page(bytes.substr(0, bytes.find("ps-begin")) + replaced(bytes.substr(bytes.find("ps-begin")), "100.00", "190.00"))) : std::nullopt;
  }));
  const Ran ran = c.verify(portal, {"--by", "unit"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("traffic  1/2\nFAIL  " + portal.url(kUnit)));
  EXPECT_THAT(ran.out, HasSubstr("网页正文与日志的不同"));
}

TEST(LivePortal, ThatIsHalfUploadedIsFound) {
  LiveCounty c;
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(c.out())) {
    const std::string file = entry.path().lexically_relative(c.out()).string();
    if (entry.is_regular_file() && file != ".disclose") files.push_back(file);
  }
  // What is held against the log is missed; the rest of the log is for other readers.
  std::string missing;
  const Simulator portal(c.serve([&missing](const std::string& path, const std::string&, int) -> std::optional<Reply> {
    const std::string file = path.substr(std::string_view(kSite).size()) + (path.ends_with('/') ? "index.html" : "");
    return file == missing ? std::optional(reply("404 Not Found", "", "")) : std::nullopt;
  }));
  for (const std::string& file : files) {
    if (file.starts_with("proof/") && file != "proof/manifest/000001.txt" && file != "proof/index.html" && file != "proof/manifest.txt") continue;
    missing = file;
    EXPECT_NE(c.verify(portal, {"--all"}).status, 0) << file;
  }
  for (const char* file : {"proof/checkpoint", "proof/entries/000.txt"}) {  // there are others that say the same
    missing = file;
    EXPECT_EQ(c.verify(portal).status, 0) << file;
  }
}

TEST(LivePortal, ThatServesAnOldEditionIsToldSo) {
  LiveCounty c;
  fs::copy(c.out() + "/2024", c.folder / "old", fs::copy_options::recursive);
  c.correct_budget();
  const Simulator portal(c.serve([&c](const std::string& path, const std::string&, int) -> std::optional<Reply> {
    return path == kUnit ? std::optional(page(c.folder.read("old/units/traffic/index.html"))) : std::nullopt;
  }));
  const Ran ran = c.verify(portal);
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("STALE  " + portal.url(kUnit)));
  EXPECT_THAT(ran.out, HasSubstr("门户上还是第 1 期的内容"));
}

TEST(LivePortal, ThatCannotBeReachedIsNeitherGoodNorBad) {
  LiveCounty c;
  const Simulator portal(c.serve([](const std::string& path, const std::string&, int) -> std::optional<Reply> {
    return path == kUnit ? std::optional(reply("521 ", "", "")) : std::nullopt;
  }));
  const Ran ran = c.verify(portal);
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.out, HasSubstr("INCONCLUSIVE"));
  const Simulator dead([](const std::string&, int) { return reply("502 Bad Gateway", "", ""); });
  EXPECT_EQ(c.verify(dead).status, 3);
  const Simulator empty([](const std::string&, int) { return reply("404 Not Found", "", ""); });
  EXPECT_EQ(c.verify(empty).status, 1);
}

TEST(LivePortal, IsHeldToTheKeysThatAreGiven) {
  LiveCounty c;
  const Simulator portal(c.serve());
  EXPECT_EQ(go({"verify", portal.url(kSite), "--keys", c.folder / "checker-keys", "--allow-private"}, {.today = {2026, 3, 1}, .clock = &c.clock}).status, 1);
  const Ran own = go({"verify", portal.url(kSite), "--allow-private"}, {.today = {2026, 3, 1}, .clock = &c.clock});
  EXPECT_EQ(own.status, 0);
  EXPECT_THAT(own.err, HasSubstr("公钥取自站点自己"));
  EXPECT_EQ(go({"verify", portal.url(kSite), "--keys", c.folder / "keys"}, {.today = {2026, 3, 1}, .clock = &c.clock}).status, 1);  // a private address
}

TEST(LivePortal, ThatRollsItsLogBackRaisesAnAlarm) {
  LiveCounty c;
  fs::copy(c.out(), c.folder / "first", fs::copy_options::recursive);
  c.correct_budget();
  fs::copy(c.out(), c.folder / "second", fs::copy_options::recursive);
  const Simulator now(c.serve(nullptr, "second"));
  const Simulator back(c.serve(nullptr, "first"));
  const std::vector<std::string> remembering = {"--state", c.folder / "state"};
  EXPECT_EQ(c.verify(now, remembering).status, 0);
  EXPECT_EQ(c.verify(now, remembering).status, 0);
  const Ran alarm = c.verify(back, remembering);
  EXPECT_EQ(alarm.status, 1);
  EXPECT_THAT(alarm.err, HasSubstr("警报"));
  // One's own copy of the log shows it too, whether it is the whole site or the log alone.
  for (const char* own : {"second", "second/proof"}) {
    const Ran older = c.verify(back, {"--log", c.folder / own});
    EXPECT_EQ(older.status, 1);
    EXPECT_THAT(older.err, HasSubstr("比自己保存的旧"));
    EXPECT_THAT(older.out, HasSubstr("STALE"));
  }
  const Ran newer = c.verify(now, {"--log", c.folder / "first"});
  EXPECT_EQ(newer.status, 0) << newer.err;
  EXPECT_THAT(newer.err, HasSubstr("更新的一期"));
}

TEST(LivePortal, WithAnotherHistoryRaisesAnAlarm) {
  LiveCounty c;
  fs::copy(c.out(), c.folder / "first", fs::copy_options::recursive);
  fs::remove_all(c.out());
  fs::remove(c.folder / "key.signed.log");
  c.folder.write("county/data/b.json", approved("budget", "b-2024", 2024, "\"total\": \"99万元\""));
  c.build_and_seal("2026-03-01", {});  // the same key signs another first edition
  const Simulator portal(c.serve());
  EXPECT_EQ(c.verify(portal).status, 0);
  const Ran fork = c.verify(portal, {"--log", c.folder / "first"});
  EXPECT_EQ(fork.status, 1);
  EXPECT_THAT(fork.err, HasSubstr("两套历史"));
}

TEST(LivePortal, LeavesEvidenceThatIsSigned) {
  LiveCounty c;
  const Simulator portal(c.serve([](const std::string& path, const std::string&, int before) -> std::optional<Reply> {
    return path == kUnit && before == 0 ? std::optional(reply("503 Busy", "", "")) : std::nullopt;
  }));
  const std::vector<std::string> keeping = {"--evidence", c.folder / "evidence", "--key", c.folder / "checker", "--passphrase-file", c.folder / "pass", "--name", "sjj.example.gov.cn/checks", "--checker", "City Audit Office"};
  const Ran ran = c.verify(portal, keeping);
  EXPECT_EQ(ran.status, 0) << ran.err;
  const std::string lines = c.folder.read("evidence/evidence.jsonl");
  const auto environment = nlohmann::json::parse(lines.substr(0, lines.find('\n')));
  EXPECT_EQ(environment["checker"], "City Audit Office");
  EXPECT_EQ(environment["machine"], "desk");
  EXPECT_EQ(environment["log"]["edition"], 1);
  EXPECT_LE(environment["clock_skew_seconds"], 0);
  const std::string warc = c.folder.read("evidence/evidence.warc");
  EXPECT_THAT(warc, HasSubstr("WARC-Target-URI: " + portal.url("/jxgk/proof/checkpoint") + "\r\n"));
  EXPECT_THAT(warc, HasSubstr("HTTP/1.1 503 Busy"));
  EXPECT_THAT(warc, HasSubstr("User-Agent: disclose/" DISCLOSE_VERSION " (verify; City Audit Office)\r\n"));
  const std::string unit = lines.substr(lines.rfind("\n{", lines.rfind("\"" + portal.url(kUnit) + "\",\"verdict\"")) + 1);
  const auto line = nlohmann::json::parse(unit.substr(0, unit.find('\n')));
  EXPECT_EQ(line["attempts"], 2);
  EXPECT_EQ(line["hops"].size(), 2U);
  EXPECT_EQ(line["items"][0], "traffic/2024/budget");
  const std::string note = c.folder.read("evidence/evidence.note");
  EXPECT_THAT(note, HasSubstr(sha256_hex(lines) + "  evidence.jsonl\n" + sha256_hex(warc) + "  evidence.warc\n"));
  EXPECT_THAT(note, HasSubstr("\n— sjj.example.gov.cn/checks "));
  const Ran again = c.verify(portal, keeping);
  EXPECT_EQ(again.status, 2);
  EXPECT_EQ(c.folder.read("evidence/evidence.warc"), warc);
}

TEST(LivePortal, IsGoneOnWithWhereItWasInterrupted) {
  LiveCounty c;
  const Simulator portal(c.serve());
  const std::vector<std::string> keeping = {"--evidence", c.folder / "evidence", "--state", c.folder / "state"};
  ASSERT_EQ(c.verify(portal, keeping).status, 0);
  const std::string lines = c.folder.read("evidence/evidence.jsonl");
  const std::string warc = c.folder.read("evidence/evidence.warc");
  // As a crash leaves it: the state ends in the middle of a line, the WARC in the middle of a record.
  const std::string state = c.folder.read("state");
  c.folder.write("state", state.substr(0, state.rfind("\"type\":\"url\"")));
  fs::remove(c.folder / "evidence/evidence.jsonl");
  const auto before = portal.asked();
  const Ran ran = c.verify(portal, keeping);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("字节相同 4"));
  const std::string again = c.folder.read("evidence/evidence.jsonl");
  EXPECT_EQ(std::ranges::count(again, '\n'), std::ranges::count(lines, '\n'));
  const std::string grown = c.folder.read("evidence/evidence.warc");
  EXPECT_EQ(grown.compare(0, 200, warc, 0, 200), 0);
  // Two addresses were settled; the ledger is asked for again, as its bytes are wanted.
  int unasked = 0;
  const auto after = portal.asked();
  for (const auto& [path, times] : after) unasked += path.find("/proof/") == std::string::npos && times == before.at(path) ? 1 : 0;
  EXPECT_EQ(unasked, 2);
  c.folder.write("state", "{\"type\":\"other\"}\n");
  EXPECT_EQ(c.verify(portal, {"--state", c.folder / "state"}).status, 2);
}

TEST(LivePortal, IsReportedByUnitForWhoeverAssessesIt) {
  LiveCounty c;
  c.folder.write("county/data/b2.json", approved("budget", "b-school", 2024, "\"total\": \"70万元\"", "school"));
  c.build_and_seal("2026-03-02", {});
  const Simulator portal(c.serve([](const std::string& path, const std::string&, int) -> std::optional<Reply> {
    return path == kUnit ? std::optional(reply("404 Not Found", "", "")) : std::nullopt;
  }));
  EXPECT_EQ(c.verify(portal, {"--report", c.folder / "r.html", "--checker", "市财政局<绩效科>"}).status, 1);
  const std::string html = c.folder.read("r.html");
  EXPECT_THAT(html, HasSubstr("2 个单位中 0 个应公开的全部有效；有效 1 项，不符 1 项，待再核对 0 项，没有公开 2 项"));
  EXPECT_THAT(html, HasSubstr("市财政局&lt;绩效科&gt;"));
  EXPECT_THAT(html, HasSubstr("<span class=\"bad\">不符</span>：服务器回答 404"));
  EXPECT_THAT(html, HasSubstr("<span class=\"ok\">字节相同</span>"));
  EXPECT_THAT(html, HasSubstr("应公开而没有公开，也没有例外"));
  EXPECT_THAT(html, Not(HasSubstr("src=")));  // nothing is loaded
  EXPECT_EQ(c.verify(portal, {"--report", c.folder / "r.pdf"}).status, 1);
  EXPECT_TRUE(c.folder.read("r.pdf").starts_with("%PDF-"));
  EXPECT_EQ(c.verify(portal, {"--report", c.folder / "r.xlsx"}).status, 2);
}

TEST(LivePortal, HasItsLastCheckBesideItsLog) {
  LiveCounty c;
  const Simulator portal(c.serve());
  ASSERT_EQ(c.verify(portal, {"--evidence", c.folder / "e", "--key", c.folder / "checker", "--passphrase-file", c.folder / "pass", "--name", "sjj.example.gov.cn/checks", "--checker", "市财政局"}).status, 0);
  const auto seal = [&](const std::string& day, const std::string& evidence) {
    return go({"seal", "--out", c.out(), "--key", c.folder / "key", "--passphrase-file", c.folder / "pass", "--time", day + "T09:00:00+08:00", "--checked", c.folder / evidence});
  };
  const Ran sealed = seal("2026-03-02", "e/evidence.jsonl");  // no new edition, and the check all the same
  ASSERT_EQ(sealed.status, 0) << sealed.err;
  const auto checked = nlohmann::json::parse(c.folder.read("county/output/proof/checked.json"));
  EXPECT_EQ(checked["urls"].size(), 2U);
  EXPECT_EQ(checked["urls"][0]["verdict"], "SAME-BYTES");
  EXPECT_EQ(checked["checker"], "市财政局");
  EXPECT_EQ(checked["evidence_sha256"], sha256_hex(c.folder.read("e/evidence.jsonl")));
  EXPECT_FALSE(checked.contains("machine"));
  EXPECT_EQ(c.folder.read("county/output/proof/checked.note"), c.folder.read("e/evidence.note"));
  EXPECT_THAT(c.folder.read("county/output/proof/checked.html"), HasSubstr("有效 1 项"));
  // It is no part of what was sealed, and stays when the site is built and sealed again.
  const auto holds = [&] { return go({"verify", c.out(), "--keys", c.folder / "keys"}).status; };
  EXPECT_EQ(holds(), 0);
  EXPECT_EQ(c.county.build({"--sealed"}).status, 0);
  EXPECT_EQ(holds(), 0);
  c.correct_budget();
  EXPECT_EQ(holds(), 0);
  EXPECT_TRUE(fs::exists(c.out() + "/proof/checked.html"));
  // Pages that were sealed anew were not checked.
  EXPECT_EQ(seal("2026-03-03", "e/evidence.jsonl").status, 0);
  EXPECT_EQ(nlohmann::json::parse(c.folder.read("county/output/proof/checked.json"))["urls"].size(), 0U);
  EXPECT_EQ(seal("2026-03-03", "keys").status, 2);
  std::string other = c.folder.read("e/evidence.jsonl");
  c.folder.write("other.jsonl", replaced(other, "\"size\":", "\"size\":1"));
  EXPECT_EQ(seal("2026-03-03", "other.jsonl").status, 1);
}

TEST(LivePortal, IsToldToMachinesInOneForm) {
  LiveCounty c;
  const Simulator portal(c.serve([](const std::string& path, const std::string&, int) -> std::optional<Reply> {
    return path == kUnit ? std::optional(reply("404 Not Found", "", "")) : std::nullopt;
  }));
  const Ran ran = c.verify(portal, {"--format", "json"});
  EXPECT_EQ(ran.status, 1);
  const auto report = nlohmann::json::parse(ran.out);
  EXPECT_EQ(report["format"], 1);
  EXPECT_EQ(report["counts"]["FAIL"], 1);
  EXPECT_EQ(report["counts"]["SAME-BYTES"], 3);
  EXPECT_EQ(report["urls"].size(), 4U);
  EXPECT_EQ(c.verify(portal, {"--name", "x", "--key", c.folder / "checker"}).status, 2);  // nothing to sign
}

}  // namespace
}  // namespace disclose
