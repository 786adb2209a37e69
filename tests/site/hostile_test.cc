// Every text of a county is somebody's typing. Hostile texts in every field crash nothing and stay
// texts in every form the site is published in.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "site/county_copy.h"
#include "site/program.h"
#include "site/traces.h"

namespace disclose {
namespace {

using namespace std::string_literals;

// Texts that try to be something else. Each mark holds `zq`, to be found again.
const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> all = {
      "<zqx onload=zq(1)>\"' zqa=\"1\" zqb='1",
      "</title></textarea></style></script><zqx>",
      "]]><zqx><!-- zq -->",
      "{{ zqname }}{% zqdo %}{# zqc #}",
      "=zqf(1+1)",
      "+zqf(1)",
      "-zqf(1)",
      "@zqf(1)",
      "\t=zqf(1)",
      "＝zqf(1)",
      "javascript:zq(1)",
      "[点](javascript:zq(1)) ![图](https://zq.example.com/x.png) <https://zq.example.com/> `zq`",
      "\0\x01\x1b[31mzq\x1f\x7f"s,
      "zq\u0085\u2028\u2029\ufeff\u200b\u200d\ufffe\uffff末",
      std::string(10000, 'q'),
      [] {
        std::string text;
        for (int i = 0; i < 3400; ++i) text += "绩";
        return text;
      }(),
      R"(\n \\ %s %n ${zq} $& &amp; &#60;zqx&#62; %3Czqx%3E \text{zq} $\leq$)",
      "\u202azq\u2066文\u2069\u202c",
      "../../../../etc/zq",
      "<!-- zq",
      "zq\r\nSet-Cookie: zq=1",
      "**zq** | zq | zq\n|---|---|\n<script>zq(1)</script>",
      "𝒵𝓆👩‍👩‍👧‍👦e\u0301\u0301\u0301zq",
  };
  return all;
}

// The demonstration county with a hostile text wherever a text may stand.
void poison(const CountyCopy& county) {
  std::size_t next = 0;
  const auto spoil = [&](std::string_view key, std::string& text) {
    if (is_free_text(key)) text = hostile_texts()[next++ % hostile_texts().size()];
  };
  county.change_records([&](CountyCopy::Json& records) {
    for (CountyCopy::Json& record : records) {
      const bool refers = record["kind"] == "recheck";  // its indicators are named as in the self-evaluation
      CountyCopy::change_texts(record, [&](std::string_view key, std::string& text) {
        if (!refers || key != "name") spoil(key, text);
      });
      if (record["kind"] != "regulation") record["title"] = hostile_texts()[next++ % hostile_texts().size()];
    }
  });
  for (const char* file : {"county/data/site.json", "county/data/units.json"}) {
    CountyCopy::Json json = CountyCopy::Json::parse(county.folder().read(file));
    const auto everywhere = [&](std::string_view key, std::string& text) {
      constexpr std::array<std::string_view, 16> kKeys = {"title", "name", "parent_name", "office", "address", "phone", "site_name", "icp", "police_record",
                                                          "column_name", "column_type", "column_description", "short_name", "function", "text", "column_keywords"};
      const bool grade = text.size() <= 6 && key == "name";  // 优 良 中 差 are referred to
      if (std::ranges::find(kKeys, key) != kKeys.end() && !grade) text = hostile_texts()[next++ % hostile_texts().size()];
    };
    CountyCopy::change_texts(json, everywhere);
    county.folder().write(file, json.dump(1));
  }
  std::string narrative = "# 标题\n\n";
  for (const std::string& text : hostile_texts()) narrative += text + "\n\n## " + text + "\n\n- " + text + "\n\n| " + text + " | 甲 |\n|---|---|\n| 乙 | " + text + " |\n\n";
  for (const char* file : {"county/content/annual-report-2024.md", "county/content/about.md"}) {
    const std::string old = county.folder().read(file);
    county.folder().write(file, old.substr(0, old.find("\n---", 3) + 5) + narrative);
  }
}

Shell run_on(const CountyCopy& county, const std::string& command, const std::string& options = "") {
  return in_shell(program() + " " + command + " --quiet --site " + quoted(county.site()) + " " + options + " 2>&1");
}

// --- what a file of each kind must be, whatever it says ---

void expect_no_markup(const std::string& path, const std::string& html) {
  for (const char* broken : {"<zqx", "<script>zq", "\" zqa=", "' zqb=", "<!-- zq", "src=\"http", "src=\"//"}) {
    EXPECT_EQ(html.find(broken), std::string::npos) << path << " lets through " << broken;
  }
  for (std::size_t at = 0; (at = html.find("href=\"", at)) != std::string::npos; at += 6) {
    const std::string target = html.substr(at + 6, 11);
    EXPECT_NE(target, "javascript:") << path;
  }
  for (std::size_t at = 0; at < html.size(); ++at) {
    const auto byte = static_cast<unsigned char>(html[at]);
    ASSERT_TRUE(byte >= 0x20 || byte == '\n' || byte == '\r' || byte == '\t')
        << path << " holds control character " << static_cast<int>(byte) << " after " << html.substr(at < 200 ? 0 : at - 200, std::min<std::size_t>(at, 200));
  }
  EXPECT_EQ(find_invalid_utf8(html), std::string::npos) << path;
  EXPECT_EQ(html.find("\u202e"), std::string::npos) << path;
}

// The cells of a CSV file (RFC 4180).
std::vector<std::string> cells_of(const std::string& csv) {
  std::vector<std::string> cells(1);
  bool within = false;
  for (const char c : csv.substr(csv.starts_with("\xEF\xBB\xBF") ? 3 : 0)) {
    if (c == '"') {
      within = !within;
    } else if (!within && (c == ',' || c == '\r' || c == '\n')) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  EXPECT_FALSE(within);
  return cells;
}

void expect_no_formula(const std::string& path, const std::string& csv) {
  for (const std::string& cell : cells_of(csv)) {
    const std::string text(trim(cell));
    if (text.find("zqf") == std::string::npos) continue;
    EXPECT_EQ(text.front(), '\'') << path << ": " << text.substr(0, 60);
  }
}

void expect_sound_workbook(const std::string& path, const std::string& bytes) {
  std::size_t room = 256U << 20U;
  for (const auto& [name, member] : read_zip(bytes, room).members) {
    if (!name.ends_with(".xml") && !name.ends_with(".rels")) continue;
    EXPECT_EQ(member.find("<f>"), std::string::npos) << path << " " << name << " holds a formula";
    EXPECT_EQ(member.find("<zqx"), std::string::npos) << path << " " << name;
    EXPECT_EQ(member.find("\"javascript:"), std::string::npos) << path << " " << name;
    for (const char c : member) ASSERT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r' || c == '\t') << path << " " << name;
    EXPECT_EQ(find_invalid_utf8(member), std::string::npos) << path << " " << name;
  }
  EXPECT_FALSE(read_attachment("a.xlsx", bytes).problem) << path;
}

void expect_sound_pdf(const std::string& path, const std::string& bytes) {
  EXPECT_TRUE(bytes.starts_with("%PDF-") && bytes.ends_with("%%EOF\n")) << path;
  const std::string inside = bytes + streams_of(bytes);
  for (const char* action : {"/JavaScript", "/JS ", "/JS(", "/Launch", "/URI (javascript", "/URI(javascript", "/SubmitForm"}) EXPECT_EQ(inside.find(action), std::string::npos) << path << " holds " << action;
}

bool is_sound_path(const std::string& path) {
  const bool characters = std::ranges::all_of(path, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_' || c == '/'; });
  return characters && path.find("..") == std::string::npos;
}

void expect_sound(const Tree& site) {
  std::set<std::string> opened;  // one PDF of each kind is read back: ten thousand letters without a break take a reader long
  for (const auto& [path, bytes] : site) {
    EXPECT_TRUE(is_sound_path(path)) << path;
    if (path.ends_with(".html") || path.ends_with(".xml") || path.ends_with(".svg")) expect_no_markup(path, bytes);
    EXPECT_TRUE(!path.ends_with(".json") || nlohmann::json::accept(bytes)) << path;
    if (path.ends_with(".csv")) expect_no_formula(path, bytes);
    if (path.ends_with(".xlsx")) expect_sound_workbook(path, bytes);
    if (path.ends_with(".pdf")) {
      expect_sound_pdf(path, bytes);
      const std::string kind = path.substr(0, path.find('/', 5));
      EXPECT_TRUE(!opened.insert(kind).second || !read_attachment("a.pdf", bytes).problem) << path;
    }
  }
}

// The lines of a report that tell of errors.
std::string errors_of(const std::string& output) {
  std::istringstream lines(output);
  std::string errors;
  for (std::string line; std::getline(lines, line);) {
    if (line.find(": 错误[") != std::string::npos) errors += line + "\n";
  }
  return errors;
}

TEST(HostileCounty, IsPublishedAsTheTextItIs) {
  const CountyCopy county;
  poison(county);
  const Tree before = county.folder().tree("county");
  const Shell ran = run_on(county, "build", "--year 2024 --out " + quoted(county.out()));
  ASSERT_EQ(ran.status, 0) << errors_of(ran.output);
  const Tree site = county.folder().tree("out");
  expect_sound(site);
  EXPECT_FALSE(traces({{"index.html", site.at("2024/index.html")}}, {"zq"}).empty()) << "the texts are there";
  EXPECT_EQ(county.folder().tree("county"), before) << "nothing outside the output folder is touched";
}

TEST(HostileCounty, IsToldOfWithoutHarm) {
  const CountyCopy county;
  poison(county);
  county.folder().write("county/data/bad.json", "[{\"kind\": \"bud\u202eget\\u001b[2J\", \"id\": \"../../etc\", \"year\": 2024}]");
  const Shell text = run_on(county, "check");
  EXPECT_EQ(text.status, 1);
  for (const char c : text.output) ASSERT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << "a control character reaches the terminal";
  EXPECT_EQ(text.output.find("\u202e"), std::string::npos);
  const Shell json = run_on(county, "check", "--format json");
  EXPECT_EQ(json.status, 1);
  EXPECT_TRUE(nlohmann::json::accept(json.output));
}

TEST(HostileCounty, NamesTheRecordWithACharacterNoFontHas) {
  const CountyCopy county;
  county.change_records([](CountyCopy::Json& records) {
    for (CountyCopy::Json& record : records) {
      if (record["id"] == "traffic-safety-target-2024") record["goal"] = "维护信号灯192组👦，复划标线6.8万平方米";
    }
  });
  const Shell ran = run_on(county, "build", "--year 2024 --out " + quoted(county.out()));
  EXPECT_EQ(ran.status, 0);
  const std::size_t at = ran.output.find("没有字体含有字符 “👦”（U+1F466）");
  ASSERT_NE(at, std::string::npos) << ran.output;
  const std::string line = ran.output.substr(ran.output.rfind('\n', at) + 1);
  EXPECT_TRUE(line.starts_with("data/2024/")) << line.substr(0, 200);
  EXPECT_NE(line.find("警告[text-noise]"), std::string::npos);
}

// --- what may not be said at all ---

TEST(HostileCounty, CannotLeaveItsFolders) {
  const std::vector<std::string> ids = {"../x", "..", ".", "a/b", "/etc", "a\\b", "%2e%2e", "a\0b"s, "-a", ".a", "a b", "云", std::string(81, 'a'), "a\nb"};
  const std::vector<std::string> paths = {"../data/site.json", "/etc/passwd", "a/../../data/site.json", "..\\data\\site.json", "file:///etc/passwd", "a\0.md"s, "", ".", "attachments", "//etc/passwd"};
  for (const char* key : {"id", "narrative"}) {
    for (const std::string& value : key == std::string("id") ? ids : paths) {
      if (value.empty()) continue;  // the same as an absent key
      const TemporaryFolder folder;
      nlohmann::json record = {{"kind", "budget"}, {"id", "b"}, {"year", 2024}, {"unit", "u"}, {"status", "approved"}, {"total", "1元"}};
      record[key] = value;
      folder.write("site/data/site.json", R"({"format": 1, "title": "县", "base_url": "https://a.cn/", "jurisdiction": {"name": "县", "code": "990123", "level": "county"}, "publisher": {"name": "局"}})");
      folder.write("site/data/units.json", R"([{"id": "u", "name": "局"}])");
      folder.write("site/data/a.json", record.dump());
      const Tree before = folder.tree();
      const Shell ran = in_shell(program() + " build -q --site " + quoted(folder / "site") + " 2>&1");
      EXPECT_EQ(ran.status, 1) << key << " " << value << "\n" << ran.output;
      EXPECT_NE(ran.output.find("[form]"), std::string::npos) << ran.output;
      EXPECT_EQ(folder.tree(), before) << key << " " << value;
    }
  }
}

}  // namespace
}  // namespace disclose
