#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace disclose {

/// Builds tests/proof/interop, which reads logs with golang.org/x/mod, into `folder`; nullopt where Debian's
/// golang-go and golang-golang-x-mod-dev are not installed, or it does not build.
inline std::optional<std::string> go_verifier(const std::string& folder) {
  if (!std::filesystem::exists("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog") || std::system("go version >/dev/null 2>&1") != 0) return std::nullopt;
  const std::string program = folder + "/interop";
  const std::string build = "cd '" + std::string(DISCLOSE_SOURCE_DIR) + "/tests/proof/interop' && GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= GOCACHE='" + DISCLOSE_GO_CACHE +
                            "' go build -o '" + program + "' main.go";
  return std::system(build.c_str()) == 0 ? std::optional(program) : std::nullopt;
}

inline constexpr const char* kNoGo = "not run: install golang-go and golang-golang-x-mod-dev";

}  // namespace disclose
