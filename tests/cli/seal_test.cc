// The transparency log as an operator uses it: build, seal, verify, receipts, witnesses.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "cli/sealed_county.h"
#include "proof/go_verifier.h"
#include "proof/page_text.h"

namespace disclose {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(Seal, MakesAnEditionThatVerifies) {
  const SealedCounty c;
  c.build();
  EXPECT_EQ(c.verify().status, 1);  // not sealed
  const Ran sealed = c.seal("2026-03-01");
  ASSERT_EQ(sealed.status, 0) << sealed.err;
  EXPECT_THAT(sealed.out, HasSubstr("第 1 期：公开 3，更正 0，撤回 0，例外 1；单位 2 = 公开 2 + 例外 0"));
  const Ran verified = c.verify();
  EXPECT_EQ(verified.status, 0) << verified.err;
  EXPECT_EQ(go({"verify", c.out()}).status, 0);
  EXPECT_THAT(go({"verify", c.out(), "--lang", "en"}).err, HasSubstr("the keys are the site's own"));
  // The page of the unit bears its marks, and the leaf what a reader sees between them; a tool bar of the portal changes nothing of that.
  const std::string page = c.folder.read("county/output/2024/units/traffic/index.html");
  const std::string text = read_page_text(page + "<div>分享</div>", "", "2024/units/traffic/").digest;
  EXPECT_THAT(c.folder.read("county/output/proof/entries/000.txt"), HasSubstr("\"text\":\"" + text + "\""));
  // coreutils can do what it has to without this program.
  EXPECT_EQ(std::system(fmt::format("cd '{}' && sha256sum --quiet -c proof/manifest/000001.txt", c.out()).c_str()), 0);
  // The same site again is no new edition.
  c.build();
  EXPECT_EQ(c.verify().status, 0);
  const Ran again = c.seal("2026-03-02");
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.err, HasSubstr("没有新的一期"));
  EXPECT_EQ(c.verify().status, 0);
}

