#include <fmt/format.h>

#include <algorithm>

#include "template/filters.h"
#include "template/link.h"

namespace disclose::templates {

namespace {

/// Checks the names of one file.
class LinkCheck {
 public:
  LinkCheck(const Library& library, std::uint32_t file, Report& report)
      : library_(library), file_(file), parsed_(library.parsed(file)), report_(report) {}

  void run() {
    if (parsed_.parent) {
      check_file(parsed_.parent->name, parsed_.parent->offset);
      check_child();
    }
    for (const auto& [alias, reference] : parsed_.imports) {
      check_file(reference.name, reference.offset);
    }
    check(parsed_.body);
    for (const auto& [name, macro] : parsed_.macros) {
      for (const Parameter& parameter : macro.parameters) {
        if (parameter.fallback) check(*parameter.fallback);
      }
      check(macro.body);
    }
  }

 private:
  void add(std::uint32_t offset, Say message, Say help) {
    report_.add({file_, offset}, std::move(message), std::move(help));
  }

  void check_file(const std::string& name, std::uint32_t offset) {
    if (library_.find(file_, name)) return;
    add(offset,
        {fmt::format("没有模板 \"{}\"", name), fmt::format("there is no template \"{}\"", name)},
        did_you_mean(name, library_.names_seen_from(file_),
                     {"文件名从 html/ 或 report/ 之下写起",
                      "write the name as it is below html/ or report/"}));
  }

  /// A file that extends another holds blocks, and values set for them; all else would be lost.
  void check_child() {
    std::vector<std::string_view> known;
    std::optional<std::uint32_t> above = library_.find(file_, parsed_.parent->name);
    for (std::uint32_t depth = 0; above && depth < kDeepest; ++depth) {
      for (const auto& [name, node] : library_.blocks(*above)) known.push_back(name);
      const std::optional<Reference>& parent = library_.parsed(*above).parent;
      above = parent ? library_.find(*above, parent->name) : std::nullopt;
    }
    const std::string& text = library_.file(file_).text;
    for (const Node& node : parsed_.body) {
      if (node.kind == Node::Kind::text) {
        const std::string_view written =
            std::string_view(text).substr(node.begin, node.end - node.begin);
        const std::size_t first = written.find_first_not_of(" \t\r\n");
        if (first != std::string_view::npos) lost(node.begin + static_cast<std::uint32_t>(first));
      } else if (node.kind == Node::Kind::block) {
        check_block(node, known);
      } else if (node.kind != Node::Kind::set && node.kind != Node::Kind::capture) {
        lost(node.offset);
      }
    }
  }

  void lost(std::uint32_t offset) {
    add(offset,
        {"有 {% extends %} 的文件里，{% block %} 之外的内容不会出现在页面上",
         "in a file with {% extends %}, what stands outside the blocks would not appear"},
        {"把它移进某个 {% block %}", "move it into a {% block %}"});
  }

  void check_block(const Node& node, const std::vector<std::string_view>& known) {
    if (!library_.find(file_, parsed_.parent->name)) return;
    if (std::ranges::find(known, std::string_view(node.target)) != known.end()) return;
    add(node.target_offset,
        {fmt::format("\"{}\" 没有名为 {} 的 block", parsed_.parent->name, node.target),
         fmt::format("\"{}\" has no block {}", parsed_.parent->name, node.target)},
        did_you_mean(
            node.target, known,
            {"只能填写上级模板已有的 block", "a block must exist in the parent template"}));
  }

  void check(const Body& body) {
    for (const Node& node : body) {
      if (node.kind == Node::Kind::include) check_file(node.target, node.target_offset);
      for (const Expr& expr : node.expressions) {
        // Only as the whole of an output can a call print what it makes.
        if (node.kind == Node::Kind::output && expr.operation == Operation::call) {
          check_call(expr);
          for (const Expr& part : expr.parts) check(part);
        } else {
          check(expr);
        }
      }
      for (const Body& inner : node.bodies) check(inner);
    }
  }

