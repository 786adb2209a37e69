#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "theme.h"

namespace disclose::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kHostile = "\"'><script>alert(1)</script>&amp;\x01\x00x";

View value(View v) { return View::map({{"v", std::move(v)}}); }

TEST(Text, HasNoMarkupOfItsOwn) {
  EXPECT_EQ(draw("<p>{{ v }}</p>", value("<b>&\"'</b>")),
            "<p>&lt;b&gt;&amp;&#34;&#39;&lt;/b&gt;</p>");
}

TEST(Text, LosesControlCharactersButTabsAndLineBreaks) {
  EXPECT_EQ(draw("{{ v }}", value(std::string("a\0b\x01\x1F\t\r\n\x7F", 9))), "ab\t\r\n\x7F");
}

TEST(Text, LetsMarkupPass) {
  EXPECT_EQ(draw("<div>{{ v }}</div>", value(Markup{"<p>A &amp; B</p>"})),
            "<div><p>A &amp; B</p></div>");
}

TEST(Attributes, CannotBeLeft) {
  EXPECT_EQ(draw("<p title=\"{{ v }}\" lang='{{ v }}'>", value("a\" b='c>")),
            "<p title=\"a&#34; b=&#39;c&gt;\" lang='a&#34; b=&#39;c&gt;'>");
}

TEST(Attributes, EscapeMarkupButKeepItsReferences) {
  EXPECT_EQ(draw("<p title=\"{{ v }}\">", value(Markup{"<i>A &amp; B & C &#x22; &;</i>\""})),
            "<p title=\"&lt;i&gt;A &amp; B &amp; C &#x22; &amp;;&lt;/i&gt;&#34;\">");
}

TEST(Titles, EscapeMarkup) {
  EXPECT_EQ(
      draw("<title>{{ v }}</title><textarea>{{ v }}</textarea>", value(Markup{"</title><b>"})),
      "<title>&lt;/title&gt;&lt;b&gt;</title><textarea>&lt;/title&gt;&lt;b&gt;</textarea>");
}

TEST(Places, NoneLetsAHostileValueOut) {
  for (const std::string& page :
       {std::string("<p>{{ v }}</p>"), std::string("<p title=\"{{ v }}\">"),
        std::string("<p title='{{ v }}'>"), std::string("<a href=\"{{ v }}\">"),
        std::string("<a href='/p/{{ v }}/x'>"), std::string("<title>{{ v }}</title>"),
        std::string("<script type=\"application/ld+json\">{{ v | json }}</script>"),
        std::string("<p data-x='{{ [v] | json }}'>"), std::string("<p>{{ v | nl2br }}</p>"),
        std::string("<p>{{ [v, v] | join(v) }}</p>"), std::string("<p>{{ v ~ v }}</p>")}) {
    for (const char* file : {"page.html", "page.xml"}) {
      const std::string drawn = draw({{file, page}}, file, value(kHostile));
      const std::string around = draw({{file, page}}, file, value("x"));
      const auto count = [](const std::string& text, char c) {
        return std::ranges::count(text, c);
      };
      const bool json = page.find("ld+json") != std::string::npos;
      EXPECT_EQ(count(drawn, '<'), count(around, '<')) << drawn;
      EXPECT_EQ(count(drawn, '>'), count(around, '>')) << drawn;
      for (const char quote : {'"', '\''}) {
        EXPECT_TRUE(json || count(drawn, quote) == count(around, quote)) << drawn;
      }
      EXPECT_EQ(count(drawn, '\x01'), 0) << drawn;
    }
  }
}

TEST(Urls, LeadToTheWebToMailAndIntoTheSite) {
  for (const char* url :
       {"https://a.cn/x?a=b#c", "HTTP://a.cn", "mailto:a@b.cn", "tel:0879-1", "/p/1/", "../x",
        "x.html", "#top", "?q=a:b", "", "//a.cn/", "a/b:c", "预算:1"}) {
    EXPECT_EQ(draw("<a href=\"{{ v }}\">", value(url)), fmt::format("<a href=\"{}\">", url));
  }
}

TEST(Urls, LeadNowhereElse) {
  for (const std::string& url :
       {std::string("javascript:alert(1)"), std::string("JaVaScRiPt:x"),
        std::string(" javascript:x"), std::string("\x01\t javascript:x"),
        std::string("java\nscript:x"), std::string("java\tscript\r:x"),
        std::string("java\0script:x", 13), std::string("data:text/html,x"),
        std::string("vbscript:x"), std::string("file:///etc"), std::string("blob:x"),
        std::string(":x"), std::string(5000, 'a') + ":"}) {
    EXPECT_EQ(draw("<a href=\"{{ v }}\">", value(url)), "<a href=\"#\">") << url;
    EXPECT_EQ(draw("<a href=\" {{ v }}\">", value(url)), "<a href=\"#\">") << url;
    EXPECT_EQ(draw("<a href='{{ v }}/x'>", value(url)), "<a href='#'>") << url;
  }
}

