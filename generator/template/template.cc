#include "template/template.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "template/compiler.h"
#include "template/machine.h"
#include "template/parser.h"

namespace disclose {

using templates::Compiler;
using templates::Library;
using templates::Macro;
using templates::Parsed;
using templates::Program;
using templates::Report;
using templates::SourceFile;

struct TemplateSet::Compiled {
  std::vector<SourceFile> files;
  std::map<std::string, std::unique_ptr<Program>, std::less<>> pages;
};

namespace {

constexpr std::size_t kLargestFile = std::size_t{4} * 1024 * 1024;
constexpr std::size_t kMostFiles = 10'000;

std::vector<SourceFile> gather(const std::map<std::string, TemplateSource>& files) {
  std::vector<SourceFile> gathered;
  for (const auto& [name, source] : files) {
    std::string_view text = source.text;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    gathered.push_back({name, source.shown_path, std::string(text), templates::mode_of(name)});
  }
  return gathered;
}

/// Whether the bytes are text that can be read on.
bool is_readable(const SourceFile& file, std::uint32_t number, Report& report) {
  if (file.text.size() > kLargestFile) {
    report.add(
        {number, 0},
        {fmt::format("模板有 {} 字节，最多 {} 字节", file.text.size(), kLargestFile),
         fmt::format("the template has {} bytes, {} at most", file.text.size(), kLargestFile)},
        {"把图片等内容移到单独的文件", "move images and the like into files of their own"});
    return false;
  }
  const std::size_t invalid = find_invalid_utf8(file.text);
  if (invalid != std::string_view::npos) {
    report.add({number, static_cast<std::uint32_t>(invalid)},
               {"不是 UTF-8 文字", "this is not UTF-8 text"},
               {"用 UTF-8 编码另存", "save the file as UTF-8"});
    return false;
  }
  const auto control = std::ranges::find_if(file.text, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  if (control == file.text.end()) return true;
  report.add({number, static_cast<std::uint32_t>(control - file.text.begin())},
             {fmt::format("有看不见的控制字符 U+{:04X}", static_cast<unsigned>(*control)),
              fmt::format("found the control character U+{:04X}", static_cast<unsigned>(*control))},
             {"删去它", "remove it"});
  return false;
}

/// Which files can be compiled: they and all they are built from have no problem so far.
std::vector<bool> sound_files(const Library& library, const Report& report) {
  std::vector<bool> sound(library.size(), true);
  std::vector<std::vector<std::uint32_t>> users(library.size());
  std::vector<std::uint32_t> spoiled;
  for (std::uint32_t file = 0; file < library.size(); ++file) {
    for (const std::uint32_t used : library.uses(file)) users[used].push_back(file);
    if (report.mentions(file)) spoiled.push_back(file);
  }
  while (!spoiled.empty()) {
    const std::uint32_t file = spoiled.back();
    spoiled.pop_back();
    if (!sound[file]) continue;
    sound[file] = false;
    spoiled.insert(spoiled.end(), users[file].begin(), users[file].end());
  }
  return sound;
}

/// Compiles every sound file as a page, and the macros that no page calls.
void compile_pages(const Library& library, const std::vector<SourceFile>& files, Report& report,
                   std::map<std::string, std::unique_ptr<Program>, std::less<>>& pages) {
  const std::vector<bool> sound = sound_files(library, report);
  Compiler compiler(library, report);
  // A part need not make sense by itself; its problems are found where it is included.
  Report unheard(files);
  Compiler part_compiler(library, unheard);
  for (std::uint32_t file = 0; file < library.size(); ++file) {
    if (!sound[file]) continue;
    std::unique_ptr<Program> program =
        library.is_part(file) ? part_compiler.page(file) : compiler.page(file);
    if (program) pages.emplace(files[file].name, std::move(program));
  }
  for (std::uint32_t file = 0; file < library.size(); ++file) {
    for (const auto& [name, macro] : library.parsed(file).macros) {
      if (sound[file] && !compiler.called().contains(&macro)) compiler.try_macro(file, macro);
    }
  }
}

}  // namespace

TemplateSet::TemplateSet(std::shared_ptr<const Compiled> compiled)
    : compiled_(std::move(compiled)) {}

std::optional<TemplateSet> TemplateSet::compile(const std::map<std::string, TemplateSource>& files,
                                                Diagnostics& diagnostics) {
  auto compiled = std::make_shared<Compiled>();
  compiled->files = gather(files);
  Report report(compiled->files);
  std::vector<Parsed> parsed;
  for (std::uint32_t i = 0; i < compiled->files.size(); ++i) {
    const SourceFile& file = compiled->files[i];
    const bool readable = i < kMostFiles && is_readable(file, i, report);
    parsed.push_back(readable ? templates::parse(file, i, report) : Parsed{});
    if (i != kMostFiles) continue;
    report.add({i, 0},
               {fmt::format("模板超过 {} 个", kMostFiles),
                fmt::format("there are more than {} templates", kMostFiles)},
               {"删去不用的模板", "remove templates that are not used"});
  }
  const Library library(compiled->files, std::move(parsed));
  templates::check_links(library, report);
  compile_pages(library, compiled->files, report, compiled->pages);
  const bool sound = report.empty();
  report.hand_over(diagnostics);
  if (!sound) return std::nullopt;
  return TemplateSet(std::move(compiled));
}

bool TemplateSet::render(std::string_view name, const View& view, std::string& out,
                         Diagnostics& diagnostics) const {
  const auto page = compiled_->pages.find(name);
  if (page != compiled_->pages.end()) {
    return templates::Machine(*page->second, compiled_->files, view, out, diagnostics).run();
  }
  std::vector<std::string_view> known;
  for (const auto& [one, program] : compiled_->pages) known.push_back(one);
  Diagnostic diagnostic;
  diagnostic.place.file = name;
  diagnostic.message = {fmt::format("没有可以单独成页的模板 {}", name),
                        fmt::format("there is no template {} that makes a page", name)};
  diagnostic.help = templates::did_you_mean(name, known, {"补上这个模板", "add this template"});
  diagnostics.add(std::move(diagnostic));
  return false;
}

bool TemplateSet::has(std::string_view name) const { return compiled_->pages.contains(name); }

std::vector<std::string> TemplateSet::names() const {
  std::vector<std::string> names;
  for (const auto& [name, program] : compiled_->pages) names.push_back(name);
  return names;
}

}  // namespace disclose
