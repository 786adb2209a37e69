// How long one page takes: about 200 values in 40 rows, inheritance, an include and a macro.
// Not built by default:
//   c++ -std=c++20 -O2 -DFMT_HEADER_ONLY -Igenerator bench/template_bench.cc
//     generator/template/*.cc generator/base/*.cc -o template_bench && ./template_bench
#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "template/template.h"

namespace {

using disclose::View;

std::map<std::string, disclose::TemplateSource> theme() {
  return {
      {"html/frame.html",
       {"<!DOCTYPE html><html lang=\"zh-CN\"><head><title>{% block title %}{% endblock %} - "
        "{{ site.name }}</title></head><body>{% include 'nav.html' %}{% block body %}{% endblock %}"
        "</body></html>\n",
        ""}},
      {"html/nav.html",
       {"<nav>{% for item in nav %}<a href=\"{{ item.url }}\"{% if item.current %} "
        "aria-current=\"page\"{% endif %}>{{ item.name }}</a>{% endfor %}</nav>",
        ""}},
      {"html/macros.html",
       {"{% macro figure(value, unit='万元') %}<b class=\"r\">{{ value }}</b><i>{{ unit }}</i>"
        "{% endmacro %}",
        ""}},
      {"html/project.html",
       {"{% extends 'frame.html' %}{% import 'macros.html' as m %}"
        "{% block title %}{{ project.name }}{% endblock %}{% block body %}<h1>{{ project.name "
        "}}</h1>"
        "<div class=\"text\">{{ project.narrative }}</div><table>{% for row in project.rows %}"
        "<tr id=\"i{{ loop.index }}\"{% if row.short %} class=\"short\"{% endif %}>"
        "<th scope=\"row\">{{ row.name }}</th><td>{{ m.figure(row.target) }}</td>"
        "<td>{{ m.figure(row.actual, unit=row.unit) }}</td><td>{{ row.note | default('—') }}</td>"
        "</tr>{% else %}<tr><td>无</td></tr>{% endfor %}</table>{% endblock %}",
        ""}}};
}

View page() {
  View::List rows;
  for (int i = 0; i < 40; ++i) {
    rows.push_back(View::map({{"name", fmt::format("农村公路养护里程（第 {} 项）", i)},
                              {"target", fmt::format("≥{}.50", i * 17)},
                              {"actual", fmt::format("{}.25", i * 16)},
                              {"unit", "公里"},
                              {"short", i % 3 == 0},
                              {"note", i % 4 == 0 ? "因雨季延长，\"二期\"推迟至 12 月" : ""}}));
  }
  View::List nav;
  for (int i = 0; i < 8; ++i) {
    nav.push_back(
        View::map({{"url", fmt::format("/n/{}/", i)}, {"name", "栏目"}, {"current", i == 2}}));
  }
  std::string narrative = "<p>";
  for (int i = 0; i < 100; ++i) narrative += "项目按计划完成年度目标，资金支付及时。";
  return View::map({{"site", View::map({{"name", "云岭县预算绩效信息公开"}})},
                    {"nav", std::move(nav)},
                    {"project", View::map({{"name", "农村公路养护"},
                                           {"narrative", disclose::Markup{narrative + "</p>"}},
                                           {"rows", std::move(rows)}})}});
}

}  // namespace

int main() {
  disclose::Diagnostics diagnostics;
  const auto set = disclose::TemplateSet::compile(theme(), diagnostics);
  const View view = page();
  std::string out;
  if (!set || !set->render("html/project.html", view, out, diagnostics)) {
    for (const auto& one : diagnostics.all()) fmt::print("{}\n", one.message.en);
    return 1;
  }
  constexpr int kRounds = 20'000;
  const auto start = std::chrono::steady_clock::now();
  for (int round = 0; round < kRounds; ++round) {
    out.clear();
    set->render("html/project.html", view, out, diagnostics);
  }
  const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - start;
  fmt::print("{:.1f} us a page of {} bytes\n", spent.count() / kRounds, out.size());
}
