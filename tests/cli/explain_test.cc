#include "cli/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/golden.h"

namespace disclose {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Explain, TellsARuleInBothLanguages) {
  EXPECT_THAT(explain("fund-sum", Language::zh).text, StartsWith("# fund-sum "));
  EXPECT_THAT(explain("fund-sum", Language::zh).text, HasSubstr("怎么改"));
  EXPECT_THAT(explain("fund-sum", Language::en).text, HasSubstr("What to do"));
  EXPECT_THAT(explain("fund-sum", Language::en).text, testing::Not(HasSubstr("<!-- en -->")));
}

TEST(Explain, KnowsACodeThatIsThePrefixOfAnother) {
  EXPECT_THAT(explain("leak-id", Language::zh).text, StartsWith("# leak-id "));
  EXPECT_THAT(explain("leak-id15", Language::zh).text, StartsWith("# leak-id15 "));
  EXPECT_THAT(explain("figures", Language::zh).text, StartsWith("# figures "));
}

TEST(Explain, SuggestsTheCodeThatIsMeant) {
  const Explanation unknown = explain("fund-sums", Language::zh);
  EXPECT_FALSE(unknown.known);
  EXPECT_THAT(unknown.text, HasSubstr("没有规则“fund-sums”，是否指 fund-sum"));
  EXPECT_THAT(explain("dedline", Language::en).text, HasSubstr("did you mean deadline"));
  EXPECT_THAT(explain("zzzzzzzzzzzz", Language::en).text, testing::Not(HasSubstr("did you mean")));
  EXPECT_FALSE(explain("../form", Language::zh).known);
}

TEST(Explain, ListsEveryRuleOnALineOfItsOwn) {
  for (const Language language : {Language::zh, Language::en}) {
    const std::string list = explain("", language).text;
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(list, '\n')), all_codes().size());
    for (const Code code : all_codes()) EXPECT_THAT(list, HasSubstr(std::string(name_of(code)) + " "));
  }
}

// The documentation is made from the same texts: UPDATE_GOLDEN=1 writes it.
TEST(Explain, TheDocumentationHasEveryRule) {
  expect_golden("docs/rules.md", explain_all(Language::zh));
  expect_golden("docs/rules.en.md", explain_all(Language::en));
}

}  // namespace
}  // namespace disclose
