#include "template/machine.h"

#include <fmt/format.h>

#include <algorithm>

#include "template/filters.h"

namespace disclose::templates {

namespace {

/// A page that goes round more often, or grows larger, is a mistake in its template.
constexpr std::uint64_t kMostRounds = 50'000'000;
constexpr std::size_t kLargestPage = std::size_t{1} << 30U;

/// The value of a map, looked for first where it was found last: rows have the same shape.
const View* find_near(const View::Map& map, std::string_view name, std::uint32_t& near) {
  if (near < map.size() && map[near].first == name) return &map[near].second;
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map[i].first != name) continue;
    near = static_cast<std::uint32_t>(i);
    return &map[i].second;
  }
  return nullptr;
}

}  // namespace

Machine::Machine(const Program& program, const std::vector<SourceFile>& files, const View& view,
                 std::string& out, Diagnostics& diagnostics)
    : program_(program),
      files_(files),
      view_(view),
      out_(out),
      diagnostics_(diagnostics),
      stack_(scratch_.array<Datum>(program.stack + 1)),
      slots_(scratch_.array<Datum>(program.slots)),
      roots_(scratch_.array<const View*>(program.roots.size())),
      members_(scratch_.array<std::uint32_t>(program.members)),
      loops_(scratch_.array<Loop>(program.loops.size())),
      marks_(scratch_.array<std::size_t>(program.marks)),
      began_(out.size()) {}

bool Machine::run() {
  while (step(program_.code[at_++])) {
  }
  return reported_.empty();
}

/// One instruction; false ends the page.
bool Machine::step(const Instruction& now) {
  switch (now.op) {
    case Op::text: out_.append(files_[now.x].text, now.a, now.b - now.a); break;
    case Op::print: print(static_cast<Escape>(now.x)); break;
    case Op::constant: push(program_.constants[now.a]); break;
    case Op::slot: push(slots_[now.a]); break;
    case Op::slot_or_root: {
      const Datum& set = slots_[now.a];
      push(set.kind == Datum::Kind::missing ? root(now.b, now.x == kQuiet) : set);
      break;
    }
    case Op::root: push(root(now.a, now.x == kQuiet)); break;
    case Op::member: top() = member(top(), now); break;
    case Op::loop: push(loop_fact(now)); break;
    case Op::jump: at_ = now.a; break;
    case Op::jump_unless:
      if (!pop().is_true()) at_ = now.a;
      break;
    case Op::keep_unless:
    case Op::keep_if:
      if (top().is_true() == (now.op == Op::keep_if)) {
        at_ = now.a;
      } else {
        --height_;
      }
      break;
    case Op::store: slots_[now.a] = pop(); break;
    case Op::forget: std::ranges::fill(slots_.subspan(now.a, now.b), Datum{}); break;
    case Op::capture:
    case Op::url: marks_[now.a] = out_.size(); break;
    case Op::captured: capture_end(now); break;
    case Op::url_checked: check_url(now.a); break;
    case Op::loop_start: start_loop(now); break;
    case Op::loop_next:
      if (rounds_ > kMostRounds) return false;
      if (next_round(now.a)) at_ = now.b;
      break;
    case Op::end: return false;
    case Op::index:
    case Op::truth_of_missing:
    case Op::logical_not:
    case Op::negative:
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::contained:
    case Op::concatenate:
    case Op::add:
    case Op::subtract:
    case Op::list:
    case Op::filter: compute(now); break;
  }
  return true;
}

/// The instructions that make a value of the values on the stack.
void Machine::compute(const Instruction& now) {
  if (now.op == Op::filter) return apply_filter(now);
  if (now.op == Op::list) return make_list(now.a);
  if (now.op == Op::truth_of_missing) {
    top() = Datum::truth(top().kind != Datum::Kind::missing);
    return;
  }
  if (now.op == Op::logical_not) {
    top() = Datum::truth(!top().is_true());
    return;
  }
  if (now.op == Op::negative) {
    top() = calculated(Op::subtract, Datum::count(0), top());
    return;
  }
  const Datum right = pop();
  const Datum left = top();
  if (now.op == Op::index) {
    top() = at_index(left, right, now.x == kQuiet);
  } else if (now.op == Op::contained) {
    top() = contained(left, right);
  } else if (now.op == Op::concatenate) {
    top() = settle(concatenate(left, right, scratch_));
  } else if (now.op == Op::add || now.op == Op::subtract) {
    top() = calculated(now.op, left, right);
  } else {
    top() = compared(now.op, left, right);
  }
}

