#include "template/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <utility>

#include "template/lexer.h"
#include "template/parse_expression.h"

namespace disclose::templates {

namespace {

const std::vector<std::string_view>& tag_words() {
  static const std::vector<std::string_view> words = {
      "if",    "elif",     "else",    "endif", "for",      "endfor", "set", "endset", "include",
      "block", "endblock", "extends", "macro", "endmacro", "import", "raw", "endraw"};
  return words;
}

class Parser {
 public:
  Parser(const SourceFile& file, std::uint32_t number, Report& report)
      : file_(file), number_(number), report_(report), pieces_(split(file, number, report)) {
    words_.reserve(pieces_.size());
    for (const Piece& piece : pieces_) words_.push_back(first_word(piece));
  }

  Parsed run() {
    parsed_.body = body({});
    return std::move(parsed_);
  }

 private:
  using Stops = std::initializer_list<std::string_view>;

  /// The keyword of a tag, "" for everything else.
  std::string_view first_word(const Piece& piece) const {
    if (piece.kind != Piece::Kind::tag) return {};
    const std::string_view inside =
        std::string_view(file_.text).substr(piece.begin, piece.end - piece.begin);
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t start = std::min(inside.find_first_not_of(kBlank), inside.size());
    const std::string_view rest = inside.substr(start);
    const std::size_t end =
        rest.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
    return rest.substr(0, end);
  }

  /// Statements up to a tag that one of `stops` names (not taken) or up to the end of the file.
  Body body(Stops stops) {
    Body nodes;
    while (at_ < pieces_.size()) {
      const Piece& piece = pieces_[at_];
      const std::string_view word = words_[at_];
      if (std::ranges::find(stops, word) != stops.end() && piece.kind == Piece::Kind::tag) break;
      if (closes_outer(word)) break;
      ++at_;
      if (piece.kind == Piece::Kind::text) {
        Node node;
        node.offset = node.begin = piece.begin;
        node.end = piece.end;
        nodes.push_back(std::move(node));
      } else if (piece.kind == Piece::Kind::output) {
        output(piece, nodes);
      } else {
        tag(piece, word, nodes);
      }
    }
    return nodes;
  }

  /// Whether `word` ends a statement that is open further out, so that the inner one is unclosed.
  bool closes_outer(std::string_view word) const {
    return word.starts_with("end") && std::ranges::find(open_, word) != open_.end();
  }

  void output(const Piece& piece, Body& nodes) {
    const Tokens tokens = tokenize(file_, number_, piece, report_);
    ExpressionParser parser(tokens, number_, report_);
    Node node = node_of(Node::Kind::output, piece);
    node.expressions.push_back(parser.expression());
    parser.expect_end();
    if (!parser.failed()) nodes.push_back(std::move(node));
  }

  static Node node_of(Node::Kind kind, const Piece& piece) {
    Node node;
    node.kind = kind;
    node.offset = piece.offset;
    return node;
  }

  void add(const Piece& piece, Say message, Say help) {
    report_.add({number_, piece.offset}, std::move(message), std::move(help));
  }

  void tag(const Piece& piece, std::string_view word, Body& nodes) {
    if (open_.size() >= kDeepest) {
      given_up_ = true;
      at_ = pieces_.size();
      add(piece,
          {fmt::format("标签嵌套超过 {} 层", kDeepest),
           fmt::format("tags nest deeper than {} levels", kDeepest)},
          {"把里层移到 {% include %} 的文件或宏里", "move the inner part into a macro or a file"});
      return;
    }
    const Tokens tokens = tokenize(file_, number_, piece, report_);
    ExpressionParser parser(tokens, number_, report_);
    parser.take(word);
    if (word == "if") return branch(piece, parser, nodes);
    if (word == "for") return loop(piece, parser, nodes);
    if (word == "set") return set(piece, parser, nodes);
    if (word == "include") return include(piece, parser, nodes);
    if (word == "block") return block(piece, parser, nodes);
    if (word == "macro") return macro(piece, parser);
    if (word == "import") return import(parser);
    if (word == "extends") return extends(piece, parser, nodes);
    if (!parser.failed()) refuse(piece, word);
  }

  void refuse(const Piece& piece, std::string_view word) {
    if (std::ranges::find(tag_words(), word) != tag_words().end()) {
      add(piece,
          {fmt::format("{{% {} %}} 没有对应的开始标签", word),
           fmt::format("{{% {} %}} closes or continues nothing", word)},
          {"删去它，或补上它的开始标签", "remove it, or add the tag it belongs to"});
      return;
    }
    add(piece,
        {fmt::format("不认识的标签 {{% {} %}}", word), fmt::format("unknown tag {{% {} %}}", word)},
        did_you_mean(word, tag_words(),
                     {"可用的标签：if for set include extends block macro import raw",
                      "the tags are: if for set include extends block macro import raw"}));
  }

