#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/value.h"
#include "format/form_findings.h"

namespace disclose {

/// Builds a Value from the events of a reader that is laxer than JSON: keys may be anything, may
/// occur twice, and nesting has no limit. What JSON does not have is reported and left out. Offsets
/// are those of the file.
class ValueBuilder {
 public:
  ValueBuilder(Arena& arena, FormFindings& findings) : arena_(arena), findings_(findings) {}

  void null(std::uint32_t offset);
  /// A text; `plain` when it is not quoted and may be a number or a truth.
  void scalar(std::string_view text, bool plain, std::uint32_t offset);
  /// Something already reported stands here.
  void hole(std::uint32_t offset);
  /// A list or map begins.
  void open(Value::Kind kind, std::uint32_t offset);
  void close();

  /// The JSON pointer of the value that comes next.
  std::string pointer() const;
  Value take() { return std::move(root_); }

 private:
  struct Frame {
    Value value;
    std::set<std::string_view> keys{};
    std::string_view key{};  // the member being read
    std::uint32_t key_offset = 0;
    bool has_key = false;
    bool drop = false;  // its value is read but not kept: a refused or second key
  };

  bool wants_key() const;
  void refuse_key(std::uint32_t offset);
  void take_key(std::string_view key, std::uint32_t offset);
  void skip_key(std::uint32_t offset);
  void place(Value value);

  Arena& arena_;
  FormFindings& findings_;
  Value root_;
  std::vector<Frame> frames_;
  std::size_t deep_ = 0;      // how many lists and maps are open below what is kept
  bool key_is_deep_ = false;  // what is read over is a key
};

}  // namespace disclose
