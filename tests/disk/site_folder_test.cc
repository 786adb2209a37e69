#include <memory>

#include "disk/site_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/parallel.h"
#include "disk/failing_calls.h"
#include "disk/temporary_folder.h"

namespace disclose {
namespace {

class SiteFolder : public testing::Test {
 protected:
  std::unique_ptr<DiskFolder> open(const SystemCalls& calls) {
    auto opening = DiskFolder::open(folder_ / "", calls);
    return std::get<std::unique_ptr<DiskFolder>>(std::move(opening));
  }
  std::unique_ptr<DiskFolder> open() { return open(calls_); }

  std::vector<std::string> paths() {
    std::vector<std::string> paths;
    const auto folder = open();
    for (const FolderEntry& entry : folder->entries()) paths.push_back(entry.path);
    return paths;
  }

  using Paths = std::vector<std::string>;
  TemporaryFolder folder_;
  SystemCalls calls_;
};

TEST_F(SiteFolder, ListsItsThreePartsAndNothingElseInOrderOfBytes) {
  folder_.write("data/units.json", "[]");
  folder_.write("data/2024/b.json", "{}");
  folder_.write("data/2024.json", "{}");
  folder_.write("data/Z.json", "{}");
  folder_.write("data/年.json", "{}");
  folder_.write("content/a.md", "# a");
  folder_.write("templates/html/page.html", "<p>");
  folder_.write("output/index.html", "<p>");
  folder_.write("notes/data/x.json", "{}");
  folder_.write("README.md", "");
  EXPECT_EQ(paths(), (Paths{"content/a.md", "data/2024.json", "data/2024/b.json", "data/Z.json",
                            "data/units.json", "data/年.json", "templates/html/page.html"}));
}

TEST_F(SiteFolder, LeavesOutWhatDesktopsDropBesideDocuments) {
  for (const std::string_view name :
       {"data/.DS_Store", "data/~$x.json", "data/Thumbs.db", "data/desktop.ini", "data/.git/config",
        "content/.a.md.swp"}) {
    folder_.write(name, "x");
  }
  folder_.write("data/~x.json", "{}");
  EXPECT_EQ(paths(), (Paths{"data/~x.json"}));
}

TEST_F(SiteFolder, ReadsTheBytesAsTheyAre) {
  const std::string bytes("\xEF\xBB\xBF\0\r\n\xFF", 7);
  folder_.write("data/a.json", bytes);
  folder_.write("data/empty.json", "");
  const auto folder = open();
  EXPECT_EQ(folder->read("data/a.json"), bytes);
  EXPECT_EQ(folder->read("data/empty.json"), "");
  EXPECT_EQ(folder->entries()[0].size, bytes.size());
  EXPECT_EQ(folder->entries()[0].kind, FolderEntry::Kind::regular);
}

TEST_F(SiteFolder, ReadsOnlyWhatItListed) {
  folder_.write("data/a.json", "{}");
  folder_.write("secret.txt", "x");
  const auto folder = open();
  for (const std::string_view path : {"", "data", "data/", "secret.txt", "data/../secret.txt",
                                      "./data/a.json", "data//a.json", "/etc/passwd", "data/b"}) {
    EXPECT_EQ(folder->read(path), std::nullopt) << path;
  }
}

TEST_F(SiteFolder, NamesSymbolicLinksAndSpecialFilesAndNeverFollowsThem) {
  folder_.write("secret/x.json", "{}");
  folder_.write("data/a.json", "{}");
  folder_.link("data/file.json", "../secret/x.json");
  folder_.link("data/folder", "../secret");
  folder_.link("content", "secret");
  ASSERT_EQ(mkfifo((folder_ / "data/pipe.json").c_str(), 0600), 0);
  const auto folder = open();
  ASSERT_EQ(folder->entries().size(), 5U);
  EXPECT_EQ(folder->entries()[0].path, "content");
  EXPECT_EQ(folder->entries()[0].kind, FolderEntry::Kind::symlink);
  EXPECT_EQ(folder->entries()[2].path, "data/file.json");
  EXPECT_EQ(folder->entries()[2].kind, FolderEntry::Kind::symlink);
  EXPECT_EQ(folder->entries()[3].kind, FolderEntry::Kind::symlink);
  EXPECT_EQ(folder->entries()[4].path, "data/pipe.json");
  EXPECT_EQ(folder->entries()[4].kind, FolderEntry::Kind::other);
  for (const FolderEntry& entry : folder->entries()) {
    EXPECT_EQ(folder->read(entry.path).has_value(), entry.path == "data/a.json");
  }
}

TEST_F(SiteFolder, DoesNotReadWhatBecameALinkOrAPipeSinceTheWalk) {
  folder_.write("secret/x.json", "secret");
  folder_.write("data/a.json", "{}");
  folder_.write("data/b.json", "{}");
  folder_.write("data/c/x.json", "{}");
  const auto folder = open();
  std::filesystem::remove(folder_ / "data/a.json");
  folder_.link("data/a.json", "../secret/x.json");
  std::filesystem::remove(folder_ / "data/b.json");
  ASSERT_EQ(mkfifo((folder_ / "data/b.json").c_str(), 0600), 0);
  std::filesystem::remove_all(folder_ / "data/c");
  folder_.link("data/c", "../secret");
  EXPECT_EQ(folder->read("data/a.json"), std::nullopt);
  EXPECT_EQ(folder->read("data/b.json"), std::nullopt);
  EXPECT_EQ(folder->read("data/c/x.json"), std::nullopt);
}

TEST_F(SiteFolder, DoesNotReadAFileOverTheLimit) {
  folder_.write("content/at.bin", "");
  folder_.write("content/over.bin", "");
  std::filesystem::resize_file(folder_ / "content/over.bin", DiskFolder::max_file_size + 1);
  const auto folder = open();
  EXPECT_EQ(folder->entries()[1].size, DiskFolder::max_file_size + 1);
  EXPECT_EQ(folder->read("content/over.bin"), std::nullopt);
}

TEST_F(SiteFolder, DoesNotEnterFoldersWithoutEnd) {
  std::string path = "data";
  for (int i = 0; i < 100; ++i) path += "/d";
  folder_.write(path + "/x.json", "{}");
  const auto folder = open();
  ASSERT_EQ(folder->entries().size(), 1U);
  EXPECT_EQ(folder->entries()[0].kind, FolderEntry::Kind::other);
}

TEST_F(SiteFolder, IsReadByManyThreads) {
  for (int i = 0; i < 50; ++i) folder_.write("data/" + std::to_string(i), std::to_string(i));
  const auto folder = open();
  parallel_for(500, 4, [&](std::size_t i, unsigned) {
    const std::string name = std::to_string(i % 50);
    EXPECT_EQ(folder->read("data/" + name), name);
  });
}

TEST_F(SiteFolder, IsRefusedWhereThereIsNone) {
  folder_.write("file", "");
  auto opening = DiskFolder::open(folder_ / "none", calls_);
  ASSERT_TRUE(std::holds_alternative<Refusal>(opening));
  EXPECT_NE(std::get<Refusal>(opening).message.zh.find("没有站点文件夹"), std::string::npos);
  opening = DiskFolder::open(folder_ / "file", calls_);
  ASSERT_TRUE(std::holds_alternative<Refusal>(opening));
  EXPECT_NE(std::get<Refusal>(opening).message.zh.find("不是文件夹"), std::string::npos);
  EXPECT_TRUE(open()->entries().empty());
}

TEST_F(SiteFolder, TellsWhichFolderItCouldNotRead) {
  folder_.write("data/2024/a.json", "{}");
  FailingCalls counted;
  open(counted);
  for (int at = 1; at <= counted.count; ++at) {
    FailingCalls calls;
    calls.fault = FailingCalls::Fault::once;
    calls.at = at;
    calls.reason = EACCES;
    const std::string& call = counted.log[static_cast<std::size_t>(at) - 1];
    if (call == "close") continue;  // of a folder that was only read
    try {
      open(calls);
      ADD_FAILURE() << "call " << at << " failed unseen: " << call;
    } catch (const DiskError& error) {
      EXPECT_NE(error.message().zh.find("没有权限"), std::string::npos);
      EXPECT_NE(error.message().en.find("Permission denied"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace disclose