  /// Reads what stands inside a statement, and takes the tag that ends it.
  Body inside(const Piece& start, std::string_view ending) {
    Body nodes = part(ending, {ending});
    finish(start, ending);
    return nodes;
  }

  Body part(std::string_view ending, Stops stops) {
    open_.push_back(ending);
    // The own ending stops the body as one of `stops`; only outer endings may close it otherwise.
    Body nodes = body(stops);
    open_.pop_back();
    return nodes;
  }

  void finish(const Piece& start, std::string_view ending) {
    if (at_ < pieces_.size() && words_[at_] == ending) {
      const Tokens tokens = tokenize(file_, number_, pieces_[at_], report_);
      ExpressionParser parser(tokens, number_, report_);
      parser.take(ending);
      // `{% endblock name %}` says again what it ends; the name is not looked at.
      if (ending == "endblock" && parser.peek().kind == Token::Kind::name) parser.new_name();
      parser.expect_end();
      ++at_;
      return;
    }
    if (given_up_) return;
    add(start,
        {fmt::format("{{% {} %}} 没有结束的 {{% {} %}}", ending.substr(3), ending),
         fmt::format("{{% {} %}} has no closing {{% {} %}}", ending.substr(3), ending)},
        {fmt::format("补上 {{% {} %}}", ending), fmt::format("add {{% {} %}}", ending)});
  }

  void branch(const Piece& piece, ExpressionParser& first, Body& nodes) {
    Node node = node_of(Node::Kind::branch, piece);
    node.expressions.push_back(first.expression());
    first.expect_end();
    node.bodies.push_back(part("endif", {"elif", "else", "endif"}));
    while (at_ < pieces_.size() && (words_[at_] == "elif" || words_[at_] == "else")) {
      const Piece& next = pieces_[at_];
      const bool last = words_[at_] == "else";
      const bool repeated = node.bodies.size() > node.expressions.size();
      const Tokens tokens = tokenize(file_, number_, next, report_);
      ExpressionParser parser(tokens, number_, report_);
      parser.take(words_[at_++]);
      if (!last) node.expressions.push_back(parser.expression());
      parser.expect_end();
      node.bodies.push_back(part("endif", {"elif", "else", "endif"}));
      if (repeated) {
        add(next, {"{% else %} 之后还有分支", "a branch follows {% else %}"},
            {"把 {% else %} 放在最后", "put {% else %} last"});
      }
    }
    finish(piece, "endif");
    nodes.push_back(std::move(node));
  }

  void loop(const Piece& piece, ExpressionParser& parser, Body& nodes) {
    Node node = node_of(Node::Kind::loop, piece);
    node.names.push_back(parser.new_name());
    if (parser.take(",")) node.names.push_back(parser.new_name());
    parser.expect("in");
    node.expressions.push_back(parser.expression());
    if (node.expressions.front().operation == Operation::choose && !parser.failed()) {
      parser.fail(node.expressions.front().offset,
                  {"{% for %} 里不能写 if", "{% for %} takes no if"},
                  {"在循环里面写 {% if %}，或用括号括住整个列表",
                   "write {% if %} inside the loop, or put the whole list in brackets"});
    }
    parser.expect_end();
    node.bodies.push_back(part("endfor", {"else", "endfor"}));
    if (at_ < pieces_.size() && words_[at_] == "else") {
      const Tokens tokens = tokenize(file_, number_, pieces_[at_++], report_);
      ExpressionParser rest(tokens, number_, report_);
      rest.take("else");
      rest.expect_end();
      node.bodies.push_back(part("endfor", {"endfor"}));
    }
    finish(piece, "endfor");
    nodes.push_back(std::move(node));
  }

  void set(const Piece& piece, ExpressionParser& parser, Body& nodes) {
    Node node = node_of(Node::Kind::set, piece);
    node.names.push_back(parser.new_name());
    if (parser.failed()) return;
    if (parser.take("=")) {
      node.expressions.push_back(parser.expression());
      parser.expect_end();
    } else {
      parser.expect_end();
      node.kind = Node::Kind::capture;
      node.bodies.push_back(inside(piece, "endset"));
    }
    if (!parser.failed()) nodes.push_back(std::move(node));
  }

  void include(const Piece& piece, ExpressionParser& parser, Body& nodes) {
    Node node = node_of(Node::Kind::include, piece);
    if (!file_name(parser, node)) return;
    if (parser.take("with")) {
      parser.expect("{");
      while (!parser.failed() && !parser.peek().is("}")) {
        node.names.push_back(parser.new_name());
        parser.expect(":");
        node.expressions.push_back(parser.expression());
        if (!parser.take(",")) break;
      }
      parser.expect("}");
    }
    parser.expect_end();
    if (!parser.failed()) nodes.push_back(std::move(node));
  }

