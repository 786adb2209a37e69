// Build tool: writes files into a C++ source, so that the program is one file and needs no folder
// beside it. Usage: embed OUT FUNCTION ROOT FILE...   (FILEs relative to ROOT)
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

// String literals may be long, but compilers read them faster in pieces.
constexpr std::size_t kPiece = 8000;

void write_literal(std::ostream& out, const std::string& bytes) {
  for (std::size_t start = 0; start < bytes.size(); start += kPiece) {
    out << "    \"";
    for (const char c : bytes.substr(start, kPiece)) {
      constexpr const char* kDigits = "01234567";
      const auto byte = static_cast<unsigned char>(c);
      const bool plain = byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\' && c != '?';
      if (plain) {
        out << c;
      } else {
        out << '\\' << kDigits[byte >> 6U] << kDigits[(byte >> 3U) & 7U] << kDigits[byte & 7U];
      }
    }
    out << "\"\n";
  }
  if (bytes.empty()) out << "    \"\"\n";
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) return 2;
  std::ofstream out(arguments[1]);
  const std::string function = arguments[2];
  const std::string root = arguments[3];
  out << "// Written by the build from " << function << "'s files; not to be edited.\n"
      << "#include <array>\n#include <span>\n#include <string_view>\n#include <utility>\n\n"
      << "namespace disclose {\n\nstd::span<const std::pair<std::string_view, std::string_view>> " << function
      << "();\n\nnamespace {\nusing File = std::pair<std::string_view, std::string_view>;\nconstexpr std::array<File, "
      << count - 4 << "> kFiles = {{\n";
  for (int i = 4; i < count; ++i) {
    const std::string name = arguments[i];
    std::ifstream in(root + "/" + name, std::ios::binary);
    if (!in) {
      std::cerr << "cannot read " << root << "/" << name << "\n";
      return 1;
    }
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    out << "  {\"" << name << "\", std::string_view(\n";
    write_literal(out, bytes);
    out << "    , " << bytes.size() << ")},\n";
  }
  out << "}};\n}  // namespace\n\nstd::span<const std::pair<std::string_view, std::string_view>> " << function
      << "() { return kFiles; }\n\n}  // namespace disclose\n";
  return out.good() ? 0 : 1;
}