TEST(Urls, AreJudgedWhole) {
  const View view = View::map(
      {{"a", "java"}, {"b", "script:alert(1)"}, {"c", "javascript"}, {"y", true}, {"n", false}});
  EXPECT_EQ(draw("<a href=\"{{ a }}{{ b }}\">", view), "<a href=\"#\">");
  EXPECT_EQ(draw("<a href=\"{{ c }}:{{ a }}\">", view), "<a href=\"#\">");
  EXPECT_EQ(draw("<a href=\"java{{ b }}\">", view), "<a href=\"#\">");
  EXPECT_EQ(
      draw("<a href=\"{% if y %}{{ a }}{% endif %}{% if n %}/{% else %}script{% endif %}:1\">",
           view),
      "<a href=\"#\">");
  EXPECT_EQ(draw("<a href=\"{% if y %}/x/{% endif %}{{ b }}\">", view),
            "<a href=\"/x/script:alert(1)\">");
  EXPECT_EQ(draw("<a href=\"{% for x in [a, b] %}{{ x }}{% endfor %}\">", view), "<a href=\"#\">");
}

TEST(Urls, AreNotJudgedAfterASafeBeginning) {
  EXPECT_EQ(draw("<a href=\"/p/{{ v }}\"><a href=\"#{{ v }}\"><a href=\"?{{ v }}\"><a "
                 "href=\"mailto:{{ v }}\">",
                 value("x:y")),
            "<a href=\"/p/x:y\"><a href=\"#x:y\"><a href=\"?x:y\"><a href=\"mailto:x:y\">");
}

TEST(Urls, StandInManyAttributes) {
  for (const char* attribute : {"src", "action", "formaction", "poster", "cite", "data",
                                "xlink:href", "SRC", "data-href", "srcset"}) {
    EXPECT_EQ(draw(fmt::format("<x {}=\"{{{{ v }}}}\">", attribute), value("data:x")),
              fmt::format("<x {}=\"#\">", attribute));
  }
  EXPECT_EQ(draw("<animate values=\"{{ v }}\"/>", value("javascript:x")),
            "<animate values=\"#\"/>");
  EXPECT_EQ(draw("<p title=\"{{ v }}\">", value("data:x")), "<p title=\"data:x\">");
  EXPECT_EQ(draw("<meta http-equiv=\"refresh\" content=\"0; URL={{ v }}\">", value("data:x")),
            "<meta http-equiv=\"refresh\" content=\"0; URL=#\">");
}

TEST(Urls, InMarkupCannotHideAScheme) {
  EXPECT_EQ(draw("<a href=\"{{ v }}\">", value(Markup{"javascript&colon;x"})),
            "<a href=\"javascript&amp;colon;x\">");
}

TEST(Urls, WithACaptureInsideAreStillJudged) {
  EXPECT_EQ(
      draw("<a href=\"{% set t %}<a href=\"{{ v }}\">{% endset %}{{ v }}\">", value("data:x")),
      "<a href=\"#\">");
}

TEST(DataScripts, TakeJson) {
  const View view = View::map(
      {{"v", View::map({{"a", View::List{1, true, View(), "</script>&\xE2\x80\xA8\"\\\n\x01"}}})}});
  EXPECT_EQ(draw("<script type=\"application/ld+json\">{\"x\": {{ v | json }}}</script>", view),
            "<script type=\"application/ld+json\">{\"x\": {\"a\":[1,true,null,"
            "\"\\u003c/script\\u003e\\u0026\\u2028\\\"\\\\\\n\\u0001\"]}}</script>");
}

TEST(DataScripts, NeedTheFilterAndNoQuotes) {
  EXPECT_THAT(
      problems("<script type=\"application/ld+json\">{\"a\": {{ v }}}</script>"),
      ElementsAre("1:42 a value in structured data must end with json | write {{ value | json }}"));
  EXPECT_THAT(
      problems("<script type='application/ld+json'>{\"a\": \"\\\"{{ v | json }}\"}</script>"),
      ElementsAre(
          "1:45 a value cannot be printed in the quotes of a JSON text | drop the quotes: the json "
          "filter writes them"));
  EXPECT_THAT(problems("<script type=\"application/ld+json{{ v }}\">{{ v | json }}</script>"),
              ElementsAre(HasSubstr("1:43 a value cannot be printed in <script>")));
}