TEST(Seal, KeepsCorrectionsAndWithdrawalsVisibleOverThreeEditions) {
  const SealedCounty c;
  c.build();
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  const std::string page = "2024/units/traffic/data.json";
  const std::string old_bytes = c.folder.read("county/output/" + page);
  fs::copy(c.receipt_of("traffic/2024-budget-e1"), c.folder / "first.txt");
  fs::copy(c.out() + "/" + page, c.folder / "first.json");

  c.correct_budget("101万元");
  c.build();
  EXPECT_EQ(c.verify().status, 1);  // built and not sealed
  const Ran unsaid = c.seal("2026-03-02");
  EXPECT_EQ(unsaid.status, 1);
  EXPECT_THAT(unsaid.err, HasSubstr("traffic/2024/budget"));
  EXPECT_FALSE(fs::exists(c.receipt_of("traffic/2024-budget-e2")));
  EXPECT_EQ(c.seal("2026-03-02", {"--reason", "school/2024/budget=没有变化"}).status, 1);
  const Ran corrected = c.seal("2026-03-02", {"--reason", "traffic/2024/budget=更正：预算总额由100万元更正为101万元"});
  ASSERT_EQ(corrected.status, 0) << corrected.err;
  EXPECT_EQ(c.verify().status, 0) << c.verify().err;
  // The old receipt holds, for the old bytes, which are kept under their digest.
  EXPECT_EQ(c.receipt(c.folder / "first.txt", {"--file", c.folder / "first.json"}).status, 0);
  EXPECT_EQ(c.receipt(c.folder / "first.txt", {"--file", c.out() + "/" + page}).status, 1);
  EXPECT_EQ(c.receipt(c.receipt_of("traffic/2024-budget-e2"), {"--file", c.out() + "/" + page}).status, 0);
  EXPECT_THAT(c.receipt(c.receipt_of("traffic/2024-budget-e2")).out, HasSubstr("更正，更正：预算总额由100万元更正为101万元"));
  bool is_kept = false;
  for (const std::string& file : files_below(c.out() + "/archive")) is_kept = is_kept || c.folder.read("county/output/archive/" + file) == old_bytes;
  EXPECT_TRUE(is_kept);
  c.build();  // and stay kept
  EXPECT_EQ(c.verify().status, 0);

  const std::string withdrawn = replaced(approved("final_accounts", "a-2024", 2024, "\"total\": \"90万元\", \"executed\": \"90万元\""), "\"approved\"", "\"withdrawn\", \"withdrawn\": {\"date\": \"2026-03-03\", \"reason\": \"误发\"}");
  c.folder.write("county/data/a.json", withdrawn);
  c.build();
  const Ran gone = c.seal("2026-03-03");
  EXPECT_EQ(gone.status, 1);
  EXPECT_THAT(gone.err, HasSubstr("traffic/2024/final-accounts"));
  const Ran third = c.seal("2026-03-03", {"--reason", "traffic/2024/final-accounts=误发，待重新审核"});
  ASSERT_EQ(third.status, 0) << third.err;
  EXPECT_THAT(third.out, HasSubstr("撤回 1"));
  EXPECT_EQ(c.verify().status, 0) << c.verify().err;
  // What shared a page with the withdrawn is not kept.
  for (const std::string& file : files_below(c.out())) {
    if (!file.starts_with("archive/")) continue;
    EXPECT_NE(c.folder.read("county/output/" + file), old_bytes) << file;
  }
  // Every receipt ever issued holds.
  for (const std::string& file : files_below(c.out() + "/proof/receipts")) EXPECT_EQ(c.receipt(c.out() + "/proof/receipts/" + file).status, 0) << file;
  EXPECT_EQ(c.receipt(c.folder / "first.txt").status, 0);

  const auto program = go_verifier(c.folder / "");
  if (!program) GTEST_SKIP() << kNoGo;
  const std::string vkey = c.folder.read("keys").substr(0, c.folder.read("keys").find('\n'));
  EXPECT_EQ(std::system(fmt::format("'{}' '{}/proof' '{}' >'{}'", *program, c.out(), vkey, c.folder / "said").c_str()), 0) << c.folder.read("said");
  EXPECT_THAT(c.folder.read("said"), HasSubstr("checkpoints 3, receipts 8"));
}

TEST(Verify, SeesEveryChangedMissingAndAddedFile) {
  const SealedCounty c;
  c.build();
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  c.correct_budget("101万元");
  c.build();
  ASSERT_EQ(c.seal("2026-03-02", {"--reason", "traffic/2024/budget=更正"}).status, 0);
  ASSERT_EQ(c.verify().status, 0);
  for (const std::string& file : files_below(c.out())) {
    if (file == ".disclose") continue;
    const std::string path = "county/output/" + file;
    const std::string good = c.folder.read(path);
    // A file may be linked with its copy in the archive or the last edition: take its place, do not write through.
    const auto put = [&](const std::string& bytes) {
      fs::remove(c.folder / path);
      c.folder.write(path, bytes);
    };
    std::string changed = good;
    changed[good.size() / 2] = static_cast<char>(changed[good.size() / 2] ^ 1);
    put(changed);
    EXPECT_EQ(c.verify().status, 1) << file << " changed";
    fs::remove(c.folder / path);
    EXPECT_EQ(c.verify().status, 1) << file << " missing";
    put(good);
  }
  EXPECT_EQ(c.verify().status, 0);
  for (const char* extra : {"extra.html", "proof/extra", "proof/tile/0/extra", "proof/receipts/extra.txt", ".hidden", "archive/00/extra.html"}) {
    c.folder.write(std::string("county/output/") + extra, "x");
    EXPECT_EQ(c.verify().status, 1) << extra;
    fs::remove(c.out() + "/" + extra);
  }
  c.folder.write("county/output/proof/witnesses.txt", c.folder.read("keys"));  // no witnesses
  EXPECT_EQ(c.verify().status, 1);
  fs::remove(c.out() + "/proof/witnesses.txt");
  c.folder.link("county/output/link.html", "index.html");
  EXPECT_EQ(c.verify().status, 1);
  EXPECT_EQ(go({"verify", c.folder / "nowhere"}).status, 2);
}

