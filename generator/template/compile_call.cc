#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "template/compiler.h"

namespace disclose::templates {

/// The file with all its parents: what it sets comes first, then the outermost parent is drawn,
/// whose blocks are taken from the first file of the chain that has them.
void Compiler::file_body(std::uint32_t file) {
  std::vector<std::uint32_t> chain{file};
  while (library_.parsed(chain.back()).parent) {
    chain.push_back(*library_.find(chain.back(), library_.parsed(chain.back()).parent->name));
  }
  const std::uint32_t outer_file = file_;
  std::vector<std::uint32_t> outer_chain = std::exchange(chain_, chain);
  const std::optional<Block> outer_block = std::exchange(block_, std::nullopt);
  for (std::size_t level = 0; level + 1 < chain.size(); ++level) {
    file_ = chain[level];
    for (const Node& one : library_.parsed(file_).body) {
      if (one.kind == Node::Kind::set || one.kind == Node::Kind::capture) node(one);
    }
  }
  file_ = chain.back();
  body(library_.parsed(file_).body);
  chain_ = std::move(outer_chain);
  block_ = outer_block;
  file_ = outer_file;
}

void Compiler::include(const Node& node) {
  std::vector<std::uint32_t> slots;
  for (const Expr& expr : node.expressions) {
    expression(expr);
    slots.push_back(new_slot());
    emit(expr.offset, {Op::store, 0, slots.back()}, -1);
  }
  const Scope outer = scope_;
  scope_.base = scope_.locals;
  scope_.branches = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) bind(node.names[i], slots[i]);
  file_body(*library_.find(file_, node.target));
  scope_ = outer;
}

void Compiler::block(const Node& node, std::string_view name, std::size_t from_level) {
  for (std::size_t level = from_level; level < chain_.size(); ++level) {
    const auto& blocks = library_.blocks(chain_[level]);
    const auto found = blocks.find(name);
    if (found == blocks.end()) continue;
    const Scope outer = scope_;
    const std::uint32_t outer_file = std::exchange(file_, chain_[level]);
    const std::optional<Block> outer_block = std::exchange(block_, Block{name, level});
    scope_.base = scope_.locals;
    scope_.branches = 0;
    body(found->second->bodies.front());
    scope_ = outer;
    file_ = outer_file;
    block_ = outer_block;
    return;
  }
  report(node.offset,
         {fmt::format("上级模板没有 {} 的内容可用", name),
          fmt::format("no parent template has a block {}", name)},
         {"去掉 super()", "remove super()"});
}

void Compiler::super(const Expr& call) {
  if (!block_) {
    report(call.offset, {"super() 只能写在 {% block %} 里", "super() belongs into a {% block %}"},
           {"去掉它，或移进 block", "remove it, or move it into a block"});
    return;
  }
  Node place;
  place.offset = call.offset;
  block(place, block_->name, block_->level + 1);
}

/// Evaluates the arguments where the call stands; the variable of each parameter that is given.
std::vector<std::optional<std::uint32_t>> Compiler::arguments(const Expr& call,
                                                              const Macro& macro) {
  std::vector<std::optional<std::uint32_t>> slots(macro.parameters.size());
  for (std::size_t i = 0; i < call.parts.size(); ++i) {
    std::size_t at = i;
    if (!call.keywords[i].empty()) {
      at = static_cast<std::size_t>(
          std::ranges::find(macro.parameters, call.keywords[i], &Parameter::name) -
          macro.parameters.begin());
    }
    expression(call.parts[i]);
    slots[at] = new_slot();
    emit(call.parts[i].offset, {Op::store, 0, *slots[at]}, -1);
  }
  return slots;
}

void Compiler::call(const Expr& call) {
  const Deeper deeper(*this, call.offset);
  if (given_up_) return;
  if (call.owner.empty() && call.text == "super") return super(call);
  const std::optional<Library::Found> found = library_.find_macro(file_, call);
  if (!found) return;
  const Macro& macro = *found->macro;
  if (std::ranges::find(macros_, &macro) != macros_.end()) {
    report(call.offset,
           {fmt::format("宏 {} 调用了它自己", macro.name),
            fmt::format("the macro {} calls itself", macro.name)},
           {"层数固定时写成几个宏", "write one macro for each level"});
    return;
  }
  const std::vector<std::optional<std::uint32_t>> slots = arguments(call, macro);
  called_.insert(&macro);
  macros_.push_back(&macro);
  const Scope outer = std::exchange(scope_, Scope{});
  const std::uint32_t outer_file = std::exchange(file_, found->file);
  const std::optional<Block> outer_block = std::exchange(block_, std::nullopt);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Parameter& parameter = macro.parameters[i];
    if (slots[i]) {
      bind(parameter.name, *slots[i]);
      continue;
    }
    expression(*parameter.fallback);
    const std::uint32_t slot = new_slot();
    emit(parameter.fallback->offset, {Op::store, 0, slot}, -1);
    bind(parameter.name, slot);
  }
  body(macro.body);
  block_ = outer_block;
  file_ = outer_file;
  scope_ = outer;
  macros_.pop_back();
}

}  // namespace disclose::templates
