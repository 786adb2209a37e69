#include "format/value_builder.h"

#include <fmt/format.h>

#include <utility>

#include "base/text.h"
#include "format/json.h"
#include "format/json_writer.h"

namespace disclose {

bool ValueBuilder::wants_key() const {
  return deep_ == 0 && !frames_.empty() && frames_.back().value.kind == Value::Kind::object &&
         !frames_.back().has_key;
}

std::string ValueBuilder::pointer() const {
  std::string out;
  for (const Frame& frame : frames_) {
    if (frame.value.kind == Value::Kind::array) {
      out += pointer_step(frame.value.items.size());
    } else if (frame.has_key) {
      out += pointer_step(frame.key);
    }
  }
  return out;
}

void ValueBuilder::null(std::uint32_t offset) {
  if (wants_key()) {
    refuse_key(offset);
    skip_key(offset);
  } else {
    place({.kind = Value::Kind::null, .offset = offset});
  }
}

void ValueBuilder::scalar(std::string_view text, bool plain, std::uint32_t offset) {
  if (deep_ > 0) return;
  if (wants_key()) {
    take_key(arena_.copy(text), offset);
    return;
  }
  Value value{.kind = Value::Kind::string, .offset = offset};
  if (plain && (text == "true" || text == "false")) {
    value.kind = Value::Kind::boolean;
    value.boolean = text == "true";
  } else {
    if (plain && is_json_number(text)) value.kind = Value::Kind::number;
    value.text = arena_.copy(text);
  }
  place(std::move(value));
}

void ValueBuilder::hole(std::uint32_t offset) {
  if (wants_key()) {
    skip_key(offset);
  } else {
    place({.offset = offset});
  }
}

void ValueBuilder::open(Value::Kind kind, std::uint32_t offset) {
  if (deep_ > 0) {
    ++deep_;
    return;
  }
  if (wants_key()) {  // {[a]: b}: the key is read over
    refuse_key(offset);
    deep_ = 1;
    key_is_deep_ = true;
    return;
  }
  if (frames_.size() == kMaxDepth) {
    findings_.add(offset, pointer(),
                  {fmt::format("嵌套超过 {} 层", kMaxDepth),
                   fmt::format("nested deeper than {} levels", kMaxDepth)},
                  {"减少嵌套", "nest less deeply"});
    deep_ = 1;
    return;
  }
  frames_.push_back({.value = {.kind = kind, .offset = offset}});
}

void ValueBuilder::close() {
  if (deep_ > 0) {
    if (--deep_ > 0) return;
    if (std::exchange(key_is_deep_, false)) {
      skip_key(0);
    } else {
      place({});
    }
    return;
  }
  Value value = std::move(frames_.back().value);
  frames_.pop_back();
  place(std::move(value));
}

void ValueBuilder::refuse_key(std::uint32_t offset) {
  findings_.add(offset, pointer(), {"键不是文字", "a key is not a text"},
                {"写成“键: 值”，键是一个词", "write `key: value`, the key being one word"});
}

void ValueBuilder::take_key(std::string_view key, std::uint32_t offset) {
  Frame& frame = frames_.back();
  frame.drop = !frame.keys.insert(key).second;
  if (frame.drop) {
    findings_.add(offset, pointer() + pointer_step(key),
                  {fmt::format("键“{}”写了两次", shorten(key, 40)),
                   fmt::format("the key \"{}\" occurs twice", shorten(key, 40))},
                  {"只留一个", "keep one of them"});
  }
  frame.key = key;
  frame.key_offset = offset;
  frame.has_key = true;
}

void ValueBuilder::skip_key(std::uint32_t offset) {
  Frame& frame = frames_.back();
  frame.key = {};
  frame.key_offset = offset;
  frame.has_key = true;
  frame.drop = true;
}

// A value is complete: it goes where the innermost open list or map wants it.
void ValueBuilder::place(Value value) {
  if (deep_ > 0) return;
  if (frames_.empty()) {
    root_ = std::move(value);
    return;
  }
  Frame& frame = frames_.back();
  if (frame.value.kind == Value::Kind::array) {
    frame.value.items.push_back(std::move(value));
    return;
  }
  if (!frame.drop) {
    frame.value.members.push_back(
        {.key = frame.key, .offset = frame.key_offset, .value = std::move(value)});
  }
  frame.has_key = false;
}

}  // namespace disclose
