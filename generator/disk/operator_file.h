#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "disk/disk_error.h"
#include "disk/system_calls.h"

namespace disclose {

/// The bytes of a file the operator names; a Refusal when there is none.
std::variant<std::string, Refusal> read_operator_file(const std::string& path, const SystemCalls& calls);

/// The same of a key or a passphrase: refused when others than its owner may read it.
std::variant<std::string, Refusal> read_secret(const std::string& path, const SystemCalls& calls);

/// Makes a file that only its owner may read, and brings it to the disk; refused when one is there.
std::optional<Refusal> create_secret(const std::string& path, std::string_view bytes, const SystemCalls& calls);

/// What a file of our own memory holds; empty when it was never written. Throws DiskError.
std::string read_memory(const std::string& path, const SystemCalls& calls);

/// Adds a line to such a file and returns once it is on the disk, name and all. Throws DiskError.
void append_memory(const std::string& path, std::string_view line, const SystemCalls& calls);

}  // namespace disclose
