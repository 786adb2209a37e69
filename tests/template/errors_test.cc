#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "theme.h"

namespace disclose::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

struct Wrong {
  const char* page;
  const char* problem;
};

/// Each page must be reported, with this beginning of its first finding.
void expect_wrong(const std::vector<Wrong>& pages) {
  for (const Wrong& wrong : pages) {
    const std::vector<std::string> found = problems(wrong.page);
    ASSERT_FALSE(found.empty()) << wrong.page;
    EXPECT_THAT(found.front(), StartsWith(wrong.problem)) << wrong.page;
  }
}

TEST(Marks, ThatAreWrongAreReported) {
  expect_wrong({{"预算\n 表 {{ name", "2:4 {{ has no closing }} | add }}"},
                {"{% if x", "1:1 {% has no closing %}"},
                {"a {# b", "1:3 {# has no closing #} | add #}"},
                {"{{ a {{ b }}", "1:1 {{ has no closing }}"},
                {"{% raw %}{{ x", "1:1 {% raw %} has no closing {% endraw %}"},
                {"{{ 'a }}", "1:4 the text has no closing quote | add ' on the same line"},
                {"{{ （a） }}",
                 "1:4 found the full-width '（', expected ( | retype it with ASCII punctuation"},
                {"{{ a ｜ trim }}", "1:6 found the full-width '｜', expected |"},
                {"{% if a == “x” %}{% endif %}", "1:12 found the full-width '“', expected \""},
                {"{{ 项目 }}",
                 "1:4 unknown sign '项' | names have letters, digits and _ only; other text goes "
                 "into quotes"},
                {"{{ a * 2 }}",
                 "1:6 templates do not calculate: * cannot be used | figures are settled before"},
                {"{{ a / 2 }}", "1:6 templates do not calculate: / cannot be used"},
                {"{{ a % 2 }}", "1:6 templates do not calculate: % cannot be used"}});
}

TEST(Tags, ThatAreWrongAreReported) {
  expect_wrong(
      {{"{% fi x %}", "1:1 unknown tag {% fi %} | did you mean if"},
       {"{% banana %}", "1:1 unknown tag {% banana %} | the tags are: if for"},
       {"{% if a %}\n  {% for x in y %}\n{% endif %}",
        "2:3 {% for %} has no closing {% endfor %} | add {% endfor %}"},
       {"{% if a %}", "1:1 {% if %} has no closing {% endif %}"},
       {"x{% endif %}", "1:2 {% endif %} closes or continues nothing"},
       {"{% else %}", "1:1 {% else %} closes or continues nothing"},
       {"{% if a %}{% else %}{% elif b %}{% endif %}",
        "1:21 a branch follows {% else %} | put {% else %} last"},
       {"{% if %}{% endif %}", "1:7 expected a value, found the end of the tag"},
       {"{% for in x %}{% endfor %}", "1:8 in is a word of the language and cannot be a name"},
       {"{% for a of x %}{% endfor %}", "1:10 expected in, found of"},
       {"{% for a in b if c %}{% endfor %}", "1:15 {% for %} takes no if"},
       {"{% set loop = 1 %}", "1:8 loop is a word of the language and cannot be a name"},
       {"{% set a %}", "1:1 {% set %} has no closing {% endset %}"},
       {"{% include x %}", "1:12 expected a file name in quotes, found x"},
       {"{% import 'a.html' %}", "1:20 expected as, found the end of the tag"},
       {"{% if a %}{% macro m() %}{% endmacro %}{% endif %}",
        "1:11 {% macro %} belongs to the outermost level of a file"},
       {"{% macro m() %}{% block b %}{% endblock %}{% endmacro %}",
        "1:16 a macro cannot hold a {% block %}"},
       {"{% block b %}{% endblock %}{% block b %}{% endblock %}",
        "1:28 this file already has a block b"},
       {"{% macro m() %}{% endmacro %}{% macro m() %}{% endmacro %}",
        "1:30 this file already has a macro m"},
       {"{% if a %}{% endif b %}", "1:20 expected the end of the tag, found b"}});
}

