#include "proof/leaf.h"

#include <gtest/gtest.h>

#include "proof/canonical_json.h"
#include "proof/edition.h"
#include "proof/history.h"
#include "proof/vectors.h"

namespace disclose {
namespace {

std::vector<std::string> example(int edition) { return lines_of(vector_text("example/entries-ed" + std::to_string(edition) + ".txt")); }

bool is_leaf(const std::string& text) {
  Say problem;
  const bool read = parse_leaf(text, problem).has_value();
  EXPECT_EQ(read, problem.empty());
  return read;
}

std::string with(std::string text, const std::string& piece, const std::string& instead) {
  const std::size_t at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return text.replace(at, piece.size(), instead);
}

TEST(Leaf, IsReadAndWrittenAsTheSameBytes) {
  for (const std::string& line : example(2)) {
    Say problem;
    const auto leaf = parse_leaf(line, problem);
    ASSERT_TRUE(leaf) << line << problem.en;
    EXPECT_EQ(print_leaf(*leaf), line);
  }
}

TEST(Leaf, HasOneForm) {
  const std::string item = example(1)[0];
  const std::string exempt = example(1)[2];
  const std::string edition = example(1)[3];
  const std::string correct = example(2)[4];
  EXPECT_TRUE(is_leaf(item));
  for (const std::string& bad :
       {std::string(), std::string("[]"), std::string("{}"), item + "\n", " " + item, with(item, "{\"edition\":1,", "{\"edition\":1,\"edition\":1,"), with(item, "\"edition\":1", "\"edition\":01"),
        with(item, "\"edition\":1", "\"edition\":1.0"), with(item, "\"edition\":1", "\"edition\":-0"), with(item, "\"edition\":1", "\"edition\":\"1\""), with(item, "\"edition\":1", "\"edition\":9007199254740992"),
        with(item, "\"edition\":1", "\"edition\":0"), with(item, "某", "\\u67d0"), with(item, "/2025", "\\/2025"), with(item, "某", "\xff"), with(item, "某", "\t"), with(item, "\"prev\":-1", "\"prev\":-2"),
        with(item, "publish", "republish"), with(item, "\"type\"", "\"zeit\":1,\"type\""), with(item, "\"unit\":\"某县财政局\"", "\"unit\":\"\""), with(item, "3e90", "3E90"), with(item, "3e90", "e90"),
        with(item, "index.html", "/index.html"), with(item, "index.html", "../x"), with(item, "index.html", "z.html"), with(item, "report.pdf", "index.html"), with(item, "101001/2025", "101001/2025/x"),
        with(item, "\"size\":4", "\"size\":-4"), with(item, "item/1", "item/2"), with(item, "\"op\":\"publish\"", "\"op\":\"publish\",\"reason\":\"x\""), with(exempt, "依法不予公开：涉密部门", ""),
        with(correct, "\"prev\":0", "\"prev\":-1"), with(edition, "+08:00", "Z"), with(edition, "2026-03-01", "2026-02-30"), with(edition, "T09:00", "T24:00"), with(edition, "\"units\":3", "\"units\":4"),
        with(edition, "https://", "ftp://"), with(edition, "\"waived\":0", "\"waived\":-1"), with(edition, "jxgk/\"", "jxgk\""), std::string(100000, '['), with(item, "某县财政局", std::string(66000, 'x'))}) {
    EXPECT_FALSE(is_leaf(bad)) << bad.substr(0, 300);
  }
  // What is not known may be left out.
  EXPECT_TRUE(is_leaf(with(edition, ",\"waived\":0", "")));
  EXPECT_TRUE(is_leaf(with(item, ",\"text\":\"2ab12078606852ff3750bcc767bdc6fd279a7f171f922bcc42dba14d67af1e52\"", "")));
}

TEST(Leaf, ThatWouldNotBeReadIsNotWritten) {
  EXPECT_THROW(print_leaf(ItemLeaf{.id = "no id"}), std::logic_error);
  EXPECT_THROW(print_leaf(KeyLeaf{.key = "no key"}), std::logic_error);
}

TEST(Leaf, OfAKeyHasItsReason) {
  const KeyLeaf leaf{KeyOp::add, lines_of(vector_text("vkeys.txt"))[0], "2026-03-01T09:00:00+08:00", "定期更换"};
  Say problem;
  const auto read = parse_leaf(print_leaf(leaf), problem);
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<KeyLeaf>(*read).key, leaf.key);
  EXPECT_EQ(std::get<KeyLeaf>(*read).op, KeyOp::add);
}

TEST(Leaf, TimeIsThatOfChina) {
  EXPECT_EQ(unix_seconds("1970-01-01T08:00:00+08:00"), 0);
  EXPECT_EQ(unix_seconds("2026-03-01T09:00:01+08:00"), 1772326801);
}

TEST(CanonicalJson, EscapesOnlyWhatItHasTo) {
  std::string out;
  append_json_text(out, "a\"\\\b\f\n\r\t\x01 中/");
  EXPECT_EQ(out, R"("a\"\\\b\f\n\r\t\u0001 中/")");
}

// --- what leaves say together ---

bool follow(const std::vector<std::string>& lines) {
  Say problem;
  const bool holds = History::of(lines, problem).has_value();
  EXPECT_EQ(holds, problem.empty());
  return holds;
}

TEST(History, OfTheExampleIsAsItSays) {
  Say problem;
  const auto history = History::of(example(2), problem);
  ASSERT_TRUE(history) << problem.en;
  EXPECT_EQ(history->editions().size(), 2U);
  EXPECT_EQ(history->last_of("101001/2025/self-eval"), 4U);
  EXPECT_EQ(history->counts().disclosed, 2);
  EXPECT_EQ(history->counts().exempt, 1);
  EXPECT_EQ(history->counts().units, 3);
  EXPECT_EQ(history->counts().items, 3);
}

TEST(History, IsHeldToWhatCameBefore) {
  const std::vector<std::string> good = example(2);
  EXPECT_TRUE(follow(good));
  const auto changed = [&](std::size_t index, const std::string& piece, const std::string& instead) {
    std::vector<std::string> lines = good;
    lines[index] = with(lines[index], piece, instead);
    return lines;
  };
  EXPECT_FALSE(follow({good.begin(), good.begin() + 5}));                                 // cut within an edition
  EXPECT_FALSE(follow({good[1], good[0], good[2], good[3]}));                              // not in order
  EXPECT_FALSE(follow({good[0], good[0], good[1], good[2], good[3]}));                     // twice
  EXPECT_FALSE(follow(changed(4, "\"prev\":0", "\"prev\":1")));                            // another item's leaf
  EXPECT_FALSE(follow(changed(4, "\"edition\":2", "\"edition\":3")));
  EXPECT_FALSE(follow(changed(5, "\"first\":4", "\"first\":5")));
  EXPECT_FALSE(follow(changed(5, "\"prev\":3", "\"prev\":2")));
  EXPECT_FALSE(follow(changed(5, "\"edition\":2", "\"edition\":1")));
  EXPECT_FALSE(follow(changed(5, "2026-04-10", "2026-02-10")));                            // before the first edition
  EXPECT_FALSE(follow(changed(5, "\"items\":3", "\"items\":4")));                          // padded
  EXPECT_FALSE(follow(changed(3, "\"disclosed\":2,\"exempt\":1", "\"disclosed\":3,\"exempt\":0")));
  EXPECT_FALSE(follow(changed(4, "101001/2025", "101003/2025")));                          // corrects what never was
}

// A bureau with very many projects: said before anything is signed, not thrown.
TEST(Leaf, IsNotMadeOfMoreFilesThanItHolds) {
  const auto edition_of = [](int files, std::vector<Say>& problems) {
    SiteItem item{.unit = "教育局", .exempt = {}, .files = {}, .record = std::string(64, 'a'), .text = {}};
    for (int i = 0; i < files; ++i) item.files.push_back({"2024/target/p" + std::to_string(1000 + i) + "/index.html", std::string(64, 'b'), 1, std::string(64, 'c')});
    History history;
    return append_edition(history, {.site = "https://a.example/", .items = {{"education/2024/project-targets", item}}}, {.time = "2026-03-01T09:00:00+08:00", .tool = "t", .reasons = {}}, "", "", problems);
  };
  std::vector<Say> problems;
  EXPECT_TRUE(edition_of(280, problems));
  EXPECT_TRUE(problems.empty());
  EXPECT_FALSE(edition_of(400, problems));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].zh.find("education/2024/project-targets（教育局）有 400 个文件"), std::string::npos) << problems[0].zh;
}

}  // namespace
}  // namespace disclose
