#include "plan/figures_view.h"

#include <fmt/format.h>

#include <utility>

#include "plan/links.h"
#include "plan/parts.h"

namespace disclose {

namespace {

std::string anchor_of(const Record& record) { return fmt::format("f-{}", record.id); }

std::string written_value(const FigureItem& item) { return item.value ? std::string(item.value->written) : std::string(); }

View names_view(const FigureItem& item) {
  View names{View::List{}};
  for (const Text name : item.names) names.push(name);
  return names;
}

View count_view(const FigureItem& item) {
  const std::optional<bool> counts = names_count(item);
  if (!counts) return View();
  return View::map({{"state", *counts ? "ok" : "bad"},
                    {"text", *counts ? fmt::format("名单{}个，与数相符", item.names.size())
                                     : fmt::format("名单{}个，与数不符", item.names.size())}});
}

View item_view(const Figures& figures, std::size_t i) {
  const FigureItem& item = figures.items[i];
  const Withheld* withheld = withheld_at(figures, fmt::format("/items/{}", i));
  if (withheld == nullptr) withheld = withheld_at(figures, fmt::format("/items/{}/value", i));
  return View::map({{"id", item.id},
                    {"label", item.label},
                    {"value", written_value(item)},
                    {"names", names_view(item)},
                    {"open", item.open},
                    {"count", count_view(item)},
                    {"note", item.note},
                    {"source", item.source},
                    {"withheld", withheld == nullptr ? Text() : withheld->basis}});
}

std::string verdict_text(const FigureVerdict& verdict) {
  using Reason = FigureVerdict::Reason;
  switch (verdict.reason) {
    case Reason::none: return "成立";
    case Reason::differs: return fmt::format("不成立：右边得{}", verdict.result);
    case Reason::other_unit: return "不成立：单位不同，不能相加减";
    case Reason::zero_divisor: return "不成立：除数为0";
    case Reason::imprecise:
      return fmt::format("无法判定：“{}”写“{}”，不是精确数", verdict.culprit.item->label, verdict.culprit.item->value->written);
    case Reason::no_value: return fmt::format("无法判定：“{}”没有数", verdict.culprit.item->label);
  }
  return {};
}

View term(const FigureOperand& operand) {
  const FigureItem& item = *operand.item;
  return View::map({{"label", item.label}, {"value", item.value ? item.value->written : Text("没有数")}});
}

View sign_term(std::string_view sign) { return View::map({{"label", sign}, {"value", ""}}); }

std::string_view shown_sign(FigureCheck::Operation operation) {
  switch (operation) {
    case FigureCheck::Operation::sum: return "＋";
    case FigureCheck::Operation::difference: return "−";
    case FigureCheck::Operation::ratio: return "÷";
    case FigureCheck::Operation::equal: return "＝";
  }
  return {};
}

template <class Wanted>
View figures_where(const PlanContext& context, const YearBook& book, Wanted&& wanted) {
  View list{View::List{}};
  for (const Figures* figures : book.records.figures) {
    if (wanted(*figures)) list.push(figures_view(context, *figures));
  }
  return list;
}

}  // namespace

View verdict_view(const FigureCheck& check, const FigureVerdict& verdict) {
  View terms{View::List{}};
  if (verdict.state != FigureVerdict::State::dangling) {
    terms.push(term(verdict.left));
    for (const FigureOperand& operand : verdict.right) {
      terms.push(sign_term(&operand == verdict.right.data() ? "＝" : shown_sign(check.operation)));
      terms.push(term(operand));
    }
  }
  using State = FigureVerdict::State;
  const std::string_view state = verdict.state == State::holds ? "ok" : verdict.state == State::fails ? "bad" : "na";
  return View::map({{"terms", std::move(terms)}, {"state", state}, {"text", verdict_text(verdict)}});
}

View figures_view(const PlanContext& context, const Figures& figures) {
  View items{View::List{}};
  for (std::size_t i = 0; i < figures.items.size(); ++i) items.push(item_view(figures, i));
  View checks{View::List{}};
  for (const FigureCheck& check : figures.checks) {
    const FigureVerdict verdict = judge(context.registry, figures, check);
    if (verdict.state != FigureVerdict::State::dangling) checks.push(verdict_view(check, verdict));
  }
  const std::string anchor = anchor_of(figures);
  return View::map({{"id", figures.id},
                    {"anchor", anchor},
                    {"title", title_of(context.registry, figures)},
                    {"url", link_to(list_url(figures.year, "figures")) + "#" + anchor},
                    {"published", text_of(figures.published)},
                    {"day", figures.published ? text_of(figures.published) + " 公开" : std::string("公开日期未注明")},
                    {"items", std::move(items)},
                    {"checks", std::move(checks)},
                    {"sources", sources_view(figures)}});
}

View figures_of_topic(const PlanContext& context, const YearBook& book, Kind topic) {
  return figures_where(context, book, [topic](const Figures& figures) { return figures.topic == topic; });
}

View figures_of_coverage(const PlanContext& context, const YearBook& book) {
  return figures_where(context, book, [](const Figures& figures) { return figures.about_coverage; });
}

bool has_figures_of(const YearBook& book, Kind topic) {
  for (const Figures* figures : book.records.figures) {
    if (figures->topic == topic) return true;
  }
  return false;
}

View figures_data(const PlanContext& context, const Figures& figures) {
  const View shown = figures_view(context, figures);
  View items{View::List{}};
  for (std::size_t i = 0; i < figures.items.size(); ++i) {
    const FigureItem& item = figures.items[i];
    View data = View::map({{"id", item.id}, {"label", item.label}});
    if (item.value) {
      data.set("value", item.value->written);
      data.set("exact", item.value->exact);
      if (const auto number = number_as_written(*item.value); number && item.value->exact) {
        data.set("number", number->to_string(number->scale()));
        data.set("unit", unit_as_written(*item.value));
      }
    }
    if (!item.names.empty()) data.set("names", names_view(item)).set("open", item.open);
    if (!item.note.empty()) data.set("note", item.note);
    if (!item.source.empty()) data.set("source", item.source);
    items.push(std::move(data));
  }
  View data = View::map({{"id", figures.id}, {"year", figures.year}, {"title", title_of(context.registry, figures)}});
  if (figures.topic) data.set("topic", name_of(*figures.topic));
  if (figures.about_coverage) data.set("topic", "coverage");
  data.set("items", std::move(items));
  data.set("checks", *shown.find("checks"));
  return data;
}

}  // namespace disclose