TEST(Expressions, ThatAreWrongAreReported) {
  expect_wrong(
      {{"{{ }}", "1:4 expected a value, found the end of the tag"},
       {"{{ a b }}", "1:6 expected the end of the tag, found b"},
       {"{{ a. }}", "1:7 expected a name, found the end of the tag"},
       {"{{ a[1 }}", "1:8 expected ], found the end of the tag"},
       {"{% if a = 1 %}{% endif %}", "1:9 found a single =, comparing takes == | write =="},
       {"{{ 1.5 }}", "1:4 1 is no whole number that a template can use"},
       {"{{ 99999999999999999999 }}", "1:4 99999999999999999999 is no whole number"},
       {"{{ 3x }}", "1:4 3x is no whole number"},
       {"{{ a is odd }}", "1:9 is takes defined or not defined only, found odd"},
       {"{{ 'a' is defined }}", "1:11 is defined asks for a name"},
       {"{{ loop.index }}", "1:4 loop belongs into a {% for %}"},
       {"{% for x in [1] %}{{ loop.indx }}{% endfor %}",
        "1:27 loop has no indx | did you mean index"},
       {"{{ loop }}", "1:4 loop is no value itself"}});
}

TEST(Filters, ThatAreWrongAreReported) {
  expect_wrong(
      {{"{{ a | defalt('x') }}", "1:8 there is no filter defalt | did you mean default"},
       {"{{ a | safe }}", "1:8 there is no filter safe | markup passes as it is"},
       {"{{ a | zzzzzz }}",
        "1:8 there is no filter zzzzzz | templates/README.md lists the filters"},
       {"{{ a | default }}", "1:8 the filter default takes 1 arguments, found 0"},
       {"{{ a | join('a', 'b') }}", "1:8 the filter join takes 0-1 arguments, found 2"},
       {"{{ a | default(x='b') }}", "1:16 a filter takes its arguments by position | drop x="},
       {"{% if (a | trimm) == 'x' %}{% endif %}",
        "1:12 there is no filter trimm | did you mean trim"}});
}

TEST(Calls, ThatAreWrongAreReported) {
  expect_wrong(
      {{"{% macro card(a) %}{% endmacro %}{{ crad(1) }}",
        "1:37 \"html/page.html\" has no macro crad | did you mean card"},
       {"{{ m.a() }}", "1:4 this file imports nothing as m"},
       {"{% macro m(a) %}{% endmacro %}{{ m() }}", "1:34 the macro m lacks the argument a"},
       {"{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", "1:39 the macro m has no such parameter"},
       {"{% macro m(a, a) %}{% endmacro %}", "1:15 the parameter a stands here twice"},
       {"{% macro m(name) %}{% endmacro %}{{ m(nmae=1) }}",
        "1:44 the macro m has no such parameter nmae | did you mean name"},
       {"{% macro m(a) %}{% endmacro %}{{ m(1, a=2) }}", "1:41 the parameter a is given twice"},
       {"{% macro m() %}{% endmacro %}{{ m() ~ 'x' }}",
        "1:33 the macro m can only stand alone in {{ }}"},
       {"{% macro m() %}{{ m() }}{% endmacro %}", "1:19 the macro m calls itself"},
       {"{{ super() }}", "1:4 super() belongs into a {% block %}"},
       {"{% block b %}{{ super() }}{% endblock %}", "1:17 no parent template has a block b"}});
}

TEST(Links, NameTheFileThatIsMeant) {
  EXPECT_THAT(problems(Theme{{"html/page.html", "{% include 'parts/naw.html' %}"},
                             {"html/parts/nav.html", ""}}),
              ElementsAre("templates/html/page.html:1:12 there is no template \"parts/naw.html\" | "
                          "did you mean parts/nav.html"));
  EXPECT_THAT(problems(Theme{{"html/page.html", "{% extends 'x' %}\n{% import 'y' as y %}"}}),
              ElementsAre(HasSubstr("1:12 there is no template \"x\""),
                          HasSubstr("2:11 there is no template \"y\"")));
}

