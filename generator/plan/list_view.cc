// Lists of regulations, indicator libraries and figures.
#include "plan/list_view.h"

#include <fmt/format.h>

#include <utility>

namespace disclose {

View list_values(const RecordContext& context, const YearBook& book, std::string title, std::string_view nav, const Phrase& lead, Kind topic) {
  View values;
  values.set("page", page_view(context.plan, {.title = std::move(title),
                                              .description = lead.plain(),
                                              .nav = nav,
                                              .year = book.year,
                                              .trail = {{fmt::format("{}年度", book.year), year_url(book.year)}},
                                              .record = nullptr}));
  values.set("lead", lead.view());
  values.set("year", book.year);
  values.set("figures", figures_of_topic(context.plan, book, topic));
  return values;
}

View regulations_view(const RecordContext& context, const YearBook& book) {
  const Refs<Regulation>& list = book.records.regulations;
  Phrase lead;
  if (list.empty()) {
    lead.say(fmt::format("{}年度没有逐件公开制度文件，以下是年度报告中的数据。", book.year));
  } else {
    lead.say(fmt::format("{}年度列出", book.year)).number(fmt::format("{}件", list.size())).say("制度文件。");
  }
  View values = list_values(context, book, fmt::format("{}年度制度文件", book.year), "", lead, Kind::regulation);
  View rows{View::List{}};
  for (const Regulation* record : list) {
    rows.push(View::map({{"title", title_of(context.registry(), *record)},
                         {"number", stated(*record, "/number", std::string(record->number), "未注明")},
                         {"issuer", stated(*record, "/issuer", std::string(record->issuer), "未注明")},
                         {"date", stated(*record, "/date", record->date ? print_chinese(*record->date) : std::string(), "未注明")},
                         {"scope", stated(*record, "/scope", std::string(record->scope), "未注明")},
                         {"published", text_of(record->published)},
                         {"documents", documents_view(*record)}}));
  }
  values.set("rows", std::move(rows));
  return values;
}

namespace {

View library_view(const RecordContext& context, const IndicatorLibrary& record, std::size_t i) {
  View classes{View::List{}};
  for (const Text name : record.classes) classes.push(name);
  View entries{View::List{}};
  for (std::size_t j = 0; j < record.entries.size(); ++j) {
    const LibraryEntry& entry = record.entries[j];
    const auto value = [&](std::string_view key, Text text) {
      return stated(record, fmt::format("/entries/{}/{}", j, key), std::string(text), "—");
    };
    entries.push(View::map({{"level1", value("level1", entry.level1)},
                            {"level2", value("level2", entry.level2)},
                            {"name", value("name", entry.name)},
                            {"typical_target", value("typical_target", entry.typical_target)},
                            {"unit_of_measure", value("unit_of_measure", entry.unit_of_measure)},
                            {"standard", value("standard", entry.standard)}}));
  }
  const std::string_view scope = record.industry_scope ? "行业指标" : "共性指标";
  return View::map({{"id", fmt::format("library-{}", i + 1)},
                    {"title", title_of(context.registry(), record)},
                    {"scope", scope},
                    {"industry", record.industry},
                    {"count", stated(record, "/count", record.count ? std::string(record.count->written) : std::string(), "未注明")},
                    {"classes", std::move(classes)},
                    {"entries", std::move(entries)},
                    {"published", text_of(record.published)},
                    {"documents", documents_view(record)}});
}

}  // namespace

View indicator_libraries_view(const RecordContext& context, const YearBook& book) {
  const Refs<IndicatorLibrary>& list = book.records.indicator_libraries;
  std::size_t common = 0;
  for (const IndicatorLibrary* record : list) common += record->industry_scope ? 0 : 1;
  Phrase lead;
  if (list.empty()) {
    lead.say(fmt::format("{}年度没有公开绩效指标库，以下是年度报告中的数据。", book.year));
  } else {
    lead.say(fmt::format("{}年度公开", book.year)).number(fmt::format("{}套", list.size())).say("指标");
    if (common > 0 && common < list.size()) {
      lead.say("：共性").number(fmt::format("{}套", common)).say("，行业").number(fmt::format("{}套", list.size() - common));
    }
    lead.say("。编制绩效目标时从中选用。");
  }
  View values = list_values(context, book, fmt::format("{}年度绩效指标库", book.year), "", lead, Kind::indicator_library);
  View libraries{View::List{}};
  for (std::size_t i = 0; i < list.size(); ++i) libraries.push(library_view(context, *list[i], i));
  values.set("libraries", std::move(libraries));
  return values;
}

View all_figures_view(const RecordContext& context, const YearBook& book) {
  std::size_t holds = 0;
  std::size_t fails = 0;
  std::size_t undecided = 0;
  View figures{View::List{}};
  for (const Figures* record : book.records.figures) {
    figures.push(figures_view(context.plan, *record));
    for (const FigureCheck& check : record->checks) {
      const FigureVerdict verdict = judge(context.registry(), *record, check);
      holds += verdict.state == FigureVerdict::State::holds ? 1 : 0;
      fails += verdict.state == FigureVerdict::State::fails ? 1 : 0;
      undecided += verdict.state == FigureVerdict::State::undecided ? 1 : 0;
    }
  }
  Phrase lead;
  lead.say("年度报告里的数字，照原文登记");
  const std::size_t all = holds + fails + undecided;
  if (all > 0) {
    lead.say("；能相加、相减、相除的都算了一遍：").number(fmt::format("{}个", all)).say("算式");
    if (holds == all) {
      lead.stress("全部成立");
    } else {
      lead.say("中").stress(fmt::format("{}个", holds)).say("成立");
      if (fails > 0) lead.say("，").stress(fmt::format("{}个", fails)).say("不成立");
      if (undecided > 0) lead.say("，").number(fmt::format("{}个", undecided)).say("无法判定");
    }
  }
  lead.say("。");
  View values = list_values(context, book, fmt::format("{}年度数据", book.year), "", lead, Kind::figures);
  values.set("figures", std::move(figures));
  return values;
}

}  // namespace disclose