  static bool file_name(ExpressionParser& parser, Node& node) {
    std::optional<Token> target = parser.quoted();
    if (!target) return false;
    node.target = std::move(target->value);
    node.target_offset = target->offset;
    return true;
  }

  void block(const Piece& piece, ExpressionParser& parser, Body& nodes) {
    Node node = node_of(Node::Kind::block, piece);
    node.target_offset = parser.peek().offset;
    node.target = parser.new_name();
    parser.expect_end();
    if (in_macro_) {
      add(piece, {"宏里不能有 {% block %}", "a macro cannot hold a {% block %}"},
          {"把 {% block %} 移到宏外", "move the block out of the macro"});
    } else if (!node.target.empty() && !blocks_.insert(node.target).second) {
      add(piece,
          {fmt::format("本文件已有名为 {} 的 block", node.target),
           fmt::format("this file already has a block {}", node.target)},
          {"换一个名称", "choose another name"});
    }
    node.bodies.push_back(inside(piece, "endblock"));
    if (!parser.failed()) nodes.push_back(std::move(node));
  }

  void macro(const Piece& piece, ExpressionParser& parser) {
    Macro made;
    made.offset = piece.offset;
    made.name = parser.new_name();
    parser.expect("(");
    while (!parser.failed() && !parser.peek().is(")")) {
      const std::uint32_t offset = parser.peek().offset;
      Parameter parameter{parser.new_name(), std::nullopt};
      if (std::ranges::find(made.parameters, parameter.name, &Parameter::name) !=
          made.parameters.end()) {
        parser.fail(offset,
                    {fmt::format("参数 {} 写了两次", parameter.name),
                     fmt::format("the parameter {} stands here twice", parameter.name)},
                    {"换一个名称", "choose another name"});
      }
      if (parser.take("=")) parameter.fallback = parser.expression();
      made.parameters.push_back(std::move(parameter));
      if (!parser.take(",")) break;
    }
    parser.expect(")");
    parser.expect_end();
    only_at_top(piece, "macro");
    const bool outer = std::exchange(in_macro_, true);
    made.body = inside(piece, "endmacro");
    in_macro_ = outer;
    if (parser.failed()) return;
    const std::string name = made.name;
    if (parsed_.macros.emplace(name, std::move(made)).second) return;
    add(piece,
        {fmt::format("本文件已有名为 {} 的宏", name),
         fmt::format("this file already has a macro {}", name)},
        {"换一个名称", "choose another name"});
  }

  void only_at_top(const Piece& piece, std::string_view word) {
    if (open_.empty()) return;
    add(piece,
        {fmt::format("{{% {} %}} 要写在文件的最外层", word),
         fmt::format("{{% {} %}} belongs to the outermost level of a file", word)},
        {"把它移到其他标签之外", "move it out of the other tags"});
  }

  void import(ExpressionParser& parser) {
    std::optional<Token> target = parser.quoted();
    parser.expect("as");
    const std::string alias = parser.new_name();
    parser.expect_end();
    if (parser.failed() || !target) return;
    const Reference reference{target->value, target->offset};
    only_at_top(pieces_[at_ - 1], "import");
    if (parsed_.imports.emplace(alias, reference).second) return;
    parser.fail(target->offset,
                {fmt::format("本文件已有名为 {} 的 import", alias),
                 fmt::format("this file already imports something as {}", alias)},
                {"换一个名称", "choose another name"});
  }

  void extends(const Piece& piece, ExpressionParser& parser, const Body& nodes) {
    std::optional<Token> target = parser.quoted();
    parser.expect_end();
    if (parser.failed() || !target) return;
    only_at_top(piece, "extends");
    if (parsed_.parent) {
      add(piece, {"一个文件只能有一个 {% extends %}", "a file has one {% extends %} at most"},
          {"只留一个", "keep one"});
      return;
    }
    // White space and comments may stand before it, as everywhere outside the blocks of a child.
    const bool late = std::ranges::any_of(nodes, [](const Node& node) {
      return node.kind != Node::Kind::text && node.kind != Node::Kind::set;
    });
    if (late) {
      add(piece, {"{% extends %} 之前还有别的内容", "something stands before {% extends %}"},
          {"把 {% extends %} 放在文件开头", "put {% extends %} first"});
    }
    parsed_.parent = Reference{target->value, target->offset};
  }

  const SourceFile& file_;
  std::uint32_t number_;
  Report& report_;
  std::vector<Piece> pieces_;
  std::vector<std::string_view> words_;  ///< of each piece
  std::size_t at_ = 0;
  std::vector<std::string_view> open_;  ///< endings of the statements that are open
  std::set<std::string, std::less<>> blocks_;
  bool in_macro_ = false;
  bool given_up_ = false;  ///< nested too deep: the rest of the file is not read
  Parsed parsed_;
};

}  // namespace

Parsed parse(const SourceFile& file, std::uint32_t number, Report& report) {
  return Parser(file, number, report).run();
}

}  // namespace disclose::templates
