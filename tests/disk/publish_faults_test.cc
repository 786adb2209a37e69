#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "disk/failing_calls.h"
#include "disk/publish.h"
#include "disk/temporary_folder.h"

// What holds at every single system call: whoever looks at the output folder sees the whole old
// site or the whole new one, a failure is told, and the next run needs no hand to recover.

namespace disclose {
namespace {

constexpr int enough = 1000;  // no run below makes as many calls

/// Publishes a site that differs with `edition`; true when it was published.
bool publish(const std::string& out, const std::string& edition, const SystemCalls& calls) {
  Publication::Opening opening = Publication::open(out, calls);
  auto* publication = std::get_if<std::unique_ptr<Publication>>(&opening);
  if (publication == nullptr) return false;
  (*publication)->put("index.html", "edition " + edition);
  (*publication)->put("2024/u/" + edition + ".html", edition);
  (*publication)->put("2024/u/same.html", "same");
  (*publication)->commit();
  return true;
}

class Faults : public testing::TestWithParam<std::pair<bool, bool>> {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(folder_ / "reference");
    ASSERT_TRUE(publish(folder_ / "reference/output", "1", plain_));
    old_ = folder_.tree("reference/output");
    ASSERT_TRUE(publish(folder_ / "reference/output", "2", plain_));
    new_ = folder_.tree("reference/output");
    ASSERT_NE(old_, new_);
  }

  void start_from_the_old_site() {
    std::filesystem::remove_all(folder_ / "work");
    std::filesystem::create_directory(folder_ / "work");
    ASSERT_TRUE(publish(folder_ / "work/output", "1", plain_));
  }

  void set(FailingCalls& calls, FailingCalls::Fault fault, int at, int reason = EIO) const {
    calls.fault = fault;
    calls.at = at;
    calls.reason = reason;
    calls.no_exchange = GetParam().first;
    calls.no_sync_file_system = GetParam().second;
  }

  void expect_next_run_recovers() {
    ASSERT_TRUE(publish(folder_ / "work/output", "2", plain_));
    EXPECT_EQ(folder_.tree("work/output"), new_);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_ / "work"), {}), 1);
  }

  TemporaryFolder folder_;
  FailingCalls plain_;  // without a fault
  Tree old_;
  Tree new_;
};

TEST_P(Faults, OfOneCallLeaveTheOldSiteWholeAndAreTold) {
  for (int at = 1; at < enough; ++at) {
    SCOPED_TRACE(at);
    start_from_the_old_site();
    FailingCalls calls;
    set(calls, FailingCalls::Fault::once, at);
    bool is_published = false;
    try {
      is_published = publish(folder_ / "work/output", "2", calls);
    } catch (const DiskError& error) {
      EXPECT_FALSE(error.message().zh.empty());
      EXPECT_FALSE(error.message().en.empty());
    }
    EXPECT_EQ(folder_.tree("work/output"), is_published ? new_ : old_);
    if (calls.count < at) return;  // past the last call: nothing failed
    expect_next_run_recovers();
    if (HasFailure()) return;
  }
  FAIL() << "the run never ended without a fault";
}

TEST_P(Faults, OfAFullDiskLeaveTheOldSiteWhole) {
  for (int at = 1; at < enough; ++at) {
    SCOPED_TRACE(at);
    start_from_the_old_site();
    FailingCalls calls;
    set(calls, FailingCalls::Fault::from_then_on, at, ENOSPC);
    bool is_published = false;
    try {
      is_published = publish(folder_ / "work/output", "2", calls);
    } catch (const DiskError& error) {
      EXPECT_EQ(error.reason(), ENOSPC);
    }
    const Tree now = folder_.tree("work/output");
    // With an exchange there is always a way back; with two renames the way forth may be all.
    EXPECT_TRUE(now == (is_published ? new_ : old_));
    if (calls.count < at) return;
    expect_next_run_recovers();
    if (HasFailure()) return;
  }
  FAIL() << "the run never ended without a fault";
}

