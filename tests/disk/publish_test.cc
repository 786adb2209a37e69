#include <iterator>
#include <memory>

#include "disk/publish.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/parallel.h"
#include "disk/temporary_folder.h"
#include "format/digest.h"

namespace disclose {
namespace {

using testing::HasSubstr;

class Publishing : public testing::Test {
 protected:
  std::unique_ptr<Publication> begin(std::string_view out = "output") {
    Publication::Opening opening = Publication::open(folder_ / out, calls_);
    if (auto* refusal = std::get_if<Refusal>(&opening)) {
      ADD_FAILURE() << refusal->message.en;
      return nullptr;
    }
    return std::get<std::unique_ptr<Publication>>(std::move(opening));
  }

  Say refused(std::string_view out = "output") {
    Publication::Opening opening = Publication::open(folder_ / out, calls_);
    const auto* refusal = std::get_if<Refusal>(&opening);
    EXPECT_NE(refusal, nullptr);
    if (refusal == nullptr) return {};
    EXPECT_FALSE(refusal->help.empty());
    return refusal->message;
  }

  /// What was published, without the marker.
  Tree site(std::string_view out = "output") {
    Tree tree = folder_.tree(out);
    EXPECT_EQ(tree.erase(".disclose"), 1U);
    return tree;
  }

  void publish(const Tree& files) {
    auto publication = begin();
    for (const auto& [path, bytes] : files) publication->put(path, bytes);
    publication->commit();
  }

  TemporaryFolder folder_;
  SystemCalls calls_;
};

TEST_F(Publishing, PutsEveryFileInPlaceAtCommit) {
  const Tree files = {{"2024/u-1/index.html", "<p>"}, {"empty.txt", ""}, {"index.html", "首页"}};
  auto publication = begin();
  for (const auto& [path, bytes] : files) publication->put(path, bytes);
  EXPECT_FALSE(folder_.has("output"));
  const Published published = publication->commit();
  publication.reset();
  EXPECT_EQ(site(), files);
  EXPECT_EQ(published.files, 3U);
  EXPECT_EQ(published.bytes, 9U);
  EXPECT_FALSE(published.leftover);
  EXPECT_FALSE(folder_.has("output.new"));
  EXPECT_FALSE(folder_.has("output.lock"));
}

TEST_F(Publishing, ReplacesTheWholeOldSite) {
  publish({{"index.html", "1"}, {"2023/old.html", "1"}});
  publish({{"index.html", "2"}, {"2024/new.html", "2"}});
  EXPECT_EQ(site(), (Tree{{"index.html", "2"}, {"2024/new.html", "2"}}));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_ / ""), {}), 1);
}

TEST_F(Publishing, KeepsAnUnchangedFileAndItsDate) {
  publish({{"2024/same.html", "same"}, {"changed.html", "old"}});
  const struct stat same = folder_.status("output/2024/same.html");
  const struct stat changed = folder_.status("output/changed.html");
  publish({{"2024/same.html", "same"}, {"changed.html", "new"}});
  EXPECT_EQ(folder_.status("output/2024/same.html").st_ino, same.st_ino);
  EXPECT_EQ(folder_.status("output/2024/same.html").st_nlink, 1U) << "the old site is gone";
  EXPECT_NE(folder_.status("output/changed.html").st_ino, changed.st_ino);
  EXPECT_EQ(site(), (Tree{{"2024/same.html", "same"}, {"changed.html", "new"}}));
}

TEST_F(Publishing, WritesAnewAFileThatWasTamperedWith) {
  publish({{"a.html", "same"}, {"b.html", "same"}, {"c.html", "same"}, {"d.html", "same"}});
  folder_.write("output/a.html", "sAme");
  folder_.write("output/b.html", "same and more");
  folder_.write("output/c.html", "sam");
  ASSERT_EQ(chmod((folder_ / "output/d.html").c_str(), 0666), 0);
  const Tree files = {{"a.html", "same"}, {"b.html", "same"}, {"c.html", "same"}, {"d.html", "same"}};
  publish(files);
  EXPECT_EQ(site(), files);
  EXPECT_EQ(folder_.status("output/d.html").st_mode & 0777U, 0644U);
}

TEST_F(Publishing, NeverKeepsASymbolicLink) {
  publish({{"a.html", "same"}});
  folder_.write("elsewhere.html", "same");
  std::filesystem::remove(folder_ / "output/a.html");
  std::filesystem::create_symlink(folder_ / "elsewhere.html", folder_ / "output/a.html");
  publish({{"a.html", "same"}});
  EXPECT_TRUE(S_ISREG(folder_.status("output/a.html").st_mode));
  EXPECT_NE(folder_.status("output/a.html").st_ino, folder_.status("elsewhere.html").st_ino);
}

TEST_F(Publishing, WithoutCommitLeavesTheOldSiteAndNothingElse) {
  publish({{"index.html", "1"}});
  const Tree before = folder_.tree();
  auto publication = begin();
  publication->put("index.html", "2");
  publication->put("a/b/c.html", "2");
  publication.reset();
  EXPECT_EQ(folder_.tree(), before);
}