void Machine::print(Escape escape) {
  const Datum value = pop();
  if (value.is_textual()) return print_text(value, escape);
  if (value.is_empty()) return;
  if (value.kind == Datum::Kind::number) return append_number(out_, value.number);
  const Say kind = name_of(value.kind);
  report({fmt::format("{}不能直接输出", kind.zh), fmt::format("{} cannot be printed", kind.en)},
         value.kind == Datum::Kind::truth
             ? Say{"用 {% if %} 写出两种情况的文字", "write the text of both cases with {% if %}"}
             : Say{"用 {% for %} 逐项写出，或取其中一项",
                   "go through it with {% for %}, or take one of its values"});
}

void Machine::print_text(const Datum& value, Escape escape) {
  const bool markup = value.kind == Datum::Kind::markup;
  const bool url = escape == Escape::html_url || escape == Escape::xml_url;
  if (escape == Escape::none || (markup && lets_markup_pass(escape))) {
    out_ += value.text;
  } else if (markup && !url) {
    append_escaped_markup(out_, value.text, is_xml(escape));
  } else {
    append_escaped(out_, value.text, is_xml(escape));
  }
}

/// The value of the attribute stands in the output since `mark`.
void Machine::check_url(std::uint32_t mark) {
  const std::size_t began = marks_[mark];
  if (is_safe_url(std::string_view(out_).substr(began))) return;
  out_.resize(began);
  out_ += '#';
}

Datum Machine::root(std::uint32_t number, bool quiet) {
  const View*& known = roots_[number];
  if (known == nullptr) known = view_.find(program_.roots[number]);
  if (known != nullptr) return Datum::of(*known);
  return quiet ? Datum{} : unknown(program_.roots[number], view_, true);
}

Datum Machine::member(const Datum& object, const Instruction& now) {
  const bool quiet = now.x == kQuiet;
  const std::string& name = program_.names[now.a];
  if (object.kind == Datum::Kind::map) {
    const View* const found = find_near(*object.view->map(), name, members_[now.b]);
    if (found != nullptr) return Datum::of(*found);
    return quiet ? Datum{} : unknown(name, *object.view, false);
  }
  if (quiet || object.kind == Datum::Kind::missing) return {};
  const Say kind = name_of(object.kind);
  return refuse({fmt::format("取不到 .{}：它前面的值是{}", name, kind.zh),
                 fmt::format("there is no .{}: the value before it is {}", name, kind.en)},
                object.is_empty() ? Say{"先用 {% if %} 判断它有没有值",
                                        "ask with {% if %} whether it has a value"}
                                  : Say{"对照 templates/README.md 里本页的值",
                                        "see the page's values in templates/README.md"});
}

Datum Machine::at_index(const Datum& object, const Datum& key, bool quiet) {
  if (object.kind == Datum::Kind::missing || key.kind == Datum::Kind::missing) return {};
  if (object.kind == Datum::Kind::map && key.kind == Datum::Kind::text) {
    const View* const found = object.view->find(key.text);
    if (found != nullptr) return Datum::of(*found);
    return quiet ? Datum{} : unknown(key.text, *object.view, false);
  }
  const bool counted = object.is_list() && key.kind == Datum::Kind::number;
  if (counted && key.number >= 0 && static_cast<std::size_t>(key.number) < object.size()) {
    return object.item(static_cast<std::size_t>(key.number));
  }
  if (quiet) return {};
  if (counted) {
    return refuse(
        {fmt::format("列表有 {} 项，没有第 [{}] 项", object.size(), key.number),
         fmt::format("the list has {} items and none at [{}]", object.size(), key.number)},
        {"序号从 0 起", "the first is [0]"});
  }
  const Say kind = name_of(object.kind);
  const Say by = name_of(key.kind);
  return refuse(
      {fmt::format("不能用{}从{}里取值", by.zh, kind.zh),
       fmt::format("{} has nothing to be found by {}", kind.en, by.en)},
      {"列表用整数取，有名称的值用文本取", "take from a list by number, from a map by text"});
}

