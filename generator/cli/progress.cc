#include "cli/progress.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>

namespace disclose {

namespace {
constexpr std::chrono::milliseconds kStep{50};
constexpr std::size_t kBarWidth = 24;
}  // namespace

void PhaseClock::enter(const Say& phase) {
  if (!phases_.empty() && phases_.back().first.zh == phase.zh) return;
  const auto now = std::chrono::steady_clock::now();
  if (!phases_.empty()) phases_.back().second = now - start_;
  phases_.emplace_back(phase, 0.0);
  start_ = now;
}

std::string PhaseClock::print(Language language) {
  if (!phases_.empty()) phases_.back().second = std::chrono::steady_clock::now() - start_;
  std::string text;
  for (const auto& [phase, time] : phases_) {
    text += fmt::format("{:<10}{:8.3f} s\n", phase.in(language), time.count());
  }
  return text;
}

void ProgressLine::show(const Say& phase, std::size_t done, std::size_t all) {
  if (!shown_) return;
  const auto now = std::chrono::steady_clock::now();
  const std::string& name = phase.in(language_);
  if (drawn_ && name == phase_ && done != all && now - last_ < kStep) return;
  phase_ = name;
  last_ = now;
  drawn_ = true;
  std::string line = "\r\x1b[K" + name;
  if (all != 0) {
    std::string bar;
    const std::size_t filled = done * kBarWidth / all;
    for (std::size_t i = 0; i < kBarWidth; ++i) bar += i < filled ? "█" : "·";
    line += fmt::format(" {} / {} ▕{}▏", done, all, bar);
  } else {
    line += " …";
  }
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
}

void ProgressLine::clear() {
  if (!drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace disclose