TEST(Seal, NeverSignsAFork) {
  const SealedCounty c;
  c.build();
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  fs::copy(c.out(), c.folder / "first", fs::copy_options::recursive);
  c.correct_budget("101万元");
  c.build();
  ASSERT_EQ(c.seal("2026-03-02", {"--reason", "traffic/2024/budget=更正"}).status, 0);
  // The site of edition 1 is put back, as if edition 2 had never been.
  fs::remove_all(c.out());
  fs::copy(c.folder / "first", c.out(), fs::copy_options::recursive);
  c.correct_budget("102万元");
  c.build();
  const Ran fork = c.seal("2026-03-03", {"--reason", "traffic/2024/budget=另一个更正"});
  EXPECT_EQ(fork.status, 1);
  EXPECT_THAT(fork.err, HasSubstr("两套历史"));
  // The log is taken away altogether.
  fs::remove_all(c.out());
  c.build();
  EXPECT_EQ(c.seal("2026-03-04").status, 1);
}

TEST(Seal, RefusesALogItHasNoRecordOf) {
  const SealedCounty c;
  const Ran witness = go({"key", "new", "--key", c.folder / "w.pem", "--for-witness", "--name", "city.example.gov.cn/witness", "--passphrase-file", c.folder / "pass"});
  const std::string vkey = witness.out.substr(0, witness.out.size() - 1);
  c.build();
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  c.correct_budget("101万元");
  c.build();
  fs::remove(c.folder / "ed.pem.signed.log");
  const std::vector<std::string> reason = {"--reason", "traffic/2024/budget=更正"};
  EXPECT_THAT(c.seal("2026-03-02", reason).err, HasSubstr("没有签名记录"));
  EXPECT_EQ(c.seal("2026-03-02", {"--reason", "traffic/2024/budget=更正", "--witness", vkey}).status, 1);  // it has not cosigned
  // A witness that remembers the checkpoint makes up for the record.
  c.folder.write("request", go({"witness", "request", "--out", c.out()}).out);
  c.folder.write("line", go({"witness", "cosign", c.folder / "request", "--key", c.folder / "w.pem", "--passphrase-file", c.folder / "pass", "--name", "city.example.gov.cn/witness", "--keys",
                             c.folder / "keys", "--state", c.folder / "seen", "--time", "2026-03-01T10:00:00+08:00"}).out);
  ASSERT_EQ(go({"witness", "add", "--out", c.out(), "--line", c.folder / "line", "--witness", vkey}).status, 0);
  EXPECT_EQ(c.seal("2026-03-02", {"--reason", "traffic/2024/budget=更正", "--witness", vkey}).status, 0);
  EXPECT_EQ(c.verify().status, 0) << c.verify().err;
}

TEST(Seal, RepeatsAnEditionThatWasCutShort) {
  const SealedCounty c;
  c.build();
  fs::copy(c.out(), c.folder / "built", fs::copy_options::recursive);
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  // Signed, and then the power failed before the site was exchanged.
  fs::remove_all(c.out());
  fs::copy(c.folder / "built", c.out(), fs::copy_options::recursive);
  const Ran other = c.seal("2026-03-02");
  EXPECT_EQ(other.status, 1);
  EXPECT_THAT(other.err, HasSubstr("--time 2026-03-01T09:00:00+08:00"));
  EXPECT_EQ(c.seal("2026-03-01").status, 0);
  EXPECT_EQ(c.verify().status, 0);
}

TEST(Seal, TakesNothingThatWasChangedAfterTheBuild) {
  const SealedCounty c;
  c.build();
  const std::string page = c.folder.read("county/output/index.html");
  c.folder.write("county/output/index.html", page + " ");
  const Ran ran = c.seal("2026-03-01");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, HasSubstr("index.html"));
  EXPECT_FALSE(fs::exists(c.folder / "ed.pem.signed.log"));
  EXPECT_FALSE(fs::exists(c.out() + "/proof/checkpoint"));
}

