// The evidence is for others to read: WARC 1.1 and lines of JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "disk/temporary_folder.h"
#include "format/digest.h"
#include "portal/evidence.h"
#include "portal/warc.h"

namespace disclose {
namespace {

using testing::HasSubstr;

struct WarcRecord {
  std::map<std::string, std::string> fields;
  std::string block;
};

// Reads a WARC file as its standard says; anything else ends the test.
std::vector<WarcRecord> read_warc(std::string_view bytes) {
  std::vector<WarcRecord> records;
  while (!bytes.empty()) {
    const std::size_t head = bytes.find("\r\n\r\n");
    EXPECT_TRUE(bytes.starts_with("WARC/1.1\r\n"));
    WarcRecord record;
    for (std::size_t at = 10; at < head + 2;) {
      const std::size_t end = bytes.find("\r\n", at);
      const std::string line(bytes.substr(at, end - at));
      record.fields[line.substr(0, line.find(": "))] = line.substr(line.find(": ") + 2);
      at = end + 2;
    }
    const std::size_t size = std::stoul(record.fields.at("Content-Length"));
    record.block = bytes.substr(head + 4, size);
    EXPECT_EQ(record.fields.at("WARC-Block-Digest"), "sha256:" + sha256_hex(record.block));
    bytes.remove_prefix(head + 4 + size);
    EXPECT_TRUE(bytes.starts_with("\r\n\r\n"));
    bytes.remove_prefix(4);
    records.push_back(std::move(record));
  }
  return records;
}

Hop hop() {
  Hop hop{.url = "https://a.b/c/", .started = 1'772'326'800'123, .ms = 20};
  hop.answer.status = 200;
  hop.answer.ip = "203.0.113.5";
  hop.answer.request_head = "GET /c/ HTTP/1.1\r\nHost: a.b\r\n\r\n";
  hop.answer.answer_head = "HTTP/1.1 200 OK\r\nDate: Sun, 01 Mar 2026 01:00:00 GMT\r\nTransfer-Encoding: chunked\r\n\r\n";
  hop.answer.body = "正文\r\n\r\nWARC/1.1\r\n";
  return hop;
}

TEST(Warc, HoldsRequestAndAnswerAsReceived) {
  const std::vector<WarcRecord> records = read_warc(warc_info(1'772'326'800'000, "software: x\r\n") + warc_exchange(hop()));
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].fields.at("WARC-Type"), "warcinfo");
  EXPECT_EQ(records[1].fields.at("WARC-Type"), "response");
  EXPECT_EQ(records[1].fields.at("WARC-Date"), "2026-03-01T01:00:00.123Z");
  EXPECT_EQ(records[1].fields.at("WARC-IP-Address"), "203.0.113.5");
  EXPECT_EQ(records[1].fields.at("WARC-Payload-Digest"), "sha256:" + sha256_hex(hop().answer.body));
  EXPECT_TRUE(records[1].block.ends_with("\r\n\r\n" + hop().answer.body));
  // The body is whole: no reader may look for pieces in it.
  EXPECT_THAT(records[1].block, HasSubstr("\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n"));
  EXPECT_EQ(records[2].fields.at("WARC-Type"), "request");
  EXPECT_EQ(records[2].fields.at("WARC-Concurrent-To"), records[1].fields.at("WARC-Record-ID"));
  EXPECT_EQ(records[2].block, hop().answer.request_head);
  EXPECT_NE(records[1].fields.at("WARC-Record-ID"), records[2].fields.at("WARC-Record-ID"));
}

TEST(Warc, SaysWhatIsCutShort) {
  Hop cut = hop();
  cut.answer.failure = NoAnswer::too_large;
  EXPECT_EQ(read_warc(warc_exchange(cut))[0].fields.at("WARC-Truncated"), "length");
  cut.answer.failure = NoAnswer::timeout;
  EXPECT_EQ(read_warc(warc_exchange(cut))[0].fields.at("WARC-Truncated"), "time");
  cut.answer.answer_head.clear();
  EXPECT_EQ(read_warc(warc_exchange(cut)).size(), 1U);  // the request alone
  cut.answer.request_head.clear();
  EXPECT_EQ(warc_exchange(cut), "");
}

TEST(Warc, IsReadByOtherSoftware) {
  const TemporaryFolder folder;
  folder.write("e.warc", warc_info(1'772'326'800'000, "software: x\r\n") + warc_exchange(hop()));
  if (std::system("python3 -c 'import warcio' 2>/dev/null") != 0) GTEST_SKIP() << "python3 has no warcio";
  EXPECT_EQ(std::system(("python3 -m warcio.cli check '" + folder / "e.warc" + "'").c_str()), 0);
}

TEST(Evidence, IsReadBackAsItWasWritten) {
  const Expectation expected{.path = "c/index.html", .url = "https://a.b/c/", .items = {"u/2024/budget"}, .sha256 = std::string(64, 'a'), .size = 5, .text = std::string(64, 'b'), .leaf = 3, .former = {}};
  Fetched fetched;
  fetched.end = Fetched::End::answered;
  fetched.hops.push_back(hop());
  fetched.hops.back().answer.tls = TlsLeaf{"CN = a.b", "CN = 根\x01", "2027", std::string(64, 'c')};
  fetched.tries = 1;
  const Judgement judgement{.verdict = Verdict::same_text, .why = {"改写", "rewritten"}, .body_sha256 = std::string(64, 'd'), .text_sha256 = std::string(64, 'b'), .charset = "gb18030", .bytes = 7};
  const CheckedUrl checked = make_checked(expected, fetched, judgement, 1'772'326'800'000, 1'772'326'801'000, {"a.b", 9, "cm9vdA==", 2}, "disclose/x");
  Say problem;
  const auto lines = parse_lines(print_datum(checked.line) + "\n", problem);
  ASSERT_TRUE(lines) << problem.en;
  const auto again = read_checked(expected, lines->front());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->verdict, Verdict::same_text);
  EXPECT_EQ(again->why.zh, "改写");
  EXPECT_EQ(again->ended, "2026-03-01T09:00:01+08:00");
  EXPECT_EQ(print_datum(again->line), print_datum(checked.line));
  EXPECT_THAT(print_datum(checked.line), HasSubstr(R"("status":200)"));
  Expectation other = expected;
  other.sha256 = std::string(64, 'e');  // sealed anew since
  EXPECT_FALSE(read_checked(other, lines->front()));
  EXPECT_FALSE(parse_lines("{\"b\":1,\"a\":2}\n", problem));
  EXPECT_FALSE(parse_lines("x\n", problem));
}

}  // namespace
}  // namespace disclose
