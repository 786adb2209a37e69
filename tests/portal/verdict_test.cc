// What portals do, and what each of it means: real requests to a portal on this machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iconv.h>
#include <libdeflate.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "format/digest.h"
#include "portal/evidence.h"
#include "portal/expectation.h"
#include "portal/simulator.h"
#include "proof/page_text.h"

namespace disclose {
namespace {

using testing::HasSubstr;

constexpr const char* kAddress = "2024/target/roads/";

std::string page_saying(const std::string& text) {
  return "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>公路</title></head><body><main><div id=\"ps-record\"><p class=\"ps\">披露编号 <span>ps-begin:2024/target/roads/</span></p>\n" +
         text + "\n<p class=\"ps\" aria-hidden=\"true\">披露编号 <span>2024/target/roads/:ps-end</span></p></div></main></body></html>\n";
}
std::string original() { return page_saying("<h1>农村公路养护</h1><table><tr><th>里程</th><td>12</td><td>345</td></tr><tr><td>投诉</td></tr></table>"); }
std::string former() { return page_saying("<h1>农村公路养护</h1><table><tr><th>里程</th><td>12</td><td>340</td></tr></table>"); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string every(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

std::string gzipped(const std::string& text) {
  libdeflate_compressor* const compressor = libdeflate_alloc_compressor(9);
  std::string out(libdeflate_gzip_compress_bound(compressor, text.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor, text.data(), text.size(), out.data(), out.size()));
  libdeflate_free_compressor(compressor);
  return out;
}

std::string in_gbk(std::string text) {
  const iconv_t converter = iconv_open("GBK", "UTF-8");
  std::string out(text.size() * 2, '\0');
  char* source = text.data();
  char* target = out.data();
  std::size_t left = text.size();
  std::size_t room = out.size();
  EXPECT_EQ(iconv(converter, &source, &left, &target, &room), 0U);
  iconv_close(converter);
  out.resize(out.size() - room);
  return out;
}

Expectation expecting(const std::string& url) {
  return {.path = std::string(kAddress) + "index.html", .url = url, .items = {"roads/2024/project-targets"}, .sha256 = sha256_hex(original()), .size = static_cast<std::int64_t>(original().size()),
          .text = read_page_text(original(), "utf-8", kAddress).digest, .leaf = 0, .former = {{1, sha256_hex(former()), read_page_text(former(), "utf-8", kAddress).digest}}};
}

struct Seen {
  Judgement judgement;
  Fetched fetched;
  std::int64_t waited = 0;
};

struct Look {
  bool secure = false;
  WebAccess access = {.user_agent = "disclose/test", .proxy = {}, .ca_file = {}, .allow_private = true};
  FetchRules rules;
  std::optional<Expectation> expected;
};

Seen look(const Simulator::Answer& answer, Look how = {}) {
  const Simulator portal(answer, how.secure);
  TestClock clock;
  Pacer pacer(clock, 0);
  const auto client = open_web_client(how.access);
  Expectation expected = how.expected.value_or(expecting(""));
  expected.url = portal.url("/a/");
  Seen seen;
  seen.fetched = fetch_address(expected.url, how.rules, *client, pacer, clock, nullptr);
  seen.judgement = judge(expected, seen.fetched, how.rules.limits.most_bytes);
  seen.waited = clock.waited();
  return seen;
}

Simulator::Answer always(const Reply& reply) {
  return [reply](const std::string&, int) { return reply; };
}

TEST(Portal, MayServeThePageAsItIs) {
  for (const Simulator::Answer& answer : std::vector<Simulator::Answer>{
           always(page(original())),
           always(reply("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gzipped(original()))),
           always({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", original().size(), original())}),
           [](const std::string& path, int) { return path == "/a/" ? redirect("b/?x=1") : page(original()); },
           [](const std::string&, int before) { return before == 0 ? reply("503 Service Unavailable", "Retry-After: 7\r\n", "") : page(original()); },
       }) {
    const Seen seen = look(answer);
    EXPECT_EQ(seen.judgement.verdict, Verdict::same_bytes) << seen.judgement.why.en;
  }
}

TEST(Portal, MayRewriteThePageAsLongAsItsTextIsTheSame) {
  const std::string html = original();
  std::vector<Reply> replies = {
      page(replaced(replaced(html, "<main>", "<div class=\"toolbar\"><a href=\"https://a.b/\">分享</a><script>x()</script></div><main class=\"cms\">"), "<td>12", "<td class=\"n\"><a href=\"https://a.b/c\"></a>12")),
      reply("200 OK", "Content-Type: text/html; charset=GBK\r\n", in_gbk(html)),
      reply("200 OK", "Content-Type: text/html\r\n", in_gbk(replaced(html, "utf-8", "gb2312"))),
      page(every(html, "><", ">\r\n\t<")),
      page(every(every(every(html, "</td>", ""), "</tr>", ""), "\n", "")),
      page(replaced(html, "里程", "&#37324;&#31243;")),
      page(every(every(html, " id=\"ps-record\"", ""), " class=\"ps\"", "")),
  };
  for (const Reply& reply : replies) {
    const Seen seen = look(always(reply));
    EXPECT_EQ(seen.judgement.verdict, Verdict::same_text) << seen.judgement.why.en;
  }
}

TEST(Portal, MayNotChangeHideOrReplaceTheText) {
  const std::string html = original();
  const std::vector<std::pair<const char*, Reply>> replies = {
      {"one digit", page(replaced(html, "345", "346"))},
      {"a cell's boundary", page(replaced(html, "12</td><td>345", "123</td><td>45"))},
      {"a sentence", page(replaced(html, "</h1>", "</h1><p>以最终批复为准</p>"))},
      {"a hidden row", page(replaced(html, "<tr><td>投诉", "<tr style=\"display:none\"><td>投诉"))},
      {"a second region", page(replaced(html, "</main>", "<div id=\"ps-record\">另一份</div></main>"))},
      {"a soft 404", page("<html><body><h1>您访问的页面不存在</h1></body></html>")},
      {"404", reply("404 Not Found", "", "no")},
      {"410", reply("410 Gone", "", "")},
      {"not whole GBK", reply("200 OK", "Content-Type: text/html; charset=gbk\r\n", in_gbk(html) + "\xFF")},
      {"an unknown coding", reply("200 OK", "Content-Encoding: br\r\n", html)},
      {"a damaged gzip", reply("200 OK", "Content-Encoding: gzip\r\n", gzipped(html).substr(0, 60))},
  };
  for (const auto& [what, answer] : replies) {
    const Seen seen = look(always(answer));
    EXPECT_EQ(seen.judgement.verdict, Verdict::fail) << what;
    EXPECT_FALSE(seen.judgement.why.empty()) << what;
    EXPECT_EQ(seen.fetched.tries, 1U) << what;
  }
}

TEST(Portal, MayNotSendElsewhere) {
  const std::vector<std::pair<std::string, const char*>> ways = {
      {"https://www.example.com/a/", "another site"}, {"http://127.0.0.1:1/a/", "another site"}, {"file:///etc/passwd", "no web address"}, {"javascript:x", "no web address"},
      {"/a/", "in a circle"}, {"http://user@127.0.0.1/", "no web address"}, {"", "no web address"}};
  for (const auto& [to, why] : ways) {
    const Seen seen = look(always(redirect(to)));
    EXPECT_EQ(seen.judgement.verdict, Verdict::fail) << to;
    EXPECT_THAT(seen.judgement.why.en, HasSubstr(why)) << to;
  }
  const Seen endless = look([](const std::string& path, int) { return redirect(path + "x/"); });
  EXPECT_EQ(endless.judgement.verdict, Verdict::fail);
  EXPECT_EQ(endless.fetched.hops.size(), 6U);
}

TEST(Portal, IsNotReachedWhenItDoesNotAnswerOrBreaksOff) {
  Look brief;
  brief.rules.limits.total_ms = 300;
  const std::vector<std::tuple<const char*, Reply, Look>> replies = {
      {"429", reply("429 Too Many Requests", "", ""), {}},
      {"500", reply("500 Internal Server Error", "", ""), {}},
      {"a cut body", {"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<html>"}, {}},
      {"nothing at all", {""}, {}},
      {"a trickle", {"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<", true}, brief},
  };
  for (const auto& [what, answer, how] : replies) {
    const Seen seen = look(always(answer), how);
    EXPECT_EQ(seen.judgement.verdict, Verdict::unreachable) << what << seen.judgement.why.en;
    EXPECT_EQ(seen.fetched.tries, 3U) << what;
    EXPECT_EQ(seen.waited, 1'000 + 4'000) << what;
  }
  // Nobody listens: the port of a portal that is gone.
  int port = 0;
  { port = Simulator(always(page(""))).port(); }
  TestClock clock;
  Pacer pacer(clock, 0);
  const auto client = open_web_client({.user_agent = "t", .proxy = {}, .ca_file = {}, .allow_private = true});
  const Fetched gone = fetch_address(fmt::format("http://127.0.0.1:{}/", port), {}, *client, pacer, clock, nullptr);
  EXPECT_EQ(judge(expecting(""), gone, 1U << 20U).verdict, Verdict::unreachable);
}

TEST(Portal, IsWaitedForAsItAsksButNotForHours) {
  const auto asking = [](const char* seconds) { return always(reply("503 Service Unavailable", std::string("Retry-After: ") + seconds + "\r\n", "")); };
  EXPECT_EQ(look(asking("30")).waited, 60'000);
  EXPECT_EQ(look(asking("3600")).waited, 0);
  EXPECT_EQ(look(asking("Sun, 01 Mar 2026 02:00:00 GMT")).fetched.tries, 1U);
}

TEST(Portal, MayNotSendTooMuch) {
  Look how;
  how.rules.limits.most_bytes = 100'000;
  const std::vector<Reply> replies = {
      {"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n<html>", true},
      {"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(200'000, 'x')},
      reply("200 OK", "Content-Encoding: gzip\r\n", gzipped(std::string(20'000'000, '0'))),
  };
  for (const Reply& answer : replies) {
    const Seen seen = look(always(answer), how);
    EXPECT_EQ(seen.judgement.verdict, Verdict::fail);
    EXPECT_THAT(seen.judgement.why.en, HasSubstr("limit"));
    EXPECT_LE(seen.fetched.answer().body.size(), 100'000U);
  }
}

TEST(Portal, MayStillServeAnEarlierEdition) {
  EXPECT_EQ(look(always(page(former()))).judgement.verdict, Verdict::stale);
  const Seen rewritten = look(always(page(replaced(former(), "<main>", "<main><p>分享</p>"))));
  EXPECT_EQ(rewritten.judgement.verdict, Verdict::stale);
  EXPECT_THAT(rewritten.judgement.why.zh, HasSubstr("第 1 期"));
}

TEST(Portal, MayHaveAFirewallThatAnswers) {
  for (const char* status : {"521 ", "403 Forbidden", "412 Precondition Failed"}) EXPECT_EQ(look(always(reply(status, "", "<script>x</script>"))).judgement.verdict, Verdict::inconclusive) << status;
  EXPECT_EQ(look(always(page("<html><script>document.cookie='a=1';location.reload()</script></html>"))).judgement.verdict, Verdict::inconclusive);
}

TEST(Portal, ServesFilesByteForByte) {
  const std::string pdf = "%PDF-1.7 report";
  Look how;
  how.expected = Expectation{.path = "2024/target/roads/report.pdf", .url = "", .items = {}, .sha256 = sha256_hex(pdf), .size = static_cast<std::int64_t>(pdf.size()), .text = {}, .leaf = 0, .former = {{2, sha256_hex("%PDF-old"), ""}}};
  EXPECT_EQ(look(always(reply("200 OK", "Content-Type: application/pdf\r\n", pdf)), how).judgement.verdict, Verdict::same_bytes);
  EXPECT_EQ(look(always(reply("200 OK", "", "%PDF-old")), how).judgement.verdict, Verdict::stale);
  EXPECT_EQ(look(always(reply("200 OK", "", pdf + " ")), how).judgement.verdict, Verdict::fail);
  EXPECT_THAT(look(always(page("<html>没有找到</html>")), how).judgement.why.en, HasSubstr("a page came instead"));
}

TEST(Portal, IsNotTrustedWithoutACertificate) {
  Look how;
  how.secure = true;
  const Seen seen = look(always(page(original())), how);
  EXPECT_EQ(seen.judgement.verdict, Verdict::unreachable);
  EXPECT_EQ(seen.fetched.tries, 1U);
  EXPECT_THAT(seen.judgement.why.en, HasSubstr("secure connection"));
}

TEST(Portal, IsNoMachineOfTheOffice) {
  Look how;
  how.access.allow_private = false;
  const Seen seen = look(always(page(original())), how);
  EXPECT_EQ(seen.judgement.verdict, Verdict::fail);
  EXPECT_THAT(seen.judgement.why.en, HasSubstr("not on the public internet"));
  for (const char* ip : {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "x"}) {
    EXPECT_TRUE(is_private_address(ip)) << ip;
  }
  for (const char* ip : {"8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2400:3200::1", "::ffff:8.8.8.8"}) EXPECT_FALSE(is_private_address(ip)) << ip;
}

TEST(Portal, IsAskedNoFasterThanIsPolite) {
  TestClock clock;
  Pacer pacer(clock, 500);
  for (int i = 0; i < 3; ++i) pacer.take_turn("a");
  pacer.take_turn("b");
  EXPECT_GE(clock.waited(), 990);
  EXPECT_LE(clock.waited(), 1'000);
}

TEST(Portal, TellsItsAddresses) {
  EXPECT_EQ(url_of("https://a.b/c/", "2024/units/x/index.html"), "https://a.b/c/2024/units/x/");
  EXPECT_EQ(url_of("https://a.b/c/", "index.html"), "https://a.b/c/");
  EXPECT_EQ(url_of("https://a.b/c/", "files/x.csv"), "https://a.b/c/files/x.csv");
  EXPECT_EQ(resolve_address("https://a.b/c/d/", "../e?f"), "https://a.b/c/e?f");
  EXPECT_FALSE(parse_web_address("ftp://a.b/"));
  EXPECT_EQ(parse_web_address("https://A.b/c")->port, "443");
}

TEST(Portal, TellsTheTime) {
  EXPECT_EQ(evidence_time(1'772'326'800'123), "2026-03-01T09:00:00+08:00");
  EXPECT_EQ(evidence_time(0), "1970-01-01T08:00:00+08:00");
  EXPECT_EQ(http_date_seconds("Sun, 01 Mar 2026 01:00:00 GMT"), 1'772'326'800);
  for (const char* wrong : {"", "Sun, 32 Mar 2026 01:00:00 GMT", "Sun, 01 Xyz 2026 01:00:00 GMT", "2026-03-01"}) EXPECT_FALSE(http_date_seconds(wrong)) << wrong;
}

}  // namespace
}  // namespace disclose