TEST(Seal, RefusesWrongKeysAndTimes) {
  const SealedCounty c;
  c.build();
  const std::string out = c.out();
  const auto with = [&](const std::string& key, const std::string& pass, const std::string& time) {
    return go({"seal", "--out", out, "--key", c.folder / key, "--passphrase-file", c.folder / pass, "--time", time}).status;
  };
  c.write_secret("other", "another passphrase\n");
  c.write_secret("short", "short\n");
  const std::string time = "2026-03-01T09:00:00+08:00";
  EXPECT_EQ(with("ed.pem", "other", time), 2);
  EXPECT_EQ(with("ed.pem", "short", time), 2);
  EXPECT_EQ(with("ed.pem", "nothing", time), 2);
  EXPECT_EQ(with("sm.pem", "pass", time), 2);
  EXPECT_EQ(with("pass", "pass", time), 2);
  EXPECT_EQ(with("ed.pem", "pass", "2026-03-01"), 2);
  EXPECT_EQ(go({"seal", "--out", out, "--time", time}).status, 2);
  EXPECT_EQ(go({"seal", "--out", c.folder / "nowhere", "--key", c.folder / "ed.pem", "--passphrase-file", c.folder / "pass", "--time", time}).status, 2);
  for (const char* loose : {"ed.pem", "pass"}) {
    fs::permissions(c.folder / loose, fs::perms::group_read, fs::perm_options::add);
    EXPECT_EQ(with("ed.pem", "pass", time), 2) << loose;
    fs::permissions(c.folder / loose, fs::perms::group_read, fs::perm_options::remove);
  }
  EXPECT_EQ(with("ed.pem", "pass", time), 0);
}

TEST(Seal, TakesSignaturesFromACommandOnceTheyVerify) {
  if (std::system("openssl version >/dev/null 2>&1") != 0) GTEST_SKIP() << "not run: install openssl";
  std::signal(SIGPIPE, SIG_IGN);  // as in main(): a command need not read
  const SealedCounty c;
  c.build();
  const std::string vkey = c.folder.read("keys").substr(0, c.folder.read("keys").find('\n'));
  const std::string id = vkey.substr(vkey.find('+') + 1, 8);
  std::string bytes;
  for (std::size_t i = 0; i < 8; i += 2) bytes += fmt::format("\\{:03o}", std::stoi(id.substr(i, 2), nullptr, 16));
  c.folder.write("sign.sh", fmt::format("cd '{}' && cat > text && openssl pkeyutl -sign -inkey ed.pem -passin file:pass -rawin -in text -out sig\n"
                                        "printf '\\342\\200\\224 {} %s\\n' \"$( (printf '{}'; cat sig) | base64 -w0)\"\n", c.folder / "", kName, bytes));
  const auto with = [&](const std::string& command) {
    return go({"seal", "--out", c.out(), "--signer-cmd", command, "--vkey", vkey, "--signed-log", c.folder / "signed", "--time", "2026-03-01T09:00:00+08:00"});
  };
  EXPECT_EQ(with("false").status, 1);
  EXPECT_EQ(with("echo nonsense").status, 1);
  EXPECT_EQ(with("true").status, 1);
  EXPECT_FALSE(fs::exists(c.out() + "/proof/checkpoint"));
  const Ran signed_by = with("sh '" + (c.folder / "sign.sh") + "'");
  ASSERT_EQ(signed_by.status, 0) << signed_by.err;
  EXPECT_EQ(go({"verify", c.out(), "--vkey", vkey}).status, 0);
  EXPECT_EQ(c.verify().status, 1);  // not signed with both keys
  EXPECT_EQ(go({"seal", "--out", c.out(), "--signer-cmd", "true", "--signed-log", c.folder / "signed", "--time", "2026-03-01T09:00:00+08:00"}).status, 2);
}