TEST(XmlFiles, DropWhatXmlForbids) {
  EXPECT_EQ(draw({{"a.xml", "<a b=\"{{ v }}\">{{ v }}</a>"}}, "a.xml",
                 value("\x01"
                       "a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBC\x8C\"\xFF<")),
            "<a b=\"a，&#34;\xEF\xBF\xBD&lt;\">a，&#34;\xEF\xBF\xBD&lt;</a>");
}

TEST(XmlFiles, WriteEmptyElementsClosed) {
  EXPECT_EQ(draw({{"a.xhtml", "{{ v | nl2br }}"}}, "a.xhtml", value("a\nb")), "a<br/>\nb");
}

TEST(XmlFiles, RefuseScriptsStylesAndCdata) {
  EXPECT_THAT(problems(Theme{{"a.xml",
                              "<script>{{ v }}</script><style/>{{ v }}<style>{{ v }}</style>{{ v "
                              "}}<![CDATA[{{ v }}]]>{{ v }}<?a {{ v }}?>"}}),
              ElementsAre(HasSubstr("1:9 a value cannot be printed in <script>"),
                          HasSubstr("1:47 a value cannot be printed in <style>"),
                          HasSubstr("1:78 a value cannot be printed in CDATA"),
                          HasSubstr("1:99 a value cannot be printed in a <! or <?")));
}

TEST(TextFiles, AreNotEscaped) {
  EXPECT_EQ(draw({{"robots.txt", "Sitemap: {{ v }} <script>{{ v }}"}}, "robots.txt", value("a&b")),
            "Sitemap: a&b <script>a&b");
}

TEST(TextFiles, GiveTheirManner) {
  const Theme theme = {{"a.txt", "{% include 'p.html' %}"},
                       {"p.html", "{{ v }}"},
                       {"b.html", "{% include 'p.html' %}"}};
  EXPECT_EQ(draw(theme, "a.txt", value("<")), "<");
  EXPECT_EQ(draw(theme, "b.html", value("<")), "&lt;");
}

struct Refused {
  const char* page;
  const char* problem;
};

TEST(Places, WhereNoValueIsSafeAreRefused) {
  const std::vector<Refused> pages = {
      {"<script>var x = {{ v }};</script>", "1:17 a value cannot be printed in <script> | "},
      {"<SCRIPT type=\"text/javascript\">{{ v | json }}</SCRIPT>",
       "1:32 a value cannot be printed in <script>"},
      {"<style>a { color: {{ v }} }</style>", "1:19 a value cannot be printed in <style>"},
      {"<iframe>{{ v }}</iframe>", "1:9 a value cannot be printed in <iframe>"},
      {"<p class={{ v }}>",
       "1:10 a value cannot be printed in an unquoted attribute value | put quotes"},
      {"<p class=a{{ v }}>", "1:11 a value cannot be printed in an unquoted attribute value"},
      {"<{{ v }}>", "1:2 a value cannot be printed in a tag name"},
      {"<h{{ v }}>", "1:3 a value cannot be printed in a tag name"},
      {"</{{ v }}>", "1:3 a value cannot be printed in a tag name"},
      {"<p {{ v }}>", "1:4 a value cannot be printed in an attribute name"},
      {"<p data-{{ v }}=\"x\">", "1:9 a value cannot be printed in an attribute name"},
      {"<p title=\"a\"{{ v }}>", "1:13 a value cannot be printed in an attribute name"},
      {"<p onclick=\"f('{{ v }}')\">", "1:16 a value cannot be printed in the attribute onclick"},
      {"<p OnLoad='{{ v }}'>", "1:12 a value cannot be printed in the attribute onload"},
      {"<p style=\"width:{{ v }}%\">", "1:17 a value cannot be printed in the attribute style"},
      {"<iframe srcdoc=\"{{ v }}\"></iframe>",
       "1:17 a value cannot be printed in the attribute srcdoc"},
      {"<!-- {{ v }} -->", "1:6 a value cannot be printed in an HTML comment | to disable"},
      {"<!DOCTYPE {{ v }}>", "1:11 a value cannot be printed in a <! or <?"},
      {"<a href=\"javascript:f({{ v }})\">", "1:23 a value cannot be printed in a URL such as"},
      {"<img src=\"data:{{ v }}\">", "1:16 a value cannot be printed in a URL such as"},
      {"<a href=\"javascript&colon;{{ v }}\">", "1:27 a value cannot be printed in a URL such as"},
      {"<script><!-- x </script>", "1:12 <script> holds <!--"}};
  for (const Refused& refused : pages) {
    const std::vector<std::string> found = problems(refused.page);
    ASSERT_EQ(found.size(), 1U) << refused.page << testing::PrintToString(found);
    EXPECT_THAT(found.front(), HasSubstr(refused.problem)) << refused.page;
  }
}

