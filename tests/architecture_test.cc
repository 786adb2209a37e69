// The house as ARCHITECTURE.md describes it, held against the source text.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace disclose {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = DISCLOSE_SOURCE_DIR;

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// A source file; `name` as "room/file.cc", or "file.cc" for one that stands above the rooms.
struct Source {
  std::string name;
  std::string text;
  std::string room() const { return name.find('/') == std::string::npos ? "" : name.substr(0, name.find('/')); }
  bool is_header() const { return name.ends_with(".h"); }
};

std::vector<Source> sources(const char* folder) {
  std::vector<Source> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / folder)) {
    const fs::path extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".cc" && extension != ".h")) continue;
    found.push_back({entry.path().lexically_relative(kRoot / folder).generic_string(), read_text(entry.path())});
  }
  std::ranges::sort(found, {}, &Source::name);
  return found;
}

const std::vector<Source>& house() {
  static const std::vector<Source> all = sources("generator");
  return all;
}

// What stands between `<` or `"` in the #include lines of a file.
std::vector<std::string> includes(const Source& source, char open) {
  std::vector<std::string> found;
  for (const std::string& line : lines_of(source.text)) {
    const std::string start = std::string("#include ") + open;
    if (!line.starts_with(start)) continue;
    const std::size_t end = line.find(open == '<' ? '>' : '"', start.size());
    found.push_back(line.substr(start.size(), end - start.size()));
  }
  return found;
}

// --- rooms ---

// The words after USES in a room's CMakeLists.txt.
std::set<std::string> uses_in(const fs::path& file) {
  const std::string text = read_text(file);
  const std::size_t start = text.find("disclose_room(");
  const std::size_t end = text.find(')', start);
  std::istringstream words(text.substr(start, end - start));
  std::set<std::string> uses;
  bool within = false;
  for (std::string word; words >> word;) {
    const bool keyword = std::ranges::all_of(word, [](unsigned char c) { return std::isupper(c) != 0; });
    if (keyword) {
      within = word == "USES";
    } else if (within) {
      uses.insert(word);
    }
  }
  return uses;
}

// The rooms in the order of generator/CMakeLists.txt.
std::vector<std::string> rooms() {
  const std::string text = read_text(kRoot / "generator/CMakeLists.txt");
  const std::size_t start = text.find("foreach(room ") + 13;
  std::istringstream words(text.substr(start, text.find(')', start) - start));
  return {std::istream_iterator<std::string>(words), {}};
}

// Above the rooms: what goes through all of them.
bool stands_above(const Source& source) { return source.room().empty() || source.name == "cli/run.cc" || source.name == "cli/run.h"; }

TEST(Rooms, AreTheFoldersOfTheHouse) {
  std::set<std::string> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(kRoot / "generator")) {
    if (entry.is_directory()) folders.insert(entry.path().filename());
  }
  for (const char* no_room : {"cmake", "embed", "explain"}) EXPECT_EQ(folders.erase(no_room), 1U) << no_room;
  const std::vector<std::string> named = rooms();
  EXPECT_EQ(std::set<std::string>(named.begin(), named.end()), folders);
}

TEST(Rooms, UseOnlyRoomsBelowThem) {
  std::set<std::string> below;
  for (const std::string& room : rooms()) {
    for (const std::string& used : uses_in(kRoot / "generator" / room / "CMakeLists.txt")) {
      EXPECT_TRUE(below.contains(used)) << room << " is to stand above " << used << " in generator/CMakeLists.txt";
    }
    below.insert(room);
  }
}

TEST(Rooms, IncludeOnlyWhatTheySayTheyUse) {
  std::map<std::string, std::set<std::string>> needed;
  for (const Source& source : house()) {
    if (stands_above(source) || source.room() == "embed") continue;
    const std::set<std::string> uses = uses_in(kRoot / "generator" / source.room() / "CMakeLists.txt");
    for (const std::string& path : includes(source, '"')) {
      const std::string room = path.substr(0, path.find('/'));
      if (room == source.room()) continue;
      EXPECT_TRUE(uses.contains(room)) << source.name << " may not include " << path;
      needed[source.room()].insert(room);
    }
  }
  for (const std::string& room : rooms()) {
    for (const std::string& used : uses_in(kRoot / "generator" / room / "CMakeLists.txt")) {
      EXPECT_TRUE(needed[room].contains(used)) << room << " names " << used << " and includes nothing of it";
    }
  }
}

TEST(Rooms, AreNotSeenByWhomTheyDoNotConcern) {
  for (const Source& source : house()) {
    for (const std::string& path : includes(source, '"')) {
      const std::string room = path.substr(0, path.find('/'));
      EXPECT_TRUE((room != "disk" && room != "portal") || room == source.room() || stands_above(source)) << source.name << " includes " << path;
      EXPECT_TRUE(path != "pipeline.h" || stands_above(source)) << source.name << " includes " << path;
    }
  }
}

