// How long a report takes from its markup to its bytes, everything included (tags, metadata, the data
// attached): sh bench/reports.sh
//   report_bench MARKUP DATA [COUNT] [THREADS] [LAYOUT]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "pdf/document.h"
#include "pdf/layout.h"
#include "pdf/write.h"

namespace {

using namespace disclose;
using Clock = std::chrono::steady_clock;

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

double milliseconds_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

// Another year in every document, so that no two are the same.
std::string for_year(std::string text, std::size_t year) {
  const std::string written = fmt::format("{}年", year);
  for (std::size_t at = text.find("2024年"); at != std::string::npos; at = text.find("2024年", at + 1)) text.replace(at, written.size(), written);
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string markup = content_of(argv[1]);
  const std::string data = content_of(argv[2]);
  const std::size_t count = argc > 3 ? std::stoul(argv[3]) : 200;
  const auto threads = static_cast<unsigned>(argc > 4 ? std::stoul(argv[4]) : 1);
  const auto style = pdf::style_named(argc > 5 ? argv[5] : "report");
  Diagnostics diagnostics;
  const auto fonts = pdf::FontSet::load(pdf::FontChoice::usual(), {}, diagnostics);
  if (fonts == nullptr || !style) return 1;

  std::string first;
  std::size_t pages = 0;
  std::vector<double> times(count);
  std::vector<Diagnostics> found(std::max(1U, threads));
  const auto start = Clock::now();
  parallel_for(count, threads, [&](std::size_t i, unsigned thread) {
    const auto begun = Clock::now();
    const auto document = pdf::parse_document(for_year(markup, 2024 + i % 1000), "report.xhtml", found[thread]);
    auto laid = document ? pdf::lay_out(*document, *style, *fonts, found[thread]) : std::nullopt;
    if (!laid) return;
    laid->attachments.push_back({.name = "data.json", .media_type = "application/json", .bytes = data, .description = "data"});
    std::string bytes = pdf::write_pdf(*laid, *fonts);
    times[i] = milliseconds_since(begun);
    if (i == 0) pages = laid->pages.size();
    if (i == 0) first = std::move(bytes);
  });
  const double all = milliseconds_since(start);
  for (const Diagnostics& part : found) {
    for (const Diagnostic& d : part.all()) fmt::print(stderr, "{}: {}\n", d.place.position.line, d.message.en);
  }
  std::ranges::sort(times);
  fmt::print("disclose: {} documents of {} pages, median {:.2f} ms, {:.0f} a second on {} threads, {} bytes\n", count, pages, times[count / 2],
             static_cast<double>(count) / all * 1000, threads, first.size());
  std::ofstream("report_bench.pdf", std::ios::binary) << first;
}
