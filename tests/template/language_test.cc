#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "template/filters.h"
#include "theme.h"

namespace disclose::test {
namespace {

View project() {
  return View::map({
      {"name", "乡村道路养护"},
      {"count", 3},
      {"zero", 0},
      {"closed", true},
      {"open", false},
      {"nothing", View()},
      {"empty", ""},
      {"unit", View::map({{"code", "101001"}, {"head", View::map({{"name", "李四"}})}})},
      {"rows", View::List{"甲", "乙", "丙"}},
      {"none_of_them", View::List{}},
      {"html", Markup{"<p>A &amp; B</p>"}},
  });
}

TEST(Output, PrintsTextNumbersAndMembers) {
  EXPECT_EQ(draw("{{ name }}·{{ count }}·{{ unit.head.name }}·{{ unit['code'] }}·{{ rows[1] }}",
                 project()),
            "乡村道路养护·3·李四·101001·乙");
}

TEST(Output, PrintsNothingForWhatIsThereButEmpty) {
  EXPECT_EQ(draw("[{{ nothing }}{{ empty }}{{ none }}]", project()), "[]");
}

TEST(Output, LeavesTextWithoutMarksAsItIs) {
  EXPECT_EQ(draw("a { b } {c} % # \n\n{ {x} }\n"), "a { b } {c} % # \n\n{ {x} }\n");
}

TEST(Output, SkipsAByteOrderMark) { EXPECT_EQ(draw("\xEF\xBB\xBF{{ 1 }}x"), "1x"); }

TEST(Expressions, BindAsJinjaDoes) {
  EXPECT_EQ(draw("{{ 'a' if open or closed and not open else 'b' }}", project()), "a");
  EXPECT_EQ(draw("{{ 1 + 2 - 4 }}|{{ -1 + 3 }}|{{ 'x' ~ 1 + 2 }}"),
            "templates/html/page.html:1:41 + and - take whole numbers, found a text | join texts "
            "with ~; figures are settled before a template runs");
  EXPECT_EQ(draw("{{ 1 + 2 - 4 }}|{{ -1 + 3 }}|{{ 'x' ~ (1 + 2) }}"), "-1|2|x3");
  EXPECT_EQ(draw("{{ 'y' if not 1 == 2 else 'n' }}{{ 'y' if 2 in [1, 2] else 'n' }}"
                 "{{ 'y' if 3 not in [1, 2] else 'n' }}"),
            "yyy");
}

TEST(Expressions, AndAndOrGiveTheirDecidingValue) {
  EXPECT_EQ(draw("{{ empty or name }}|{{ name and count }}|{{ empty and name }}", project()),
            "乡村道路养护|3|");
}

TEST(Expressions, AConditionWithoutElseIsNothingOtherwise) {
  EXPECT_EQ(draw("[{{ 'a' if open }}][{{ 'a' if closed }}]", project()), "[][a]");
}

TEST(Expressions, CompareNumbersAndTexts) {
  EXPECT_EQ(draw("{% if count >= 3 and count <= 3 and count > 2 and count < 4 and count != 2 %}y"
                 "{% endif %}{% if name == '乡村道路养护' and name != 'x' %}y{% endif %}",
                 project()),
            "yy");
}

TEST(Expressions, NothingEqualsNothingOnly) {
  EXPECT_EQ(draw("{{ 'y' if nothing == none else 'n' }}{{ 'y' if empty == none else 'n' }}"
                 "{{ 'y' if zero == none else 'n' }}",
                 project()),
            "ynn");
}

TEST(Expressions, InLooksIntoListsTextsAndMaps) {
  EXPECT_EQ(draw("{{ 'y' if '乙' in rows else 'n' }}{{ 'y' if '道路' in name else 'n' }}"
                 "{{ 'y' if 'code' in unit else 'n' }}{{ 'y' if '丁' in rows else 'n' }}"
                 "{{ 'y' if name in ['x', name] else 'n' }}{{ 'y' if 'x' in nothing else 'n' }}",
                 project()),
            "yyynyn");
}

TEST(Expressions, TextsHaveEscapes) {
  EXPECT_EQ(draw(Theme{{"a.txt", R"({{ "a\n\t\"\\" ~ 'it\'s' }})"}}, "a.txt", View::map({})),
            "a\n\t\"\\it's");
}

TEST(Expressions, IsDefinedAsksWithoutComplaint) {
  EXPECT_EQ(
      draw("{{ 'y' if name is defined else 'n' }}{{ 'y' if nmae is defined else 'n' }}"
           "{{ 'y' if unit.head.name is defined else 'n' }}"
           "{{ 'y' if unit.haed.name is defined else 'n' }}"
           "{{ 'y' if nothing is defined else 'n' }}{{ 'y' if nothing.x is defined else 'n' }}"
           "{{ 'y' if rows[2] is defined else 'n' }}{{ 'y' if rows[3] is defined else 'n' }}"
           "{{ 'y' if x is not defined else 'n' }}",
           project()),
      "ynynynyny");
}

TEST(Expressions, IsDefinedGuardsWhatFollows) {
  EXPECT_EQ(draw("{% if extra is defined and extra.deep %}y{% else %}n{% endif %}", project()),
            "n");
}

TEST(Branches, TakeTheFirstThatHolds) {
  const std::string page =
      "{% if n == 1 %}one{% elif n == 2 %}two{% elif n == 3 %}three{% else %}many{% endif %}";
  EXPECT_EQ(draw(page, View::map({{"n", 1}})), "one");
  EXPECT_EQ(draw(page, View::map({{"n", 3}})), "three");
  EXPECT_EQ(draw(page, View::map({{"n", 4}})), "many");
}

TEST(Branches, TakeNothingZeroAndEmptyForFalse) {
  for (const char* name : {"open", "zero", "nothing", "empty", "none_of_them"}) {
    EXPECT_EQ(draw(fmt::format("{{% if {} %}}y{{% else %}}n{{% endif %}}", name), project()), "n")
        << name;
  }
}

TEST(Loops, KnowWhereTheyAre) {
  EXPECT_EQ(draw("{% for r in rows %}{{ loop.index }}/{{ loop.index0 }}/{{ loop.length }}{{ r }}"
                 "{{ '<' if loop.first }}{{ '>' if loop.last }} {% endfor %}",
                 project()),
            "1/0/3甲&lt; 2/1/3乙 3/2/3丙&gt; ");
}

TEST(Loops, TakeElseWhenThereIsNothing) {
  EXPECT_EQ(draw("{% for r in none_of_them %}x{% else %}空{% endfor %}"
                 "{% for r in nothing %}x{% else %}空{% endfor %}{% for r in rows %}x{% else "
                 "%}空{% endfor %}",
                 project()),
            "空空xxx");
}

TEST(Loops, GoThroughMapsInTheirOrder) {
  EXPECT_EQ(draw("{% for k, v in m %}{{ k }}={{ v }};{% endfor %}",
                 View::map({{"m", View::map({{"b", 1}, {"a", "x"}})}})),
            "b=1;a=x;");
}

TEST(Loops, NestAndReturnToTheirOuterLoop) {
  EXPECT_EQ(draw("{% for a in ['x', 'y'] %}{% for b in [1, 2] %}{{ a }}{{ b }}{{ loop.index }} {% "
                 "endfor %}"
                 "{{ loop.index }};{% endfor %}"),
            "x11 x22 1;y11 y22 2;");
}

TEST(Loops, GoThroughRowsOfDifferentShape) {
  View::List rows;
  rows.push_back(View::map({{"a", 1}, {"b", 2}}));
  rows.push_back(View::map({{"b", 3}, {"a", 4}}));
  rows.push_back(View::map({{"c", 0}, {"x", 0}, {"b", 5}}));
  EXPECT_EQ(
      draw("{% for r in rows %}{{ r.b }}{% endfor %}", View::map({{"rows", std::move(rows)}})),
      "235");
}

TEST(Scopes, ALoopVariableEndsWithItsLoop) {
  EXPECT_EQ(draw("{{ r }}{% for r in [1] %}{{ r }}{% endfor %}{{ r }}", View::map({{"r", "页"}})),
            "页1页");
}

TEST(Scopes, WhatALoopSetsStaysInsideIt) {
  EXPECT_EQ(
      draw("{% set n = 0 %}{% for r in [1, 2] %}{% set n = n + r %}{{ n }}{% endfor %}{{ n }}"),
      "120");
}

TEST(Scopes, WhatABranchSetsIsKnownAfterIt) {
  const std::string page =
      "{% if c %}{% set t = 'a' %}{% else %}{% set t = 'b' %}{% endif %}{{ t }}";
  EXPECT_EQ(draw(page, View::map({{"c", true}})), "a");
  EXPECT_EQ(draw(page, View::map({{"c", false}})), "b");
}

TEST(Scopes, WhatNoBranchSetFallsBackToThePage) {
  const std::string page =
      "{% if c %}{% set t = 'a' %}{% endif %}{{ t }}{{ 'y' if t is defined else 'n' }}";
  EXPECT_EQ(draw(page, View::map({{"c", false}, {"t", "页"}})), "页y");
  EXPECT_EQ(draw("{% if c %}{% set t = 'a' %}{% endif %}{{ 'y' if t is defined else 'n' }}",
                 View::map({{"c", false}})),
            "n");
}

TEST(Scopes, ARoundDoesNotSeeWhatTheLastOneSet) {
  EXPECT_EQ(draw("{% for r in [1, 2] %}{% if loop.first %}{% set t = 'x' %}{% endif %}"
                 "{{ t if t is defined else '-' }}{% endfor %}"),
            "x-");
}

TEST(Scopes, ACapturedTextIsMarkupThatIsEscapedInAttributesOnly) {
  EXPECT_EQ(draw("{% set t %}{{ a }} &amp; <b>{{ b }}</b>{% endset %}{{ t }}<i title=\"{{ t }}\">",
                 View::map({{"a", "1<2"}, {"b", "\""}})),
            "1&lt;2 &amp; <b>&#34;</b><i title=\"1&lt;2 &amp; &lt;b&gt;&#34;&lt;/b&gt;\">");
}

TEST(WhiteSpace, IsEatenByDashes) {
  EXPECT_EQ(draw("a \n {{- 1 -}} \n b {%- if true -%} \n c \n {%- endif -%}\n d {#- x -#} e"),
            "a1bcde");
}

TEST(WhiteSpace, IsKeptWithoutThem) {
  EXPECT_EQ(draw("a\n{% if true %}\nb\n{% endif %}\n"), "a\n\nb\n\n");
}

TEST(Comments, LeaveNoTrace) {
  EXPECT_EQ(draw("a{# {{ nobody }} {% nothing %} <!-- \" #}b"), "ab");
}

TEST(Raw, IsTakenLiterally) {
  EXPECT_EQ(draw("{% raw %}{{ x }}{% if %}{# c #}{% endraw %}|{%- raw -%} {{ {%- endraw -%} |"),
            "{{ x }}{% if %}{# c #}|{{|");
}

TEST(Filters, Format) {
  const View view =
      View::map({{"s", "  Ab甲 "}, {"l", View::List{"a", 1, "<"}}, {"e", ""}, {"n", View()}});
  EXPECT_EQ(
      draw("[{{ s | trim }}][{{ s | upper | trim }}][{{ s | lower | trim }}][{{ s | length }}]",
           view),
      "[Ab甲][AB甲][ab甲][6]");
  EXPECT_EQ(
      draw("{{ l | join('、') }}|{{ l | join }}|{{ l | first }}{{ l | last }}|{{ l | length }}",
           view),
      "a、1、&lt;|a1&lt;|a&lt;|3");
  EXPECT_EQ(
      draw("{{ e | default('无') }}{{ n | default('无') }}{{ s | trim | default('无') }}", view),
      "无无Ab甲");
  EXPECT_EQ(draw("{{ 'a-b-c' | replace('-', '+') }}|{{ 'a' | replace('', 'x') }}"), "a+b+c|a");
  EXPECT_EQ(draw("{{ '甲 a/b?c&d' | urlencode }}"), "%E7%94%B2%20a/b%3Fc%26d");
  EXPECT_EQ(draw("{{ '一二三四' | truncate(2) }}|{{ '一二' | truncate(2) }}"), "一二…|一二");
  EXPECT_EQ(draw("{{ '甲乙' | first }}{{ '甲乙' | last }}{{ [] | first }}"), "甲乙");
  EXPECT_EQ(draw("{{ s | nl2br }}", View::map({{"s", "a<\r\nb"}})), "a&lt;<br>\nb");
}

TEST(Filters, JoinTextsAndMarkupSafely) {
  EXPECT_EQ(draw("{{ html ~ '<' }}|{{ [html, '<'] | join('&') }}", project()),
            "<p>A &amp; B</p>&lt;|<p>A &amp; B</p>&amp;&lt;");
}

TEST(Includes, SeeWhatIsKnownWhereTheyStand) {
  const Theme theme = {
      {"html/page.html",
       "{% set a = 1 %}{% for r in [7] %}{% include 'parts/p.html' %}{% endfor %}"},
      {"html/parts/p.html", "{{ a }}{{ r }}{{ loop.index }}{{ name }}{% set a = 2 %}"}};
  EXPECT_EQ(draw(theme, "html/page.html", project()), "171乡村道路养护");
}

TEST(Includes, TakeValuesWith) {
  const Theme theme = {{"html/page.html", "{% include 'p.html' with {a: 1 + 1, b: name} %}{{ a }}"},
                       {"html/p.html", "[{{ a }}{{ b }}]"}};
  EXPECT_EQ(draw(theme, "html/page.html", View::map({{"a", "外"}, {"name", "n"}})), "[2n]外");
}

TEST(Includes, AreFoundBelowTheFirstFolderOrByTheirWholeName) {
  const Theme theme = {
      {"html/deep/page.html", "{% include 'p.html' %}{% include 'report/p.html' %}"},
      {"html/p.html", "h"},
      {"report/p.html", "r"}};
  EXPECT_EQ(draw(theme, "html/deep/page.html", View::map({})), "hr");
}

TEST(Inheritance, FillsBlocksOfTheParent) {
  const Theme theme = {
      {"html/base.html",
       "<title>{% block title %}站{% endblock %}</title>{% block body %}空{% endblock body %}."},
      {"html/mid.html",
       "{% extends 'base.html' %}{% block body %}<{% block inner %}中{% endblock %}>{% endblock "
       "%}"},
      {"html/page.html",
       "{% extends 'mid.html' %} \n {% block title %}页·{{ super() }}{% endblock %}{% block inner "
       "%}[{{ super() }}]{% endblock %}"}};
  EXPECT_EQ(draw(theme, "html/page.html", View::map({})), "<title>页·站</title><[中]>.");
  EXPECT_EQ(draw(theme, "html/base.html", View::map({})), "<title>站</title>空.");
}

TEST(Inheritance, WhatAChildSetsIsKnownInItsParent) {
  const Theme theme = {
      {"html/base.html", "{{ title if title is defined else '无' }}{% block b %}{% endblock %}"},
      {"html/page.html",
       "{% extends 'base.html' %}{% set title = 'T' %}{% block b %}{{ title }}{% endblock %}"}};
  EXPECT_EQ(draw(theme, "html/page.html", View::map({})), "TT");
  EXPECT_EQ(draw(theme, "html/base.html", View::map({})), "无");
}

TEST(Macros, TakeArgumentsByPositionAndByName) {
  const Theme theme = {
      {"html/page.html",
       "{% import 'm.html' as m %}{{ m.cell('a') }}{{ m.cell('b', tag='th') }}{{ m.cell(text='c') "
       "}}"},
      {"html/m.html",
       "{% macro cell(text, tag='td') %}<i class=\"{{ tag }}\">{{ text }}</i>{% endmacro %}"}};
  EXPECT_EQ(draw(theme, "html/page.html", View::map({})),
            "<i class=\"td\">a</i><i class=\"th\">b</i><i class=\"td\">c</i>");
}

TEST(Macros, SeeTheirParametersAndThePageButNotTheCaller) {
  EXPECT_EQ(draw("{% set a = 'x' %}{% macro m(b) %}{{ a }}{{ b }}{% endmacro %}{{ m(a) }}",
                 View::map({{"a", "页"}})),
            "页x");
}

TEST(Macros, CallOthersAndTakeDefaultsFromEarlierParameters) {
  EXPECT_EQ(draw("{% macro a(x, y=x) %}{{ x }}{{ y }}{% endmacro %}{% macro b(z) %}[{{ a(z) }}{{ "
                 "a(z, 2) }}]{% endmacro %}{{ b(1) }}"),
            "[1112]");
}

TEST(Macros, AreEscapedForThePlaceTheyAreCalledIn) {
  EXPECT_EQ(draw("{% macro m(x) %}{{ x }}{% endmacro %}<a href=\"{{ m(u) }}\">{{ m(u) }}</a>",
                 View::map({{"u", "javascript:x"}})),
            "<a href=\"#\">javascript:x</a>");
}

TEST(Reference, NamesEveryFilterAndEveryTag) {
  std::ifstream file(DISCLOSE_SOURCE_DIR "/templates/README.md");
  const std::string reference(std::istreambuf_iterator<char>(file), {});
  for (const std::string_view filter : templates::filter_names()) {
    EXPECT_NE(reference.find(fmt::format("\\| {}", filter)), std::string::npos) << filter;
  }
  for (const char* tag : {"if", "elif", "else", "for", "set", "include", "extends", "block", "macro",
                          "import", "raw"}) {
    EXPECT_NE(reference.find(fmt::format("{{% {} ", tag)), std::string::npos) << tag;
  }
}

}  // namespace
}  // namespace disclose::test
