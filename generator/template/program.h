#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "template/datum.h"
#include "template/escape.h"
#include "template/source.h"

namespace disclose::templates {

/// One step of drawing a page. Values are passed on a stack; `x`, `a` and `b` are what the comment
/// says.
enum class Op : std::uint8_t {
  text,             // x = file, bytes a to b of it are printed
  print,            // x = Escape; prints the top value
  constant,         // a = of the program
  slot,             // a = variable
  slot_or_root,     // a = variable, b = name of the page when it was not set
  root,             // a = name of the page
  member,           // a = name, b = where it was found last
  index,            // object and key
  loop,             // a = loop, x = LoopFact
  truth_of_missing, // is the top value there?
  logical_not,
  negative,
  jump,             // a
  jump_unless,      // a; takes the value
  keep_unless,      // a; jumps when false and leaves the value, else takes it: `and`
  keep_if,          // a; `or`
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  contained,
  concatenate,
  add,
  subtract,
  list,             // a = how many
  filter,           // x = Filter, a = how many arguments
  store,            // a = variable
  forget,           // a = first variable, b = how many
  capture,          // a = mark
  captured,         // a = mark, b = variable, x = 1 for markup
  url,              // a = mark
  url_checked,      // a = mark
  loop_start,       // a = loop, b = where to go when there is nothing
  loop_next,        // a = loop, b = the start of the body; ends the loop by going on
  end,
};

/// Set in `x` of root, slot, slot_or_root, member and index: a name that is absent is no error.
inline constexpr std::uint16_t kQuiet = 1;

enum class LoopFact : std::uint16_t { index, index0, first, last, length };

struct Instruction {
  Op op = Op::end;
  std::uint16_t x = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

/// A variable as it is known from a place on: a list through `outer`, 0 ends it.
struct Local {
  std::string name;
  std::uint32_t slot = 0;
  bool certain = true;  ///< surely set when this place is reached
  std::uint32_t outer = 0;
};

/// Where an instruction comes from, for findings.
struct Origin {
  Spot spot;
  std::uint32_t locals = 0;  ///< the innermost variable known there
};

/// Which variables a loop sets: one for a list, two for a map, in a row from `slot`.
struct LoopPlan {
  std::uint32_t slot = 0;
  bool pairs = false;
};

/// A page, ready to be drawn.
struct Program {
  std::vector<Instruction> code;
  std::vector<Origin> origins;  ///< of each instruction
  std::vector<Local> locals{1};  ///< 0 stands for none
  std::vector<std::string> roots;
  std::vector<std::string> names;
  std::vector<Datum> constants;
  std::vector<std::unique_ptr<std::string>> texts;          ///< constants point here
  std::vector<std::unique_ptr<std::vector<Datum>>> lists;   ///< and here
  std::vector<LoopPlan> loops;
  std::uint32_t slots = 0;
  std::uint32_t marks = 0;
  std::uint32_t members = 0;  ///< how many places look for a member
  std::uint32_t stack = 0;    ///< the most values that are on the stack at once
  bool xml = false;
};

}  // namespace disclose::templates
