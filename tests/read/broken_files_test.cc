// Files cut short, in the wrong encoding, too deep or too large: every one is a `form` finding at a
// place in its file, and nothing else happens.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "support/site.h"

namespace disclose {
namespace {

const std::string kRecord = R"([
{"kind": "target", "id": "t-1", "year": 2024, "unit": "traffic", "status": "approved", "x-note": {"a": [1, -2.5e3, null]},
"approval": {"number": "云财〔2024〕1号", "date": "2024-02-01"}, "subject": {"type": "unit"},
"funds": [{"source": "total", "amount": "1,234.50万元"}], "goal": "修路\u4e91\ud83d\ude00\n",
"indicators": [{"level1": "产出指标", "name": "里程", "target": "≥12公里", "weight": 50}]}
])";

const std::string kPage = "---\ntitle: 通知\nkind: notice\nstatus: approved\npublished: 2024-02-05\ndocuments:\n  - {title: 附件, path: a.pdf}\n---\n\n# 通知\n\n| 甲 | 乙 |\n|---|---|\n| 1 | **2** |\n[^1]\n\n[^1]: 注\n";

// Reads and judges a site with this file; every finding must have a place in a file there is.
CheckedSite checked(const std::string& path, const std::string& bytes) {
  CheckedSite site(Files{{path, bytes}, {"content/a.pdf", "x"}});
  for (const Diagnostic& d : site.diagnostics.all()) {
    EXPECT_FALSE(d.place.file.empty()) << d.message.en;
    EXPECT_FALSE(d.message.zh.empty() || d.message.en.empty());
    EXPECT_EQ(find_invalid_utf8(d.message.zh), std::string::npos);
    EXPECT_EQ(find_invalid_utf8(d.message.en), std::string::npos);
  }
  return site;
}

TEST(BrokenFiles, AreSoundWhenWhole) {
  EXPECT_EQ(checked("data/t.json", kRecord).findings(Code::form), "");
  EXPECT_EQ(checked("content/p.md", kPage).findings(Code::form), "");
}

TEST(BrokenFiles, CutAnywhereAreReported) {
  for (std::size_t size = 0; size < kRecord.size(); ++size) {
    const CheckedSite site = checked("data/t.json", kRecord.substr(0, size));
    EXPECT_TRUE(site.diagnostics.has_errors()) << "after " << size << " bytes";
  }
}

TEST(BrokenFiles, OfMarkdownCutAnywhereAreRead) {
  for (std::size_t size = 0; size < kPage.size(); ++size) checked("content/p.md", kPage.substr(0, size));
}

TEST(BrokenFiles, WithOneByteWrongAnywhereAreRead) {
  for (const char wrong : {'\0', '\xFF', '\x80', '"', '{', ']', '\\', '9'}) {
    for (std::size_t at = 0; at < kRecord.size(); at += 3) {
      std::string bytes = kRecord;
      bytes[at] = wrong;
      checked("data/t.json", bytes);
    }
    for (std::size_t at = 0; at < kPage.size(); ++at) {
      std::string bytes = kPage;
      bytes[at] = wrong;
      checked("content/p.md", bytes);
    }
  }
}

TEST(BrokenFiles, InAnotherEncodingAreNamedAsSuch) {
  EXPECT_NE(checked("data/t.json", "[{\"kind\": \"\xD4\xC6\xCF\xAA\"}]").findings(Code::form).find("不是 UTF-8"), std::string::npos);
  EXPECT_NE(checked("content/p.md", "---\ntitle: \xD4\xC6\n---\n").findings(Code::form).find("UTF-8"), std::string::npos);
  EXPECT_NE(checked("data/t.json", std::string("\xFF\xFE[\0]\0", 6)).findings(Code::form), "");
}

TEST(BrokenFiles, DeeperThanSixtyFourAreRefused) {
  for (const std::size_t depth : {65U, 1000U, 100000U}) {
    EXPECT_NE(checked("data/t.json", std::string(depth, '[')).findings(Code::form), "");
    EXPECT_NE(checked("data/t.json", "[{\"kind\": " + std::string(depth, '[') + std::string(depth, ']') + "}]").findings(Code::form), "");
    checked("content/p.md", std::string(depth, '>') + " 甲\n");
    checked("content/p.md", "---\ntitle: " + std::string(depth, '[') + "\n---\n");
    checked("content/p.md", "---\ntitle: " + std::string(depth, '{') + "\n---\n");
  }
}

TEST(BrokenFiles, WithNumbersBeyondMeasureAreRefused) {
  for (const std::string& number : std::vector<std::string>{std::string(5000, '9'), "1e400", "-1e400", "1e-400", "0." + std::string(5000, '1'), "99999999999999999999999999999999999999999"}) {
    for (const char* key : {"\"weight\": 50", "\"year\": 2024"}) {
      const std::string name = std::string(key).substr(0, std::string(key).find(' ') + 1);
      EXPECT_NE(checked("data/t.json", replaced(kRecord, key, name + number)).findings(Code::form), "") << key << " " << number.substr(0, 20);
    }
    EXPECT_NE(checked("data/t.json", replaced(kRecord, "1,234.50万元", number + "亿元")).findings(Code::form), "") << number.substr(0, 20);
  }
}

TEST(BrokenFiles, StandForFoldersAndTheOtherWayRound) {
  for (const char* path : {"data/site.json", "data/units.json"}) {
    for (const char* bytes : {"", "null", "[]", "{}", "0", "\"x\"", "[[]]", "[null]", "[{}]"}) checked(path, bytes);
  }
}

}  // namespace
}  // namespace disclose
