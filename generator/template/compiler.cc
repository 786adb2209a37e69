#include "template/compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace disclose::templates {

namespace {
/// How many instructions a page may have, all that it includes and calls spelled out. The largest
/// page of the built-in theme has a fiftieth of it.
constexpr std::uint32_t kLongest = 100'000;
}  // namespace

Compiler::Deeper::Deeper(Compiler& compiler, std::uint32_t offset) : compiler_(compiler) {
  if (++compiler.depth_ <= kDeepest) return;
  compiler.give_up(offset,
                   {fmt::format("标签、文件和宏一层套一层，超过 {} 层", kDeepest),
                    fmt::format("tags, files and macros nest deeper than {} levels", kDeepest)},
                   {"减少层数", "use fewer levels"});
}

void Compiler::start(std::uint32_t file) {
  program_ = std::make_unique<Program>();
  mode_ = library_.file(file).mode;
  program_->xml = mode_ == Mode::xml;
  context_ = Context{};
  file_ = file;
  scope_ = Scope{};
  block_.reset();
  macros_.clear();
  uncertain_.clear();
  emitted_ = 0;
  height_ = 0;
  given_up_ = false;
}

std::unique_ptr<Program> Compiler::page(std::uint32_t file) {
  const std::size_t problems = report_.size();
  start(file);
  file_body(file);
  if (!given_up_ && !(context_ == Context{})) {
    const Say where = describe(context_);
    report_.add({file, static_cast<std::uint32_t>(library_.file(file).text.size())},
                {fmt::format("页面结束时还在{}里", where.zh),
                 fmt::format("the page ends inside {}", where.en)},
                {"补上缺少的引号、> 或结束标签", "add the missing quote, > or end tag"});
  }
  emit(0, {Op::end});
  return problems == report_.size() && !given_up_ ? std::move(program_) : nullptr;
}

void Compiler::try_macro(std::uint32_t file, const Macro& macro) {
  start(file);
  called_.insert(&macro);
  macros_.push_back(&macro);
  for (const Parameter& parameter : macro.parameters) {
    if (parameter.fallback) expression(*parameter.fallback);
    bind(parameter.name, new_slot());
  }
  body(macro.body);
}

std::uint32_t Compiler::emit(std::uint32_t offset, Instruction instruction, int height) {
  if (++emitted_ > kLongest && !given_up_) {
    give_up(offset,
            {fmt::format("页面展开后超过 {} 步", kLongest),
             fmt::format("the page takes more than {} steps once spelled out", kLongest)},
            {"减少相互嵌套的 include 和宏", "use fewer includes and macros inside each other"});
  }
  height_ += height;
  program_->stack = std::max(program_->stack, static_cast<std::uint32_t>(std::max(height_, 0)));
  program_->code.push_back(instruction);
  program_->origins.push_back({{file_, offset}, scope_.locals});
  return here() - 1;
}

void Compiler::report(std::uint32_t offset, Say message, Say help) {
  if (!given_up_) report_.add({file_, offset}, std::move(message), std::move(help));
}

void Compiler::give_up(std::uint32_t offset, Say message, Say help) {
  report(offset, std::move(message), std::move(help));
  given_up_ = true;
}

void Compiler::body(const Body& nodes) {
  for (const Node& one : nodes) {
    if (given_up_) return;
    node(one);
  }
}

void Compiler::node(const Node& node) {
  const Deeper deeper(*this, node.offset);
  if (given_up_) return;
  switch (node.kind) {
    case Node::Kind::text: return literal(node);
    case Node::Kind::output: return output(node);
    case Node::Kind::branch: return branch(node);
    case Node::Kind::loop: return loop(node);
    case Node::Kind::set: return set(node);
    case Node::Kind::capture: return capture(node);
    case Node::Kind::include: return include(node);
    case Node::Kind::block: return block(node, node.target, 0);
  }
}

void Compiler::literal(const Node& node) {
  const std::string_view text =
      std::string_view(library_.file(file_).text).substr(node.begin, node.end - node.begin);
  const Passage passage = advance(context_, text, mode_);
  if (!passage.problem.empty()) {
    report(node.begin + static_cast<std::uint32_t>(passage.problem_at), passage.problem,
           passage.help);
  }
  std::uint32_t from = node.begin;
  const auto print_to = [&](std::uint32_t to) {
    if (from < to) emit(from, {Op::text, static_cast<std::uint16_t>(file_), from, to});
    from = to;
  };
  if (passage.url_end) {
    print_to(node.begin + static_cast<std::uint32_t>(*passage.url_end));
    emit(from, {Op::url_checked, 0, passage.ended_mark});
  }
  if (passage.url_begin) {
    print_to(node.begin + static_cast<std::uint32_t>(*passage.url_begin));
    context_.mark = program_->marks++;
    emit(from, {Op::url, 0, context_.mark});
  }
  print_to(node.end);
}

void Compiler::output(const Node& node) {
  const Expr& expr = node.expressions.front();
  if (expr.operation == Operation::call) return call(expr);
  const Placement placement = place_output(context_, mode_);
  if (!placement.refusal.empty()) {
    report(node.offset, placement.refusal, placement.help);
  } else if (placement.needs_json && (expr.operation != Operation::filter || expr.text != "json")) {
    report(
        node.offset,
        {"结构化数据里的值要以 json 过滤器结尾", "a value in structured data must end with json"},
        {"写成 {{ 值 | json }}", "write {{ value | json }}"});
  }
  expression(expr);
  emit(expr.offset, {Op::print, static_cast<std::uint16_t>(placement.escape)}, -1);
  note_output(context_);
}

