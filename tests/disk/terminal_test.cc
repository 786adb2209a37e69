// A passphrase that is typed.
#include "disk/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <thread>

namespace disclose {
namespace {

TEST(Terminal, AsksAndShowsNothingOfTheAnswer) {
  const int operator_side = posix_openpt(O_RDWR | O_NOCTTY);
  ASSERT_GE(operator_side, 0);
  ASSERT_EQ(grantpt(operator_side), 0);
  ASSERT_EQ(unlockpt(operator_side), 0);
  const std::string name = ptsname(operator_side);
  std::string seen;
  std::thread typist([&] {
    std::array<char, 256> block{};
    // The prompt comes once the terminal no longer shows what is typed.
    while (seen.find("口令：") == std::string::npos) {
      const ssize_t got = read(operator_side, block.data(), block.size());
      if (got <= 0) return;
      seen.append(block.data(), static_cast<std::size_t>(got));
    }
    EXPECT_EQ(write(operator_side, "correct horse\n", 14), 14);
    const ssize_t got = read(operator_side, block.data(), block.size());
    if (got > 0) seen.append(block.data(), static_cast<std::size_t>(got));
  });
  const std::optional<std::string> line = ask_terminal(name, "口令：");
  typist.join();
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(*line, "correct horse");
  EXPECT_EQ(seen.find("horse"), std::string::npos);
  const int file = open(name.c_str(), O_RDWR | O_NOCTTY);
  termios now{};
  ASSERT_EQ(tcgetattr(file, &now), 0);
  EXPECT_NE(now.c_lflag & static_cast<tcflag_t>(ECHO), 0U);
  close(file);
  close(operator_side);
}

TEST(Terminal, ThatIsNoneGivesNothing) {
  EXPECT_EQ(ask_terminal("/dev/null", "?"), std::nullopt);
  EXPECT_EQ(ask_terminal("/dev/nowhere", "?"), std::nullopt);
}

}  // namespace
}  // namespace disclose