TEST_F(Publishing, ListsTheFilesInTheFormOfSha256sum) {
  publish({{"b.txt", "2"}, {"a/1.txt", "1"}});
  EXPECT_EQ(folder_.read("output/.disclose"), "# disclose output 1\n" + sha256_hex("1") +
                                                  "  a/1.txt\n" + sha256_hex("2") + "  b.txt\n");
}

TEST_F(Publishing, IsTheSameForAnyNumberOfThreads) {
  Tree first;
  std::string manifest;
  for (const unsigned threads : {1U, 2U, 7U}) {
    auto publication = begin();
    parallel_for(300, threads, [&](std::size_t i, unsigned) {
      const std::string name = std::to_string(i);
      publication->put("units/" + name.substr(0, 1) + "/" + name + "/index.html", name);
    });
    const Published published = publication->commit();
    publication.reset();
    if (first.empty()) {
      first = folder_.tree("output");
      manifest = published.manifest;
    }
    EXPECT_EQ(folder_.tree("output"), first);
    EXPECT_EQ(published.manifest, manifest);
  }
  EXPECT_EQ(first.size(), 301U);
}

TEST_F(Publishing, TakesPlainRelativePathsOnly) {
  auto publication = begin();
  for (const std::string_view path :
       {"", "/etc/passwd", "..", "../x", "a/../x", "a/..", "./a", "a//b", "a/", "年.html", "a b",
        "a\\b", "a:b", "a%2e", "a\nb", ".disclose", ".gitignore", ".gitkeep"}) {
    EXPECT_THROW(publication->put(path, "x"), DiskError) << path;
  }
  EXPECT_THROW(publication->put(std::string_view("a\0b", 3), "x"), DiskError);
  EXPECT_THROW(publication->put(std::string(201, 'a'), "x"), DiskError);
  EXPECT_NO_THROW(publication->put(std::string(200, 'a'), "x"));
  EXPECT_NO_THROW(publication->put(".nojekyll", ""));
  EXPECT_NO_THROW(publication->put("A-z_0.9/..a", ""));
}

TEST_F(Publishing, TakesAPathOnce) {
  auto publication = begin();
  publication->put("a", "1");
  EXPECT_THROW(publication->put("a", "2"), DiskError);
  EXPECT_THROW(publication->put("a/b", "2"), DiskError);
}

TEST_F(Publishing, RefusesAFolderOfSomebodyElse) {
  folder_.write("output/thesis.doc", "years of work");
  const Tree before = folder_.tree();
  EXPECT_THAT(refused().zh, HasSubstr("不是 disclose 生成"));
  EXPECT_EQ(folder_.tree(), before);
}

TEST_F(Publishing, RefusesAFolderWithAMarkerOfSomebodyElse) {
  folder_.write("output/.disclose", "my diary");
  EXPECT_THAT(refused().en, HasSubstr("did not make"));
  folder_.write("output/.disclose", "# disclose output 2\n");
  EXPECT_THAT(refused().en, HasSubstr("later version"));
  folder_.write("output/.disclose", "# disclose output 1\n");
  EXPECT_NE(begin(), nullptr);
}

TEST_F(Publishing, RefusesToLoseAFilePutIntoTheOutputByHand) {
  publish({{"index.html", "1"}});
  folder_.write("output/CNAME", "jx.example.gov.cn");
  const Tree before = folder_.tree();
  EXPECT_THAT(refused().en, HasSubstr("CNAME"));
  EXPECT_EQ(folder_.tree(), before);
  std::filesystem::remove(folder_ / "output/CNAME");
  folder_.write("output/.DS_Store", "left by a desktop");
  EXPECT_NE(begin(), nullptr);
}

TEST_F(Publishing, TakesAnEmptyFolder) {
  std::filesystem::create_directory(folder_ / "output");
  publish({{"index.html", "1"}});
  EXPECT_EQ(site(), (Tree{{"index.html", "1"}}));
}

TEST_F(Publishing, KeepsTheGitignoreOfAnOutputFolder) {
  folder_.write("output/.gitignore", "*\n!.gitignore\n");
  publish({{"index.html", "1"}});
  publish({{"index.html", "2"}});
  EXPECT_EQ(site(), (Tree{{".gitignore", "*\n!.gitignore\n"}, {"index.html", "2"}}));
}

TEST_F(Publishing, KeepsThePermissionsOfTheOutputFolder) {
  using std::filesystem::perms;
  std::filesystem::create_directory(folder_ / "output");
  std::filesystem::permissions(folder_ / "output", perms::owner_all | perms::group_all);
  publish({{"index.html", "1"}});
  EXPECT_EQ(std::filesystem::status(folder_ / "output").permissions(),
            perms::owner_all | perms::group_all);
}

TEST_F(Publishing, RefusesASymbolicLinkAndAFile) {
  folder_.write("elsewhere/keep", "1");
  folder_.link("output", "elsewhere");
  EXPECT_THAT(refused().en, HasSubstr("symbolic link"));
  folder_.write("file", "1");
  EXPECT_THAT(refused("file").en, HasSubstr("not a folder"));
  EXPECT_EQ(folder_.read("elsewhere/keep"), "1");
}