TEST_P(Faults, OfPowerOrASignalShowOneWholeSite) {
  for (const auto fault : {FailingCalls::Fault::kill, FailingCalls::Fault::kill_after}) {
    for (int at = 1; at < enough; ++at) {
      SCOPED_TRACE(at);
      start_from_the_old_site();
      const pid_t child = fork();
      ASSERT_GE(child, 0);
      if (child == 0) {
        FailingCalls calls;
        set(calls, fault, at);
        _exit(publish(folder_ / "work/output", "2", calls) ? 0 : 1);
      }
      int status = 0;
      ASSERT_EQ(waitpid(child, &status, 0), child);
      if (WIFEXITED(status)) {
        EXPECT_EQ(WEXITSTATUS(status), 0);
        break;
      }
      const Tree now = folder_.tree("work/output");
      // Two renames leave a moment without a site in place; the old one then lies beside, whole.
      const bool is_between =
          GetParam().first && now.empty() && folder_.tree("work/output.old") == old_;
      EXPECT_TRUE(now == old_ || now == new_ || is_between);
      expect_next_run_recovers();
      if (HasFailure()) return;
      ASSERT_LT(at, enough - 1);
    }
  }
}

TEST_P(Faults, OfTheFirstPublicationLeaveNothingInPlace) {
  for (int at = 1; at < enough; ++at) {
    SCOPED_TRACE(at);
    std::filesystem::remove_all(folder_ / "work");
    std::filesystem::create_directory(folder_ / "work");
    FailingCalls calls;
    set(calls, FailingCalls::Fault::once, at);
    bool is_published = false;
    try {
      is_published = publish(folder_ / "work/output", "2", calls);
    } catch (const DiskError&) {
    }
    EXPECT_EQ(folder_.tree("work/output"), is_published ? new_ : Tree{});
    if (calls.count < at) return;
    expect_next_run_recovers();
    if (HasFailure()) return;
  }
  FAIL() << "the run never ended without a fault";
}

// A power cut keeps only what was brought to the disk before it: the order of these calls is the
// promise (proof.md P3, P4).
TEST_P(Faults, CannotComeBetweenBecauseOfTheOrderOfTheCalls) {
  start_from_the_old_site();
  FailingCalls calls;
  set(calls, FailingCalls::Fault::none, 0);
  ASSERT_TRUE(publish(folder_ / "work/output", "2", calls));
  const auto index_of_last = [&](const std::string& start) {
    const auto found = std::find_if(calls.log.rbegin(), calls.log.rend(), [&](const auto& name) {
      return name.rfind(start, 0) == 0;
    });
    return calls.log.rend() - found;
  };
  const auto index_of_first = [&](const std::string& start) {
    return std::find_if(calls.log.begin(), calls.log.end(),
                        [&](const auto& name) { return name.rfind(start, 0) == 0; }) -
           calls.log.begin() + 1;
  };
  const auto swap = index_of_first(GetParam().first ? "rename" : "exchange");
  const auto sync = GetParam().second ? index_of_last("open 2024/u") : index_of_first("syncfs");
  EXPECT_LT(index_of_first("fsync"), index_of_first("mkdir 2024"));  // the marker comes first
  EXPECT_LT(index_of_last("write"), sync);
  EXPECT_LT(sync, swap);
  EXPECT_GT(index_of_last("fsync"), swap);
  EXPECT_GT(index_of_first("unlink"), index_of_last("fsync"));
}

TEST(FileSystemWithoutLinks, GetsUnchangedFilesWrittenAnew) {
  const TemporaryFolder folder;
  FailingCalls calls;
  ASSERT_TRUE(publish(folder / "output", "1", calls));
  const auto before = folder.status("output/2024/u/same.html").st_ino;
  calls.no_links = true;
  ASSERT_TRUE(publish(folder / "output", "2", calls));
  EXPECT_EQ(folder.read("output/2024/u/same.html"), "same");
  EXPECT_NE(folder.status("output/2024/u/same.html").st_ino, before);
}

INSTANTIATE_TEST_SUITE_P(FileSystems, Faults,
                         testing::Values(std::pair(false, false), std::pair(true, false),
                                         std::pair(false, true)),
                         [](const auto& parameters) -> std::string {
                           if (parameters.param.first) return "WithoutExchange";
                           return parameters.param.second ? "WithoutSyncfs" : "Usual";
                         });

}  // namespace
}  // namespace disclose