void Machine::make_list(std::uint32_t count) {
  height_ -= count;
  push(Datum::of_items(scratch_.keep(stack_.subspan(height_, count))));
}

void Machine::apply_filter(const Instruction& now) {
  height_ -= now.a;
  const std::span<const Datum> arguments = stack_.subspan(height_, now.a);
  top() = settle(apply(static_cast<Filter>(now.x), top(), arguments, program_.xml, scratch_));
}

void Machine::capture_end(const Instruction& now) {
  const std::size_t began = marks_[now.a];
  const std::string_view made = scratch_.keep(std::string_view(out_).substr(began));
  out_.resize(began);
  slots_[now.b] = Datum::of_text(made, now.x == 1);
}

Datum Machine::settle(const Filtered& result) {
  if (result.problem.empty()) return result.value;
  return refuse(result.problem, {"对照 templates/README.md 里本页的值",
                                 "see the page's values in templates/README.md"});
}

Datum Machine::loop_fact(const Instruction& now) const {
  const Loop& loop = loops_[now.a];
  switch (static_cast<LoopFact>(now.x)) {
    case LoopFact::index: return Datum::count(static_cast<std::int64_t>(loop.index + 1));
    case LoopFact::index0: return Datum::count(static_cast<std::int64_t>(loop.index));
    case LoopFact::first: return Datum::truth(loop.index == 0);
    case LoopFact::last: return Datum::truth(loop.index + 1 == loop.size);
    case LoopFact::length: return Datum::count(static_cast<std::int64_t>(loop.size));
  }
  return {};
}

void Machine::start_loop(const Instruction& now) {
  loops_[now.a] = {pop(), 0, 0};
  if (!enter_loop(now.a)) at_ = now.b;
}

bool Machine::enter_loop(std::uint32_t number) {
  Loop& loop = loops_[number];
  const bool pairs = program_.loops[number].pairs;
  const Datum::Kind kind = loop.values.kind;
  if (loop.values.is_empty()) return false;
  if (pairs ? kind == Datum::Kind::map : loop.values.is_list()) {
    loop.size = loop.values.size();
    if (loop.size == 0) return false;
    load_round(number);
    return true;
  }
  const Say found = name_of(kind);
  report({fmt::format("{{% for %}} 应给{}，这里是{}", pairs ? "一组有名称的值" : "列表", found.zh),
          fmt::format("{{% for %}} takes {}, found {}", pairs ? "a map" : "a list", found.en)},
         kind == Datum::Kind::map ? Say{"写成 {% for k, v in … %}", "write {% for k, v in … %}"}
                                  : Say{"对照 templates/README.md 里本页的值",
                                        "see the page's values in templates/README.md"});
  return false;
}

void Machine::load_round(std::uint32_t number) {
  const Loop& loop = loops_[number];
  const LoopPlan plan = program_.loops[number];
  if (!plan.pairs) {
    slots_[plan.slot] = loop.values.item(loop.index);
    return;
  }
  const View::Entry& entry = (*loop.values.view->map())[loop.index];
  slots_[plan.slot] = Datum::of_text(entry.first);
  slots_[plan.slot + 1] = Datum::of(entry.second);
}

bool Machine::next_round(std::uint32_t number) {
  Loop& loop = loops_[number];
  if (++loop.index == loop.size) return false;
  if (++rounds_ > kMostRounds || out_.size() - began_ > kLargestPage) {
    rounds_ = kMostRounds + 1;
    report({"页面太大，停在这里", "the page grows too large and stops here"},
           {"减少层层相套的循环", "use fewer loops inside each other"});
  }
  load_round(number);
  return true;
}

}  // namespace disclose::templates