TEST(Key, IsMadeOnceAndKeptFromOthers) {
  const SealedCounty c;
  EXPECT_EQ(c.folder.status("ed.pem").st_mode & 0777U, 0600U);
  EXPECT_THAT(c.folder.read("ed.pem"), HasSubstr("BEGIN ENCRYPTED PRIVATE KEY"));
  const std::string before = c.folder.read("ed.pem");
  EXPECT_EQ(go({"key", "new", "--key", c.folder / "ed.pem", "--name", kName, "--passphrase-file", c.folder / "pass"}).status, 2);
  EXPECT_EQ(c.folder.read("ed.pem"), before);
  for (const char* name : {"https://www.example.gov.cn/jxgk", "www.example.gov.cn/jxgk/", "a b", "a+b", "云溪"}) {
    EXPECT_EQ(go({"key", "new", "--key", c.folder / "n.pem", "--name", name, "--passphrase-file", c.folder / "pass"}).status, 2) << name;
  }
  EXPECT_EQ(go({"key", "new", "--key", c.folder / "n.pem", "--name", kName}).status, 2);
  EXPECT_FALSE(c.folder.has("n.pem"));
}

TEST(Receipt, ThatWasChangedOrIsOfOthersDoesNotHold) {
  const SealedCounty c;
  c.build();
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  const std::string good = c.folder.read("county/output/proof/receipts/traffic/2024-budget-e1.txt");
  EXPECT_EQ(c.receipt(c.receipt_of("traffic/2024-budget-e1")).status, 0);
  c.folder.write("changed", replaced(good, "index 2", "index 1"));
  const Ran changed = c.receipt(c.folder / "changed");
  EXPECT_EQ(changed.status, 1);
  EXPECT_THAT(changed.err, HasSubstr("回执不成立"));
  EXPECT_EQ(go({"receipt", "check", c.receipt_of("traffic/2024-budget-e1")}).status, 2);  // no key
  const SealedCounty other;
  EXPECT_EQ(go({"receipt", "check", c.receipt_of("traffic/2024-budget-e1"), "--keys", other.folder / "keys"}).status, 1);
}

TEST(Witness, RemembersAndRefusesARewrittenLog) {
  const SealedCounty c;
  const std::string name = "city.example.gov.cn/witness";
  const std::string out = go({"key", "new", "--key", c.folder / "w.pem", "--for-witness", "--name", name, "--passphrase-file", c.folder / "pass"}).out;
  const std::string vkey = out.substr(0, out.size() - 1);
  const auto cosign = [&] {
    return go({"witness", "cosign", c.folder / "request", "--key", c.folder / "w.pem", "--passphrase-file", c.folder / "pass", "--name", name, "--keys", c.folder / "keys", "--state", c.folder / "seen", "--time",
               "2026-03-01T10:00:00+08:00"});
  };
  c.build();
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  c.folder.write("request", go({"witness", "request", "--out", c.out()}).out);
  const Ran first = cosign();
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(cosign().status, 1);  // the same request again starts at nothing
  c.folder.write("line", first.out);
  ASSERT_EQ(go({"witness", "add", "--out", c.out(), "--line", c.folder / "line", "--witness", vkey}).status, 0);
  EXPECT_EQ(c.verify().status, 0) << c.verify().err;
  EXPECT_THAT(c.receipt(c.receipt_of("traffic/2024-budget-e1"), {"--vkey", vkey}).out, HasSubstr("见证于 1772330400"));
  // Another history under the same keys: the records of both machines are gone, the witness's is not.
  fs::remove_all(c.out());
  fs::remove(c.folder / "ed.pem.signed.log");
  c.correct_budget("500万元");
  c.build();
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  for (const char* old : {"0", "5"}) {
    c.folder.write("request", go({"witness", "request", "--out", c.out(), "--old", old}).out);
    const Ran refused = cosign();
    EXPECT_EQ(refused.status, 1) << old;
    EXPECT_EQ(refused.out, "");
  }
  EXPECT_EQ(go({"witness", "request", "--out", c.out(), "--old", "6"}).status, 2);
  c.folder.write("line", first.out);
  EXPECT_EQ(go({"witness", "add", "--out", c.out(), "--line", c.folder / "line", "--witness", vkey}).status, 1);
}

}  // namespace
}  // namespace disclose