TEST(Links, FindUnknownBlocks) {
  EXPECT_THAT(
      problems(Theme{{"html/base.html", "{% block body %}{% endblock %}"},
                     {"html/page.html", "{% extends 'base.html' %}{% block bdy %}{% endblock %}"}}),
      ElementsAre(
          "templates/html/page.html:1:35 \"base.html\" has no block bdy | did you mean body"));
}

TEST(Links, FindWhatAChildWouldLose) {
  EXPECT_THAT(
      problems(Theme{{"html/base.html", ""},
                     {"html/page.html", "{% extends 'base.html' %}\n lost{{ a }}"}}),
      ElementsAre(
          StartsWith(
              "templates/html/page.html:2:2 in a file with {% extends %}, what stands outside"),
          StartsWith("templates/html/page.html:2:6 in a file with {% extends %}")));
}

TEST(Links, FindCirclesOnce) {
  EXPECT_THAT(problems(Theme{{"a.html", "{% include 'b.html' %}"},
                             {"b.html", "{% extends 'c.html' %}"},
                             {"c.html", "{% include 'a.html' %}"}}),
              ElementsAre("templates/c.html:1:12 the templates form a circle: a.html → b.html → "
                          "c.html → a.html | break one of the references"));
  EXPECT_THAT(problems(Theme{{"a.html", "{% include 'a.html' %}"}}), SizeIs(1));
}

TEST(Problems, OfAllFilesAreFoundInOneGo) {
  EXPECT_THAT(
      problems(Theme{{"a.html", "{{ x | upperr }}\n{{ y z }}\n{% iff %}"},
                     {"b.html", "<p {{ x }}>"},
                     {"c.html", "fine"}}),
      ElementsAre(StartsWith("templates/a.html:1:8 "), StartsWith("templates/a.html:2:6 "),
                  StartsWith("templates/a.html:3:1 "), StartsWith("templates/b.html:1:4 ")));
}

TEST(Problems, OfASharedPartAreFoundOnce) {
  EXPECT_THAT(problems(Theme{{"a.html", "{% include 'p.html' %}"},
                             {"b.html", "{% include 'p.html' %}"},
                             {"p.html", "<p {{ x }}>"}}),
              SizeIs(1));
}

TEST(Problems, AreSaidInChineseToo) {
  Diagnostics diagnostics;
  compile({{"a.html", "{{ a | trimm }}"}}, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].message.zh, "没有过滤器 trimm");
  EXPECT_EQ(diagnostics.all()[0].help.zh, "是否要写 trim");
  EXPECT_EQ(diagnostics.all()[0].code, Code::form);
}

TEST(Files, MustBeUtf8WithoutControlCharacters) {
  EXPECT_THAT(problems(std::string("a\nb\xFF")),
              ElementsAre("2:2 this is not UTF-8 text | save the file as UTF-8"));
  EXPECT_THAT(problems(std::string("a\nb\x01")),
              ElementsAre("2:2 found the control character U+0001 | remove it"));
}

TEST(Drawing, NamesTheValueThatIsMeant) {
  const View view =
      View::map({{"project", View::map({{"name", "x"}, {"code", "y"}})}, {"year", 2024}});
  EXPECT_THAT(complaints("a\n表{{ proejct.name }}{{ project.nmae }}{{ yaer }}", view),
              ElementsAre("2:5 there is no value proejct | did you mean project",
                          "2:31 there is no value nmae | did you mean name",
                          "2:41 there is no value yaer | did you mean year"));
  EXPECT_THAT(complaints("{{ zzz }}{{ project.zzz }}", view),
              ElementsAre("1:4 there is no value zzz | there are: project year; ask with is "
                          "defined for what may be absent",
                          "1:21 there is no value zzz | there are: name code; ask with is defined "
                          "for what may be absent"));
}

TEST(Drawing, KnowsVariablesWhenItGuesses) {
  EXPECT_THAT(
      complaints("{% for indicator in [1] %}{{ indicatr }}{% endfor %}", View::map({{"x", 1}})),
      ElementsAre("1:30 there is no value indicatr | did you mean indicator"));
}