  void check(const Expr& expr) {
    if (expr.operation == Operation::filter) check_filter(expr);
    if (expr.operation == Operation::defined) check_defined(expr);
    if (expr.operation == Operation::call) {
      add(expr.offset,
          {fmt::format("宏 {} 只能单独写在 {{{{ }}}} 里", expr.text),
           fmt::format("the macro {} can only stand alone in {{{{ }}}}", expr.text)},
          {"先存起来再用：{% set x %}{{ 宏() }}{% endset %}",
           "keep what it prints: {% set x %}{{ macro() }}{% endset %}"});
    }
    for (const Expr& part : expr.parts) check(part);
  }

  void check_filter(const Expr& expr) {
    const FilterRule* const rule = find_filter(expr.text);
    if (rule == nullptr) {
      Say otherwise{"可用的过滤器见 templates/README.md", "templates/README.md lists the filters"};
      if (expr.text == "safe") {
        otherwise = {"已排好的 HTML 会原样输出，其余的值一律转义，不需要也不提供 safe",
                     "markup passes as it is and all else is escaped: there is no safe"};
        add(expr.offset, {"没有过滤器 safe", "there is no filter safe"}, otherwise);
        return;
      }
      add(expr.offset,
          {fmt::format("没有过滤器 {}", expr.text),
           fmt::format("there is no filter {}", expr.text)},
          did_you_mean(expr.text, filter_names(), otherwise));
      return;
    }
    const std::size_t given = expr.parts.size() - 1;
    if (given >= rule->fewest && given <= rule->most) return;
    const std::string wanted = rule->fewest == rule->most
                                   ? fmt::format("{}", rule->fewest)
                                   : fmt::format("{}-{}", rule->fewest, rule->most);
    add(expr.offset,
        {fmt::format("过滤器 {} 应有 {} 个参数，写了 {} 个", expr.text, wanted, given),
         fmt::format("the filter {} takes {} arguments, found {}", expr.text, wanted, given)},
        {"增减参数", "add or drop arguments"});
  }

  void check_defined(const Expr& expr) {
    const Expr* path = &expr.parts.front();
    while (path->operation == Operation::member || path->operation == Operation::index) {
      path = &path->parts.front();
    }
    if (path->operation == Operation::name) return;
    add(expr.offset,
        {"is defined 只能问一个名称，例如 unit.code",
         "is defined asks for a name, such as unit.code"},
        {"在它前面写名称", "put a name before it"});
  }

  void check_call(const Expr& call) {
    if (call.owner.empty() && call.text == "super") {
      if (call.parts.empty()) return;
      add(call.offset, {"super() 没有参数", "super() takes no arguments"},
          {"写成 super()", "write super()"});
      return;
    }
    if (!call.owner.empty() && !parsed_.imports.contains(call.owner)) return unknown_owner(call);
    const std::optional<Library::Found> found = library_.find_macro(file_, call);
    if (found) return check_arguments(call, *found->macro);
    std::uint32_t file = file_;
    if (!call.owner.empty()) {
      const auto target = library_.find(file_, parsed_.imports.find(call.owner)->second.name);
      if (!target) return;
      file = *target;
    }
    std::vector<std::string_view> names;
    for (const auto& [name, macro] : library_.parsed(file).macros) names.push_back(name);
    add(call.offset,
        {fmt::format("\"{}\" 里没有宏 {}", library_.file(file).name, call.text),
         fmt::format("\"{}\" has no macro {}", library_.file(file).name, call.text)},
        did_you_mean(call.text, names,
                     {"宏写在同一文件里，或用 {% import %} 取得",
                      "a macro stands in the same file or comes by {% import %}"}));
  }

  void unknown_owner(const Expr& call) {
    std::vector<std::string_view> names;
    for (const auto& [alias, reference] : parsed_.imports) names.push_back(alias);
    add(call.offset,
        {fmt::format("本文件没有 import 过 {}", call.owner),
         fmt::format("this file imports nothing as {}", call.owner)},
        did_you_mean(call.owner, names,
                     {fmt::format("在文件开头写 {{% import \"…\" as {} %}}", call.owner),
                      fmt::format("start the file with {{% import \"…\" as {} %}}", call.owner)}));
  }

