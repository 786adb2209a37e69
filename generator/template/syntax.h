#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace disclose::templates {

/// What an expression does; the parts are named in the order they have in Expr::parts.
enum class Operation : std::uint8_t {
  name,           // text
  text,           // text
  number,         // number
  truth,          // number 0 or 1
  nothing,        // `none`
  list,           // items
  member,         // object; text = its name
  index,          // object, key
  call,           // arguments; text = macro, owner = the name it was imported as
  filter,         // value, arguments; text = filter
  defined,        // path
  logical_not,    // value
  negative,       // value
  logical_and,    // left, right; so are all below but `choose`
  logical_or,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  contained,      // `in`
  concatenate,    // `~`
  add,
  subtract,
  choose,         // condition, then, otherwise
};

struct Expr {
  Operation operation = Operation::nothing;
  std::uint32_t offset = 0;  ///< where findings about it point
  std::uint32_t depth = 1;
  std::int64_t number = 0;
  std::string text;
  std::string owner;
  std::vector<Expr> parts;
  std::vector<std::string> keywords;  ///< of a call: the name of each argument, "" by position
};

struct Node;
using Body = std::vector<Node>;

/// A statement of a template.
struct Node {
  enum class Kind : std::uint8_t {
    text,     ///< begin, end
    output,   ///< expressions[0]
    branch,   ///< bodies[i] when expressions[i]; one body more is the `else`
    loop,     ///< names over expressions[0]: bodies[0]; bodies[1] when there is nothing
    set,      ///< names[0] = expressions[0]
    capture,  ///< names[0] = what bodies[0] prints
    include,  ///< target; names[i] = expressions[i] inside
    block,    ///< target = its name; bodies[0]
  };
  Kind kind = Kind::text;
  std::uint32_t offset = 0;  ///< of its `{%` or `{{`
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t target_offset = 0;
  std::string target;
  std::vector<std::string> names;
  std::vector<Expr> expressions;
  std::vector<Body> bodies;
};

struct Parameter {
  std::string name;
  std::optional<Expr> fallback;
};

struct Macro {
  std::string name;
  std::uint32_t offset = 0;
  std::vector<Parameter> parameters;
  Body body;
};

/// A reference to another file: of `{% extends %}` or `{% import %}`.
struct Reference {
  std::string name;
  std::uint32_t offset = 0;
};

/// One file, parsed.
struct Parsed {
  std::optional<Reference> parent;
  Body body;
  std::map<std::string, Macro, std::less<>> macros;
  std::map<std::string, Reference, std::less<>> imports;  ///< by alias
};

}  // namespace disclose::templates
