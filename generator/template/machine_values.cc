#include <fmt/format.h>

#include <algorithm>

#include "template/machine.h"

namespace disclose::templates {

Datum Machine::compared(Op op, const Datum& left, const Datum& right) {
  const bool missing = left.kind == Datum::Kind::missing || right.kind == Datum::Kind::missing;
  if (op == Op::equal || op == Op::unequal) {
    const std::optional<bool> equal = same(left, right);
    if (equal) return Datum::truth(*equal == (op == Op::equal));
  } else if (left.kind == Datum::Kind::number && right.kind == Datum::Kind::number) {
    const std::int64_t a = left.number;
    const std::int64_t b = right.number;
    const bool answer = op == Op::less         ? a < b
                        : op == Op::less_equal ? a <= b
                        : op == Op::greater    ? a > b
                                               : a >= b;
    return Datum::truth(answer);
  }
  if (missing) return Datum::truth(false);
  const Say one = name_of(left.kind);
  const Say other = name_of(right.kind);
  const bool order = op != Op::equal && op != Op::unequal;
  refuse({fmt::format("不能比较{}和{}{}", one.zh, other.zh, order ? "的大小" : ""),
          fmt::format("cannot compare {} with {}", one.en, other.en)},
         {"== 两边要是同一种值，文本要加引号；大小只比较整数",
          "== takes two values of one kind, texts in quotes; only numbers have an order"});
  return Datum::truth(false);
}

Datum Machine::contained(const Datum& item, const Datum& container) {
  if (container.is_empty() || item.kind == Datum::Kind::missing) return Datum::truth(false);
  if (container.is_list()) {
    for (std::size_t i = 0; i < container.size(); ++i) {
      if (same(item, container.item(i)).value_or(false)) return Datum::truth(true);
    }
    return Datum::truth(false);
  }
  if (item.kind == Datum::Kind::text && container.kind == Datum::Kind::text) {
    return Datum::truth(container.text.find(item.text) != std::string_view::npos);
  }
  if (item.kind == Datum::Kind::text && container.kind == Datum::Kind::map) {
    return Datum::truth(container.view->find(item.text) != nullptr);
  }
  const Say one = name_of(item.kind);
  const Say other = name_of(container.kind);
  refuse(
      {fmt::format("不能问{}是否在{}里", one.zh, other.zh),
       fmt::format("cannot ask whether {} is in {}", one.en, other.en)},
      {"in 的右边应是列表、文本或一组有名称的值", "in takes a list, a text or a map on its right"});
  return Datum::truth(false);
}

/// Counting only: figures never come here, they are text.
Datum Machine::calculated(Op op, const Datum& left, const Datum& right) {
  for (const Datum& value : {left, right}) {
    if (value.kind == Datum::Kind::missing) return {};
    if (value.kind == Datum::Kind::number) continue;
    const Say kind = name_of(value.kind);
    return refuse({fmt::format("+ 和 - 只用于整数，这里是{}", kind.zh),
                   fmt::format("+ and - take whole numbers, found {}", kind.en)},
                  {"连接文本用 ~；金额和得分在进入模板之前已经算好",
                   "join texts with ~; figures are settled before a template runs"});
  }
  std::int64_t result = 0;
  const bool overflow = op == Op::add ? __builtin_add_overflow(left.number, right.number, &result)
                                      : __builtin_sub_overflow(left.number, right.number, &result);
  if (!overflow) return Datum::count(result);
  return refuse({"整数太大", "the number is too large"},
                {"模板里的数只用于序号", "numbers in templates serve counting only"});
}

/// Reports at the place of the instruction that runs; once for each place of the templates.
void Machine::report(Say message, Say help) {
  const Spot spot = program_.origins[at_ - 1].spot;
  if (!reported_.insert(spot).second) return;
  diagnostics_.add(finding(files_[spot.file], position_at(files_[spot.file].text, spot.offset),
                           std::move(message), std::move(help)));
}

Datum Machine::refuse(Say message, Say help) {
  report(std::move(message), std::move(help));
  return {};
}

Datum Machine::unknown(std::string_view name, const View& among, bool is_root) {
  const Origin& origin = program_.origins[at_ - 1];
  if (reported_.contains(origin.spot)) return {};
  std::vector<std::string_view> known;
  if (const View::Map* const map = among.map()) {
    for (const View::Entry& entry : *map) known.push_back(entry.first);
  }
  for (std::uint32_t at = is_root ? origin.locals : 0; at != 0; at = program_.locals[at].outer) {
    known.push_back(program_.locals[at].name);
  }
  std::string list;
  for (std::size_t i = 0; i < std::min<std::size_t>(known.size(), 12); ++i) {
    list += fmt::format("{}{}", i == 0 ? "" : " ", known[i]);
  }
  if (known.size() > 12) list += " …";
  const Say otherwise =
      known.empty()
          ? Say{"这里没有任何名称；可能没有的值用 is defined 问",
                "there are no names here; ask with is defined for what may be absent"}
          : Say{fmt::format("这里有：{}；可能没有的值用 is defined 问", list),
                fmt::format("there are: {}; ask with is defined for what may be absent", list)};
  return refuse({fmt::format("没有名为 {} 的值", name), fmt::format("there is no value {}", name)},
                did_you_mean(name, known, otherwise));
}

}  // namespace disclose::templates