void Compiler::join(std::optional<Context>& met, std::uint32_t offset) {
  if (!met) {
    met = context_;
    return;
  }
  const std::optional<Context> both = meet(*met, context_);
  if (both) {
    met = both;
    return;
  }
  const Say one = describe(*met);
  const Say other = describe(context_);
  report(
      offset,
      {fmt::format("各分支结束的位置不同：一个在{}里，一个在{}里", one.zh, other.zh),
       fmt::format("the branches end in different places: one in {}, one in {}", one.en, other.en)},
      {"让每个分支都写完整的标签或属性；少写 {% else %} 也算一个空分支",
       "let every branch hold whole tags or attributes; a missing {% else %} is an empty one"});
}

void Compiler::branch(const Node& node) {
  const Context before = context_;
  std::optional<Context> met;
  std::vector<std::uint32_t> exits;
  for (std::size_t i = 0; i < node.bodies.size() && !given_up_; ++i) {
    const bool conditional = i < node.expressions.size();
    std::uint32_t skip = 0;
    if (conditional) {
      expression(node.expressions[i]);
      skip = emit(node.offset, {Op::jump_unless}, -1);
    }
    context_ = before;
    ++scope_.branches;
    body(node.bodies[i]);
    --scope_.branches;
    join(met, node.offset);
    if (!conditional) continue;
    exits.push_back(emit(node.offset, {Op::jump}));
    program_->code[skip].a = here();
  }
  if (node.bodies.size() == node.expressions.size()) {
    context_ = before;
    join(met, node.offset);
  }
  for (const std::uint32_t exit : exits) program_->code[exit].a = here();
  context_ = *met;
}

void Compiler::loop(const Node& node) {
  expression(node.expressions.front());
  const auto number = static_cast<std::uint32_t>(program_->loops.size());
  program_->loops.push_back({program_->slots, node.names.size() == 2});
  const std::uint32_t first =
      emit(node.expressions.front().offset, {Op::loop_start, 0, number}, -1);
  const Context before = context_;
  const Scope outer = scope_;
  scope_.base = scope_.locals;
  scope_.branches = 0;
  scope_.loop = number;
  for (const std::string& name : node.names) bind(name, new_slot());
  loop_body(node, number);
  scope_ = outer;
  const std::uint32_t leave = emit(node.offset, {Op::jump});
  program_->code[first].b = here();
  if (node.bodies.size() == 2) {
    std::optional<Context> met = context_;
    context_ = before;
    ++scope_.branches;
    body(node.bodies[1]);
    --scope_.branches;
    join(met, node.offset);
    context_ = *met;
  }
  program_->code[leave].a = here();
}

/// The body must return to where it began, so that it can follow itself. Inside a tag the place may
/// loosen in the first round; the body is then compiled again for the looser place.
void Compiler::loop_body(const Node& node, std::uint32_t number) {
  const std::uint32_t begin = here();
  const std::size_t uncertain = uncertain_.size();
  const Scope inner = scope_;
  for (const bool again : {false, true}) {
    const Context before = context_;
    program_->code.resize(begin);
    program_->origins.resize(begin);
    uncertain_.resize(uncertain);
    scope_ = inner;
    emit(node.offset, {Op::forget});
    body(node.bodies.front());
    if (given_up_) return;
    const std::optional<Context> met = meet(before, context_);
    if (met == before) break;
    if (!met || again) {
      const Say one = describe(before);
      const Say other = describe(context_);
      report(node.offset,
             {fmt::format("循环体从{}开始，却在{}里结束", one.zh, other.zh),
              fmt::format("the loop begins in {} but ends in {}", one.en, other.en)},
             {"让循环体写完整的标签或属性", "let the loop hold whole tags or attributes"});
      context_ = before;
      break;
    }
    context_ = *met;
  }
  // What may not be set in the next round must not keep the value of this one.
  if (uncertain_.size() > uncertain) {
    const auto [low, high] = std::minmax_element(
        uncertain_.begin() + static_cast<std::ptrdiff_t>(uncertain), uncertain_.end());
    program_->code[begin].a = *low;
    program_->code[begin].b = *high - *low + 1;
  }
  emit(node.offset, {Op::loop_next, 0, number, begin});
}

void Compiler::set(const Node& node) {
  expression(node.expressions.front());
  const std::uint32_t slot = declare(node.names.front());
  emit(node.offset, {Op::store, 0, slot}, -1);
}

void Compiler::capture(const Node& node) {
  const std::uint32_t mark = program_->marks++;
  emit(node.offset, {Op::capture, 0, mark});
  const Context outer_context = std::exchange(context_, Context{});
  const Scope outer = scope_;
  scope_.base = scope_.locals;
  scope_.branches = 0;
  body(node.bodies.front());
  scope_ = outer;
  if (!given_up_ && !(context_ == Context{})) {
    const Say where = describe(context_);
    report(node.offset,
           {fmt::format("{{% set %}} 的内容结束时还在{}里", where.zh),
            fmt::format("the content of {{% set %}} ends inside {}", where.en)},
           {"让内容自成完整的标签", "let the content hold whole tags"});
  }
  context_ = outer_context;
  const std::uint32_t slot = declare(node.names.front());
  emit(node.offset,
       {Op::captured, static_cast<std::uint16_t>(mode_ == Mode::text ? 0 : 1), mark, slot});
}

}  // namespace disclose::templates