// --- doors ---

// Which library a header outside the house belongs to; "" for the language and the system.
std::string library_of(const std::string& header) {
  static const std::map<std::string, std::string, std::less<>> kLibraries = {
      {"CLI/", "CLI11"},         {"cmark-gfm", "cmark-gfm"},  {"curl/", "libcurl"},      {"fmt/", ""},          {"gumbo.h", "gumbo"},      {"hb", "HarfBuzz"},     {"hpdf", "libharu"},
      {"libdeflate", "libdeflate"}, {"nlohmann/", "nlohmann/json"}, {"openssl/", "OpenSSL"}, {"poppler-", "poppler"}, {"pugixml", "pugixml"},
      {"qrencode", "libqrencode"}, {"xlsxwriter", "libxlsxwriter"}, {"yaml-cpp/", "yaml-cpp"}, {"zip.h", "libzip"}};
  for (const auto& [start, library] : kLibraries) {
    if (header.starts_with(start)) return library;
  }
  static const std::set<std::string, std::less<>> kSystem = {"arpa/inet.h", "dirent.h",   "fcntl.h", "termios.h",      "iconv.h",       "linux/openat2.h", "netinet/in.h", "pwd.h",         "spawn.h",
                                                              "sys/file.h",  "sys/mman.h", "sys/socket.h", "sys/stat.h", "sys/syscall.h",   "sys/types.h",  "sys/utsname.h", "sys/wait.h", "unistd.h"};
  const bool language = header.find_first_of("./") == std::string::npos;
  return language || kSystem.contains(header) ? "" : "unknown: " + header;
}

TEST(Libraries, HaveOneDoorEach) {
  std::map<std::string, std::set<std::string>> doors;
  for (const Source& source : house()) {
    for (const std::string& header : includes(source, '<')) {
      const std::string library = library_of(header);
      if (!library.empty()) doors[library].insert(source.name);
    }
  }
  EXPECT_EQ(doors.size(), 15U);
  const std::string paper = read_text(kRoot / "ARCHITECTURE.md");
  for (const auto& [library, files] : doors) {
    ASSERT_EQ(files.size(), library == "OpenSSL" ? 2U : 1U) << library << " is included by " << *files.begin() << " and " << *files.rbegin();
    for (const std::string& door : files) {
      EXPECT_TRUE(door.ends_with(".cc")) << library << " shows in the header " << door;
      const std::string named = fmt::format("`{}` {}", door, library);
      std::string flat = paper;
      std::ranges::replace(flat, '\n', ' ');
      EXPECT_NE(flat.find(named), std::string::npos) << "ARCHITECTURE.md does not name the door " << named;
    }
  }
}

// --- files ---

std::size_t line_count(const Source& source) { return static_cast<std::size_t>(std::ranges::count(source.text, '\n')); }

TEST(Files, AreShortEnoughToBeRead) {
  // What is longer, up to which length, and why; a file that has become shorter leaves the list.
  const std::map<std::string, std::size_t> kLonger = {
      {"model/site.h", 220},          // the keys of site.json (format.md 3), one struct each
      {"model/record.h", 140},        // the keys every record has (format.md 5)
      {"model/evaluation.h", 160},    // the kinds of evaluation (format.md 5)
      {"model/registry.h", 140},      // what check hands to plan, in one place
      {"pdf/page.h", 170},            // the vocabulary of a set page
      {"pdf/document.h", 150},        // the vocabulary of a report's blocks
      {"plan/table_builder.h", 140},  // one template per kind of column
      {"read/object_reader.h", 170},  // one function per scalar of format.md 2
      {"format/narrative_inline.cc", 430},  // one state machine
      {"pdf/write_objects.cc", 430}, {"cli/options.cc", 430},  // the only doors of libharu and CLI11
      {"disk/failing_calls.h", 130},  // (tests) every system call, failing in turn
      {"portal/simulator.h", 180},    // (tests) a portal in a thread
      {"exact/big_number.h", 140},    // (tests) a second arithmetic to compare with
      {"pdf/layout_test.cc", 460},
  };
  std::set<std::string> seen;
  for (const char* folder : {"generator", "tests"}) {
    for (const Source& source : sources(folder)) {
      const std::size_t usual = source.is_header() ? 120 : 400;
      const std::size_t lines = line_count(source);
      const auto longer = kLonger.find(source.name);
      if (longer == kLonger.end()) {
        EXPECT_LE(lines, usual) << folder << "/" << source.name;
        continue;
      }
      seen.insert(source.name);
      EXPECT_LE(lines, longer->second) << folder << "/" << source.name;
      EXPECT_GT(lines, usual) << folder << "/" << source.name << " is short enough now";
    }
  }
  EXPECT_EQ(seen.size(), kLonger.size());
}