TEST_F(Publishing, NeverWritesOrDeletesThroughASymbolicLink) {
  folder_.write("elsewhere/keep", "1");
  folder_.link("output.new", "elsewhere");
  EXPECT_THAT(refused().en, HasSubstr("symbolic link"));
  std::filesystem::remove(folder_ / "output.new");

  folder_.link("output.lock", "elsewhere/lock");
  EXPECT_THROW(begin(), DiskError);
  std::filesystem::remove(folder_ / "output.lock");

  auto publication = begin();
  publication->put("a/1", "1");
  std::filesystem::rename(folder_ / "output.new/a", folder_ / "output.new/b");
  folder_.link("output.new/a", "../elsewhere");
  EXPECT_THROW(publication->put("a/2", "2"), DiskError);
  folder_.link("output.new/3", "../elsewhere/3");
  EXPECT_THROW(publication->put("3", "3"), DiskError);
  folder_.link("output.new/d", "../elsewhere");
  EXPECT_THROW(publication->put("d/4", "4"), DiskError);
  publication.reset();
  EXPECT_EQ(folder_.tree(), (Tree{{"elsewhere/keep", "1"}}));
}

TEST_F(Publishing, ClearsWhatAKilledRunLeft) {
  folder_.write("output.new/.disclose", "# disclose output 1\n");
  folder_.write("output.new/2024/half.html", "<p");
  publish({{"index.html", "1"}});
  EXPECT_EQ(site(), (Tree{{"index.html", "1"}}));
  for (const std::string_view begun : {"", "# disc"}) {  // cut before the first sync
    folder_.write("output.new/.disclose", begun);
    publish({{"index.html", "2"}});
    EXPECT_FALSE(folder_.has("output.new"));
  }
}

TEST_F(Publishing, DoesNotClearAFolderOfSomebodyElseInItsWay) {
  folder_.write("output.new/keep", "1");
  EXPECT_THAT(refused().en, HasSubstr("output.new"));
  EXPECT_EQ(folder_.read("output.new/keep"), "1");
  std::filesystem::remove_all(folder_ / "output.new");
  folder_.write("output.old/keep", "1");
  EXPECT_THAT(refused().en, HasSubstr("output.old"));
  EXPECT_EQ(folder_.read("output.old/keep"), "1");
}

TEST_F(Publishing, IsDoneByOneRunAtATime) {
  auto first = begin();
  first->put("index.html", "1");
  EXPECT_THAT(refused().en, HasSubstr("another disclose"));
  EXPECT_NE(begin("other"), nullptr);
  first->commit();
  first.reset();
  EXPECT_NE(begin(), nullptr);
}

TEST_F(Publishing, NeedsAFolderWithANameInAFolderThatIsThere) {
  Publication::Opening opening = Publication::open("", calls_);
  EXPECT_TRUE(std::holds_alternative<Refusal>(opening));
  opening = Publication::open("/", calls_);
  EXPECT_TRUE(std::holds_alternative<Refusal>(opening));
  refused(".");
  refused("..");
  EXPECT_THAT(refused("none/output").en, HasSubstr("missing"));
  EXPECT_NE(begin("output///"), nullptr);
}

TEST_F(Publishing, DoesNotReplaceWhatAppearedMeanwhile) {
  auto publication = begin();
  publication->put("index.html", "1");
  folder_.write("output/keep", "1");
  EXPECT_THROW(publication->commit(), DiskError);
  publication.reset();
  EXPECT_EQ(folder_.tree(), (Tree{{"output/keep", "1"}}));

  std::filesystem::remove_all(folder_ / "output");
  publish({{"index.html", "1"}});
  publication = begin();
  std::filesystem::rename(folder_ / "output", folder_ / "aside");
  folder_.write("output/keep", "2");
  EXPECT_THROW(publication->commit(), DiskError);
  publication.reset();
  EXPECT_EQ(folder_.tree("output"), (Tree{{"keep", "2"}}));
}

TEST_F(Publishing, TellsTheReasonOfTheSystemInBothLanguages) {
  publish({{"index.html", "1"}});
  const Tree before = folder_.tree();
  const pid_t child = fork();  // a limit cannot be raised again: in a process of its own
  ASSERT_GE(child, 0);
  if (child == 0) {
    const rlimit limit = {4096, 4096};
    setrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, SIG_IGN);
    auto publication = begin();
    try {
      publication->put("large.pdf", std::string(10000, 'x'));
    } catch (const DiskError& error) {
      const Say& told = error.message();
      const bool is_told = told.zh.find("output.new/large.pdf：文件过大") != std::string::npos &&
                           told.en.find("File too large") != std::string::npos;
      publication.reset();
      _exit(is_told ? 0 : 2);
    }
    _exit(3);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  EXPECT_EQ(folder_.tree(), before);
}

}  // namespace
}  // namespace disclose
