#include "format/zip.h"

#include <gtest/gtest.h>

#include "format/zip_reader.h"

namespace disclose {
namespace {

TEST(Zip, GivesBackWhatWasAdded) {
  ZipWriter zip;
  const std::string long_text(300000, 'x');
  zip.add("a.csv", "\xEF\xBB\xBFid,year\r\n");
  zip.add("folder/b.json", long_text);
  zip.add("empty.txt", "");
  const std::string bytes = zip.take();
  const auto members = read_zip(bytes);
  ASSERT_EQ(members.size(), 3U);
  EXPECT_EQ(members.at("a.csv").bytes, "\xEF\xBB\xBFid,year\r\n");
  EXPECT_EQ(members.at("folder/b.json").bytes, long_text);
  EXPECT_EQ(members.at("empty.txt").bytes, "");
  EXPECT_LT(bytes.size(), 2000U) << "it is compressed";
}

TEST(Zip, IsTheSameOnAnyDayAndEmptyAfterwards) {
  ZipWriter zip;
  zip.add("a", "1");
  const std::string first = zip.take();
  zip.add("a", "1");
  EXPECT_EQ(zip.take(), first);
  EXPECT_TRUE(read_zip(zip.take()).empty());
}

}  // namespace
}  // namespace disclose