TEST(Files, BeginWithTheirOwnHeader) {
  // So that every header that has a source file is compiled once with nothing before it.
  for (const Source& source : house()) {
    if (source.is_header()) {
      EXPECT_TRUE(source.text.starts_with("#pragma once\n")) << source.name;
      continue;
    }
    const std::string header = source.name.substr(0, source.name.size() - 3) + ".h";
    if (!fs::exists(kRoot / "generator" / header)) continue;
    const std::size_t first = source.text.find("#include ");
    EXPECT_EQ(source.text.substr(first, header.size() + 11), "#include \"" + header + "\"") << source.name;
  }
}

// --- words ---

// The text without comments and without what stands in quotes.
std::string code_of(const std::string& text) {
  std::string code;
  for (std::size_t at = 0; at < text.size();) {
    if (text.compare(at, 2, "//") == 0) {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.compare(at, 2, "/*") == 0) {
      at = std::min(text.find("*/", at), text.size() - 2) + 2;
    } else if (text.compare(at, 2, "R\"") == 0) {
      const std::size_t open = text.find('(', at);
      const std::string close = ")" + text.substr(at + 2, open - at - 2) + "\"";
      at = std::min(text.find(close, open), text.size() - close.size()) + close.size();
    } else if (text[at] == '"' || (text[at] == '\'' && (at == 0 || std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0))) {
      const char quote = text[at++];
      while (at < text.size() && text[at] != quote) at += text[at] == '\\' ? 2U : 1U;
      ++at;
      code += "\"\"";
    } else {
      code += text[at++];
    }
  }
  return code;
}

// Every word, and those of the standard library also with their std:: before them.
std::set<std::string> words_of(const std::string& code) {
  std::set<std::string> words;
  std::string word;
  for (std::size_t at = 0; at <= code.size(); ++at) {
    const char c = at < code.size() ? code[at] : ' ';
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      word += c;
    } else if (!word.empty()) {
      const std::size_t start = at - word.size();
      if (start >= 5 && code.compare(start - 5, 5, "std::") == 0) words.insert("std::" + word);
      words.insert(std::move(word));
      word.clear();
    }
  }
  return words;
}

struct Ban {
  const char* why;
  std::vector<const char*> words;
  std::vector<const char*> but_for;  ///< a file, or the folder of a room with `/` at its end
};

const std::vector<Ban> kBans = {
    {"the environment is asked for at the front door only", {"getenv", "secure_getenv", "environ", "setenv"}, {"main.cc", "disk/signer_command.cc"}},
    {"the day is an argument", {"std::time", "gettimeofday", "clock_gettime", "system_clock", "localtime", "localtime_r", "gmtime", "gmtime_r", "mktime", "strftime", "ctime"}, {"main.cc"}},
    {"only the portal room and the disk room talk to other machines", {"socket", "connect", "getaddrinfo", "curl_easy_perform"}, {"portal/"}},
    {"only the progress line and --timings look at a clock, which decides nothing", {"steady_clock", "high_resolution_clock"}, {"cli/"}},
    {"the same bytes for any locale", {"locale", "setlocale", "imbue", "isalpha", "isdigit", "isspace", "tolower", "toupper", "strtod", "stod", "stof", "atof", "strtol", "stoi", "stol", "atoi", "wchar_t", "wstring"}, {}},
    {"the same order on every machine", {"unordered_map", "unordered_set", "unordered_multimap", "unordered_multiset", "std::hash"}, {}},
    {"nothing is left to chance", {"rand", "srand", "random_device", "mt19937", "random_shuffle", "shuffle", "tmpnam", "mkstemp"}, {}},
    {"no binary floating point in a figure", {"double", "float"},
     // Layout; seconds and megabytes of the summary; the signature of nlohmann's events; cells of a
     // workbook of at most 15 digits and the widths of its columns.
     {"pdf/", "cli/", "format/json.cc", "format/xlsx.cc"}},
    {"work is shared out in one place", {"std::thread", "std::jthread", "std::async", "pthread_create", "condition_variable", "std::future", "thread_local"}, {"base/parallel.cc"}},
    {"only the disk room touches the disk; fonts are mapped by pdf/", {"fopen", "ifstream", "ofstream", "fstream", "filesystem", "openat", "mmap", "unlink", "rename", "mkdir", "remove_all"}, {"disk/", "embed/", "pdf/font_face.cc"}},
    {"results are printed by the front door", {"cout", "cerr", "clog", "printf", "fprintf", "puts", "stdout", "stderr", "iostream"}, {"cli/", "embed/"}},
    {"a program that is started is a program that can be replaced", {"system", "popen", "fork", "execv", "execvp", "posix_spawn", "dlopen"},
     // The operator's own command, whose answer is verified before it is used.
     {"disk/signer_command.cc"}},
    {"recurses as deep as its input is long", {"std::regex"}, {}},
    {"not in GCC 12", {"std::expected", "std::format", "std::views"}, {}},
    {"values are copied, not reinterpreted by mistake", {"const_cast", "volatile", "goto", "longjmp", "setjmp", "alloca"}, {}},
};

