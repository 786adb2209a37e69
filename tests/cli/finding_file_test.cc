#include "cli/finding_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace disclose {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class FindingFile : public testing::Test {
 protected:
  FindingFile() {
    add(findings_, "traffic", "金额 <b>不对</b>");
    add(findings_, "", "=1+1");
    add(notes_, "traffic", "得分待复核");
  }
  static void add(Diagnostics& to, const char* unit, const char* message) {
    to.add({.code = Code::fund_sum,
            .severity = Severity::error,
            .place = {.file = "data/a.json", .pointer = "/0", .position = {2, 3}},
            .message = {message, message},
            .help = {"改正", "mend it"},
            .related = {{{.file = "data/b.json", .pointer = "/1", .position = {4, 5}}, {"合计 <i>5</i>", "total <i>5</i>"}}},
            .unit = unit});
  }
  std::string write(ReportForm form) const { return write_report({findings_, notes_, {{"traffic", "县交通运输局"}}, "云溪县", "云溪县财政局", Language::zh}, form); }

  Diagnostics findings_;
  Diagnostics notes_;
};

TEST_F(FindingFile, HasItsFormByTheEnding) {
  EXPECT_EQ(report_form_of("a.html"), ReportForm::html);
  EXPECT_EQ(report_form_of("a.b.xlsx"), ReportForm::xlsx);
  EXPECT_EQ(report_form_of("a.csv"), ReportForm::csv);
  EXPECT_EQ(report_form_of("a.pdf"), std::nullopt);
  EXPECT_EQ(report_form_of(""), std::nullopt);
}

TEST_F(FindingFile, ThePageEscapesWhatItQuotes) {
  const std::string page = write(ReportForm::html);
  EXPECT_THAT(page, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(page, HasSubstr("金额 &lt;b&gt;不对&lt;/b&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, HasSubstr("<h2 id=\"u1\">县交通运输局（1）</h2>"));
  EXPECT_THAT(page, HasSubstr("data/a.json:2:3"));
  EXPECT_THAT(page, HasSubstr("<ul><li>合计 &lt;i&gt;5&lt;/i&gt;（data/b.json:4:5）</li></ul>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"#u1\">县交通运输局（1）</a>"));
  EXPECT_THAT(page, HasSubstr("得分待复核"));
}

TEST_F(FindingFile, TheTableRunsNoFormula) {
  const std::string csv = write(ReportForm::csv);
  EXPECT_THAT(csv, HasSubstr("'=1+1"));
  EXPECT_THAT(csv, HasSubstr("县交通运输局,错误,fund-sum,金额 <b>不对</b>,改正,,,data/a.json,2,3,合计 <i>5</i>（data/b.json:4:5）"));
  EXPECT_THAT(csv, HasSubstr("供复核"));
}

TEST_F(FindingFile, IsTheSameEveryTime) {
  EXPECT_THAT(write(ReportForm::xlsx), StartsWith("PK"));
  EXPECT_EQ(write(ReportForm::xlsx), write(ReportForm::xlsx));
}

}  // namespace
}  // namespace disclose