TEST(Places, AreReadAsBrowsersReadThem) {
  // Each of these must be seen as element text at the end.
  for (const char* page :
       {"a < b {{ v }}", "<!--> {{ v }}", "<!-- a --!> {{ v }}", "<!-- <b \" ' --> {{ v }}",
        "<!---> {{ v }}", "<br/>{{ v }}", "<p a=b/>{{ v }}", "<p a = 'x>' b=\"'>\" c>{{ v }}",
        "</>{{ v }}", "</ x>{{ v }}", "<script>if (a < b) '</scrip>';</script >{{ v }}",
        "<title></titl></title\n>{{ v }}", "<!DOCTYPE html>{{ v }}",
        "<?xml version=\"1.0\"?>{{ v }}", "<style>a>b{}</STYLE>{{ v }}", "<p\n>{{ v }}",
        "<a href=x>{{ v }}"}) {
    EXPECT_THAT(draw(page, value("&")), testing::EndsWith("&amp;")) << page;
  }
}

TEST(Places, InsideATagMayMeetWhenASpaceFollows) {
  EXPECT_EQ(draw("<a{% if v %} class=\"x\"{% endif %}><b {% if v %}hidden{% endif %}><i{% if v %} "
                 "a{% else %} b=\"c\"{% endif %} d>{{ v }}",
                 value(1)),
            "<a class=\"x\"><b hidden><i a d>1");
  EXPECT_EQ(draw("<a{% for k, x in v %} data-x=\"{{ x }}\"{% endfor %}>{{ v.a }}",
                 value(View::map({{"a", 1}, {"b", 2}}))),
            "<a data-x=\"1\" data-x=\"2\">1");
}

TEST(Places, InsideATagMayNotMeetWithoutASpace) {
  EXPECT_THAT(problems("<a{% if v %} class=\"x\"{% endif %}b>"),
              ElementsAre("1:34 branches meet inside a tag here: a space, / or > must follow | put "
                          "a space after {% endif %}"));
}

TEST(Places, MustBeTheSameAfterAllBranches) {
  EXPECT_THAT(
      problems("{% if v %}<p title=\"{% endif %}"),
      ElementsAre("1:1 the branches end in different places: one in the value of the attribute "
                  "title, one in element text | let every "
                  "branch hold whole tags or attributes; a missing {% else %} is an empty one",
                  "1:32 the page ends inside the value of the attribute title | add the missing "
                  "quote, > or end tag"));
  EXPECT_THAT(problems("<p {% if v %}title=\"a{% else %}lang=\"b{% endif %}\">"),
              testing::SizeIs(1));
  EXPECT_THAT(problems("{% if v %}<p title=\"a\">{% else %}<b>{% endif %}"), IsEmpty());
}

TEST(Places, MustBeTheSameAfterARound) {
  EXPECT_THAT(problems("{% for x in v %}<p title='{% endfor %}'>"),
              ElementsAre("1:1 the loop begins in element text but ends in the value of the "
                          "attribute title | let the loop hold whole tags or attributes"));
}

TEST(Places, MustBeWholeInACapture) {
  EXPECT_THAT(problems("{% set x %}<p {% endset %}"),
              ElementsAre("1:1 the content of {% set %} ends inside an attribute name | let the "
                          "content hold whole tags"));
}

TEST(Places, MustBeElementTextAtTheEnd) {
  EXPECT_THAT(
      problems("<p>\n<b"),
      ElementsAre("2:3 the page ends inside a tag name | add the missing quote, > or end tag"));
  EXPECT_THAT(
      problems("<script>"),
      ElementsAre("1:9 the page ends inside <script> | add the missing quote, > or end tag"));
}

TEST(Parts, AreJudgedWhereTheyAreIncluded) {
  const Theme theme = {{"html/page.html", "<p{% include 'open.html' %}{{ v }}\">{{ v }}</p>"},
                       {"html/open.html", " title=\""}};
  EXPECT_EQ(draw(theme, "html/page.html", value("\"")), "<p title=\"&#34;\">&#34;</p>");
  EXPECT_THAT(
      problems(Theme{{"html/page.html", "<style>{% include 'x.html' %}</style>"},
                     {"html/x.html", "{{ v }}"}}),
      ElementsAre(HasSubstr("templates/html/x.html:1:1 a value cannot be printed in <style>")));
}

TEST(Macros, ThatNobodyCallsAreJudgedToo) {
  EXPECT_THAT(problems("{% macro m(x) %}<p {{ x }}>{% endmacro %}"),
              ElementsAre(HasSubstr("1:20 a value cannot be printed in an attribute name")));
}

}  // namespace
}  // namespace disclose::test