bool is_let_off(const Source& source, const Ban& ban) {
  return std::ranges::any_of(ban.but_for, [&](const std::string_view where) {
    return where.ends_with('/') ? source.name.starts_with(where) : source.name == where;
  });
}

TEST(Words, ThatBreakAPromiseAreNotUsed) {
  for (const Source& source : house()) {
    const std::set<std::string> words = words_of(code_of(source.text));
    for (const Ban& ban : kBans) {
      if (is_let_off(source, ban)) continue;
      for (const char* word : ban.words) EXPECT_FALSE(words.contains(word)) << source.name << " says `" << word << "`: " << ban.why;
    }
  }
}

TEST(Words, AreLetOffOnlyWhereTheyStand) {
  for (const Ban& ban : kBans) {
    for (const std::string_view where : ban.but_for) {
      const bool stands = std::ranges::any_of(house(), [&](const Source& source) {
        const bool here = where.ends_with('/') ? source.name.starts_with(where) : source.name == where;
        const std::set<std::string> words = words_of(code_of(source.text));
        return here && std::ranges::any_of(ban.words, [&](const char* word) { return words.contains(word); });
      });
      EXPECT_TRUE(stands) << where << " is let off for nothing: " << ban.why;
    }
  }
}

TEST(Names, SayWhatAThingIs) {
  const std::vector<std::string> kEmpty = {"Manager", "Helper", "Util", "Utils", "Handler", "Processor", "Impl", "Service", "Misc"};
  for (const Source& source : house()) {
    for (const std::string& word : words_of(code_of(source.text))) {
      if (word == "EventHandler") continue;  // yaml-cpp's name
      for (const std::string& empty : kEmpty) EXPECT_FALSE(word.ends_with(empty)) << source.name << " names something " << word;
    }
    for (const char* promise : {"TODO", "XXX:", "HACK"}) EXPECT_EQ(source.text.find(promise), std::string::npos) << source.name << " puts something off";
    EXPECT_EQ(code_of(source.text).find("using namespace"), std::string::npos) << source.name;
  }
}

// The types a file defines at the head of a line, outside unnamed namespaces, as "namespace::Name".
std::vector<std::string> types_of(const std::string& text) {
  std::vector<std::string> types;
  std::string space;
  bool unnamed = false;
  for (const std::string& line : lines_of(text)) {
    std::istringstream words(line);
    std::array<std::string, 3> word;
    words >> word[0] >> word[1] >> word[2];
    if (line.starts_with("namespace") && word[1] != "{") space = word[1];
    if (line.starts_with("namespace")) unnamed = word[1] == "{";
    if (line == "}  // namespace") unnamed = false;
    const bool defines = (line.starts_with("struct ") || line.starts_with("class ")) && !line.ends_with(";") && (word[2] == "{" || word[2] == "final" || word[2] == ":");
    if (defines && !unnamed) types.push_back(space + "::" + word[1]);
  }
  return types;
}

// Two types of one name would be one to the linker, whichever it meets first: rooms do not see each
// other, so no compiler would say so.
TEST(Names, StandForOneTypeEach) {
  std::map<std::string, std::string> defined;
  for (const Source& source : house()) {
    for (const std::string& type : types_of(source.text)) {
      const auto [first, fresh] = defined.try_emplace(type, source.name);
      EXPECT_TRUE(fresh) << type << " is defined in " << first->second << " and in " << source.name;
    }
  }
  EXPECT_GT(defined.size(), 300U);
}

TEST(Words, AreFoundInCodeOnly) {
  EXPECT_EQ(code_of("a; // double\nb"), "a; \nb");
  EXPECT_EQ(code_of("f(\"double \\\" x\", 'x')"), "f(\"\", \"\")");
  EXPECT_EQ(code_of("R\"(a \" double)\" + 1'000"), " + 1'000");
  EXPECT_EQ(code_of("a /* double */ b"), "a  b");
}

}  // namespace
}  // namespace disclose