  void check_arguments(const Expr& call, const Macro& macro) {
    std::vector<bool> given(macro.parameters.size(), false);
    std::vector<std::string_view> names;
    for (const Parameter& parameter : macro.parameters) names.push_back(parameter.name);
    bool complete = true;
    for (std::size_t i = 0; i < call.parts.size(); ++i) {
      const std::string& keyword = call.keywords[i];
      const std::size_t at =
          keyword.empty()
              ? i
              : static_cast<std::size_t>(std::ranges::find(names, keyword) - names.begin());
      if (at >= names.size()) {
        complete = false;
        add(call.parts[i].offset,
            {fmt::format("宏 {} 没有这个参数{}", macro.name, keyword.empty() ? "" : " " + keyword),
             fmt::format("the macro {} has no such parameter{}", macro.name,
                         keyword.empty() ? "" : " " + keyword)},
            did_you_mean(keyword, names, {"增减参数", "add or drop arguments"}));
      } else if (given[at]) {
        add(call.parts[i].offset,
            {fmt::format("参数 {} 给了两次", names[at]),
             fmt::format("the parameter {} is given twice", names[at])},
            {"只留一个", "keep one"});
      } else {
        given[at] = true;
      }
    }
    // A misspelled name is reported once, not also as a missing one.
    for (std::size_t i = 0; complete && i < given.size(); ++i) {
      if (given[i] || macro.parameters[i].fallback) continue;
      add(call.offset,
          {fmt::format("宏 {} 缺少参数 {}", macro.name, names[i]),
           fmt::format("the macro {} lacks the argument {}", macro.name, names[i])},
          {fmt::format("补上 {}，或在宏里给它默认值", names[i]),
           fmt::format("give {}, or give it a default in the macro", names[i])});
    }
  }

  const Library& library_;
  std::uint32_t file_;
  const Parsed& parsed_;
  Report& report_;
};

/// Finds files that include or extend themselves.
class CycleCheck {
 public:
  CycleCheck(const Library& library, Report& report)
      : library_(library), report_(report), state_(library.size(), State::fresh) {}

  void visit(std::uint32_t file) {
    if (state_[file] != State::fresh) return;
    state_[file] = State::open;
    path_.push_back(file);
    const Parsed& parsed = library_.parsed(file);
    if (parsed.parent) follow(file, parsed.parent->name, parsed.parent->offset);
    walk(file, parsed.body);
    for (const auto& [name, macro] : parsed.macros) walk(file, macro.body);
    path_.pop_back();
    state_[file] = State::done;
  }

 private:
  enum class State : std::uint8_t { fresh, open, done };

  void walk(std::uint32_t file, const Body& body) {
    for (const Node& node : body) {
      if (node.kind == Node::Kind::include) follow(file, node.target, node.target_offset);
      for (const Body& inner : node.bodies) walk(file, inner);
    }
  }

  void follow(std::uint32_t file, std::string_view name, std::uint32_t offset) {
    const std::optional<std::uint32_t> next = library_.find(file, name);
    if (!next || state_[*next] == State::done) return;
    if (state_[*next] == State::open) {
      std::string round;
      for (auto at = std::ranges::find(path_, *next); at != path_.end(); ++at) {
        round += library_.file(*at).name + " → ";
      }
      round += library_.file(*next).name;
      report_.add({file, offset},
                  {"模板绕成了圈：" + round, "the templates form a circle: " + round},
                  {"断开其中一处引用", "break one of the references"});
    } else if (path_.size() >= kDeepest) {
      report_.add({file, offset},
                  {fmt::format("模板一层套一层，超过 {} 层", kDeepest),
                   fmt::format("templates refer to each other deeper than {} levels", kDeepest)},
                  {"减少层数", "use fewer levels"});
    } else {
      visit(*next);
    }
  }

  const Library& library_;
  Report& report_;
  std::vector<State> state_;
  std::vector<std::uint32_t> path_;
};

}  // namespace

void check_links(const Library& library, Report& report) {
  for (std::uint32_t file = 0; file < library.size(); ++file) {
    LinkCheck(library, file, report).run();
  }
  CycleCheck cycles(library, report);
  for (std::uint32_t file = 0; file < library.size(); ++file) cycles.visit(file);
}

}  // namespace disclose::templates