TEST(Drawing, GoesOnAfterAProblemAndSaysItOnce) {
  const Drawn drawn =
      draw_in({{"p.html", "{% for x in [1, 2] %}{{ x }}{{ y.z.w | upper }}{% endfor %}."}},
              "p.html", View::map({}));
  EXPECT_EQ(drawn.text, "12.");
  EXPECT_THAT(drawn.problems, SizeIs(1));
}

TEST(Drawing, SaysWhatDoesNotFit) {
  const View view = View::map({{"list", View::List{1}},
                               {"map", View::map({{"a", 1}})},
                               {"text", "x"},
                               {"yes", true},
                               {"none_", View()},
                               {"html", Markup{"x"}}});
  const auto first = [&](const std::string& page) {
    const std::vector<std::string> found = complaints(page, view);
    return found.empty() ? std::string() : found.front().substr(0, found.front().find(" |"));
  };
  EXPECT_EQ(first("{{ list }}"), "1:4 a list cannot be printed");
  EXPECT_EQ(first("{{ map }}"), "1:4 a map cannot be printed");
  EXPECT_EQ(first("{{ yes }}"), "1:4 a truth value cannot be printed");
  EXPECT_EQ(first("{{ text.a }}"), "1:9 there is no .a: the value before it is a text");
  EXPECT_EQ(first("{{ none_.a }}"), "1:10 there is no .a: the value before it is nothing");
  EXPECT_EQ(first("{{ list[1] }}"), "1:8 the list has 1 items and none at [1]");
  EXPECT_EQ(first("{{ list[-1] }}"), "1:8 the list has 1 items and none at [-1]");
  EXPECT_EQ(first("{{ map['b'] }}"), "1:7 there is no value b");
  EXPECT_EQ(first("{{ text[0] }}"), "1:8 a text has nothing to be found by a whole number");
  EXPECT_EQ(first("{% for x in text %}{% endfor %}"), "1:13 {% for %} takes a list, found a text");
  EXPECT_EQ(first("{% for x in map %}{% endfor %}"), "1:13 {% for %} takes a list, found a map");
  EXPECT_EQ(first("{% for k, v in list %}{% endfor %}"),
            "1:16 {% for %} takes a map, found a list");
  EXPECT_EQ(first("{% if text == 1 %}{% endif %}"),
            "1:12 cannot compare a text with a whole number");
  EXPECT_EQ(first("{% if text < 'y' %}{% endif %}"), "1:12 cannot compare a text with a text");
  EXPECT_EQ(first("{% if 1 in 2 %}{% endif %}"),
            "1:9 cannot ask whether a whole number is in a whole number");
  EXPECT_EQ(first("{{ text + 1 }}"), "1:9 + and - take whole numbers, found a text");
  EXPECT_EQ(first("{{ 9223372036854775807 + 1 }}"), "1:24 the number is too large");
  EXPECT_EQ(first("{{ text ~ list }}"), "1:9 ~ takes texts, found a list");
  EXPECT_EQ(first("{{ list | upper }}"), "1:11 upper takes a text, found a list");
  EXPECT_EQ(first("{{ html | upper }}"), "1:11 upper takes a text, found markup");
  EXPECT_EQ(first("{{ text | join }}"), "1:11 join takes a list, found a text");
  EXPECT_EQ(first("{{ text | truncate('x') }}"),
            "1:11 truncate takes a number of characters, found a text");
  EXPECT_EQ(first("{{ text | replace(1, 'x') }}"),
            "1:11 replace takes two texts as arguments, found a whole number");
}

TEST(Drawing, NeedsAPageOfThatName) {
  const Drawn drawn = draw_in({{"html/project.html", ""}}, "html/projct.html", View::map({}));
  EXPECT_THAT(drawn.problems,
              ElementsAre("html/projct.html:0:0 there is no template html/projct.html that makes a "
                          "page | did you mean html/project.html"));
}

TEST(Nesting, IsLimitedInTags) {
  const auto nested = [](int depth) {
    std::string page;
    for (int i = 0; i < depth; ++i) page += "{% if true %}";
    page += "x";
    for (int i = 0; i < depth; ++i) page += "{% endif %}";
    return page;
  };
  EXPECT_EQ(draw(nested(63)), "x");
  EXPECT_THAT(problems(nested(65)), ElementsAre(HasSubstr("tags nest deeper than 64 levels")));
  EXPECT_THAT(problems(nested(100'000)), SizeIs(1));
}

TEST(Nesting, IsLimitedInExpressions) {
  const auto page = [](const std::string& before, const std::string& after, int times) {
    std::string text = "{{ ";
    for (int i = 0; i < times; ++i) text += before;
    text += "1";
    for (int i = 0; i < times; ++i) text += after;
    return text + " }}";
  };
  EXPECT_EQ(draw(page("(", ")", 60)), "1");
  for (const int times : {70, 100'000}) {
    EXPECT_THAT(problems(page("(", ")", times)),
                ElementsAre(HasSubstr("the expression nests deeper than 64 levels")));
    EXPECT_THAT(problems(page("[", "]", times)), SizeIs(1));
    EXPECT_THAT(problems(page("not ", "", times)), SizeIs(1));
    EXPECT_THAT(problems(page("", " ~ 'x'", times)), SizeIs(1));
    EXPECT_THAT(problems(page("", "|trim", times)), SizeIs(1));
    EXPECT_THAT(problems(page("", ".a", times)), SizeIs(1));
    EXPECT_THAT(problems(page("", " if 1 else 1", times)), SizeIs(1));
  }
}

TEST(Nesting, IsLimitedAcrossFiles) {
  Theme theme;
  for (int i = 0; i < 100; ++i)
    theme[fmt::format("p{}.html", i)] = fmt::format("{{% include 'p{}.html' %}}", i + 1);
  theme["p100.html"] = "";
  EXPECT_FALSE(problems(theme).empty());
}

TEST(Nesting, ThatDoublesAtEachLevelIsStopped) {
  Theme theme;
  for (int i = 0; i < 20; ++i)
    theme[fmt::format("p{:02}.html", i)] =
        fmt::format("{{% include 'p{:02}.html' %}}{{% include 'p{:02}.html' %}}", i + 1, i + 1);
  theme["p20.html"] = "x";
  EXPECT_THAT(
      problems(theme),
      testing::Contains(HasSubstr("the page takes more than 100000 steps once spelled out")));
}

TEST(Size, OfATemplateIsReadInLinearTime) {
  for (const char* part : {"{{ a ", "{% raw %}{%", "{{ '", "{{ \"'", "{% if a %}x", "{# ",
                           "<a href=\"", "{{ '\\''", "{%", "<!--", "<script><", "{{ a }}"}) {
    std::string page;
    while (page.size() < 120'000) page += part;
    problems(page);
  }
}

TEST(Threads, DrawTheSamePage) {
  Diagnostics diagnostics;
  const auto set = compile({{"p.html",
                             "{% for r in rows %}<a href=\"{{ r.u }}\">{{ r.n }}{{ r.n ~ "
                             "loop.index | upper }}</a>{% endfor %}"}},
                           diagnostics);
  ASSERT_TRUE(set);
  View::List rows;
  for (int i = 0; i < 500; ++i)
    rows.push_back(View::map({{"u", fmt::format("/p/{}", i)}, {"n", fmt::format("项目{}", i)}}));
  const View view = View::map({{"rows", std::move(rows)}});
  std::vector<std::string> pages(8);
  std::vector<std::thread> threads;
  for (std::string& page : pages) {
    threads.emplace_back([&page, &set, &view] {
      Diagnostics own;
      for (int round = 0; round < 5; ++round) {
        page.clear();
        EXPECT_TRUE(set->render("p.html", view, page, own));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& page : pages) EXPECT_EQ(page, pages.front());
  EXPECT_THAT(pages.front(), HasSubstr("<a href=\"/p/7\">项目7项目78</a>"));
}

}  // namespace
}  // namespace disclose::test
