// The only file that includes CLI11.
#include "cli/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>

#include "base/text.h"
#include "cli/finding_file.h"

namespace disclose {

namespace {

constexpr const char* kVersion = DISCLOSE_VERSION;

// --lang stands among the arguments, but decides the language of --help and of mistakes too.
Language language_of(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang=en") return Language::en;
    if (arguments[i] == "--lang" && i + 1 < arguments.size() && arguments[i + 1] == "en") return Language::en;
  }
  return Language::zh;
}

// CLI11 counts bytes; a Chinese word takes two columns, whatever its bytes.
class AlignedHelp final : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool positional) const override {
    return row(make_option_name(option, positional) + make_option_opts(option), make_option_desc(option));
  }
  std::string make_subcommand(const CLI::App* command) const override { return row(command->get_name(), command->get_description()); }

 private:
  static std::string row(const std::string& name, const std::string& what) {
    constexpr std::size_t kColumn = 30;
    const std::size_t width = display_width(name) + 2;
    return fmt::format("  {}{}{}\n", name, width < kColumn ? std::string(kColumn - width, ' ') : "\n" + std::string(kColumn, ' '), what);
  }
};

class CommandLine {
 public:
  explicit CommandLine(Language language)
      : language_(language), app_(std::make_unique<CLI::App>(say("预算绩效信息公开：从 JSON 和 Markdown 生成公开站点",
                                                                 "The disclosure press for public budgets: from JSON and Markdown to a disclosure site"), "disclose")) {
    app_->formatter(std::make_shared<AlignedHelp>());
    label(*app_);
    app_->set_help_flag("-h,--help", say("显示帮助", "Print this help"));
    app_->set_version_flag("--version", std::string("disclose ") + kVersion, say("显示版本", "Print the version"));
    app_->require_subcommand(0, 1);
    // Also before the command: whoever reads no Chinese asks for help first.
    add_language(*app_);
    app_->footer(say("例：\n"
                     "  disclose check --site 云溪县            检查，列出全部问题\n"
                     "  disclose build --site 云溪县 --out 网站  检查并生成站点\n"
                     "  disclose explain fund-sum               解释一条规则\n"
                     "退出状态：0 完成，1 有问题而停止，2 用法有误，3 机器故障，70 程序缺陷",
                     "Examples:\n"
                     "  disclose check --site county            check and list every problem\n"
                     "  disclose build --site county --out www  check and write the site\n"
                     "  disclose explain fund-sum               explain a rule\n"
                     "Exit status: 0 done, 1 findings that stop, 2 wrong usage, 3 the machine failed, 70 a defect of the program"));
    add_build();
    add_check();
    add_explain();
  }

  Parsed parse(const std::vector<std::string>& arguments) {
    std::vector<std::string> backwards(arguments.rbegin(), arguments.rend());
    try {
      app_->parse(backwards);  // CLI11 takes them from the back
    } catch (const CLI::CallForHelp&) {
      return {.output = app_->help()};
    } catch (const CLI::CallForVersion&) {
      return {.output = fmt::format("disclose {}\n", kVersion)};
    } catch (const CLI::ExtrasError&) {
      return mistake(unexpected(arguments));
    } catch (const CLI::ArgumentMismatch& e) {
      return mistake(wrong_count(e.what()));
    } catch (const CLI::ParseError& e) {
      return mistake(e.what());
    }
    return finish();
  }

 private:
  std::string say(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }

  void label(CLI::App& app) const {
    app.option_defaults()->group(say("选项", "Options"));
    const auto formatter = app.get_formatter();
    formatter->label("SUBCOMMAND", say("命令", "COMMAND"));
    if (language_ == Language::en) return;
    formatter->label("Usage", "用法");
    formatter->label("OPTIONS", "选项");
    formatter->label("Positionals", "参数");
  }

  // A text that is there: an empty one is mostly a shell variable that is not set.
  CLI::Validator not_empty() const {
    return {[this](const std::string& text) { return text.empty() ? say("值不能为空", "the value is empty") : std::string(); }, "", ""};
  }

  CLI::Validator number_within(int min, int max) const {
    return {[this, min, max](const std::string& text) {
              int number = 0;
              const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), number);
              if (error == std::errc() && last == text.data() + text.size() && number >= min && number <= max) return std::string();
              return fmt::format(fmt::runtime(say("应为 {} 至 {} 的整数，实为“{}”", "expected an integer from {} to {}, found \"{}\"")), min, max, shorten(text, 40));
            }, "", ""};
  }

  CLI::Validator one_of(std::vector<std::string_view> words) const {
    return {[this, words = std::move(words)](const std::string& text) {
              if (std::ranges::find(words, text) != words.end()) return std::string();
              return fmt::format(fmt::runtime(say("应为 {} 之一，实为“{}”", "expected one of {}, found \"{}\"")), fmt::join(words, say("、", ", ")), shorten(text, 40));
            }, "", ""};
  }

  // What stands too much on the command line: the first of it in the author's order.
  std::string unexpected(const std::vector<std::string>& arguments) const {
    const std::vector<std::string> left = app_->remaining(true);
    const auto first = std::ranges::find_if(arguments, [&](const std::string& word) { return std::ranges::find(left, word) != left.end(); });
    const std::string word = shorten(first == arguments.end() ? left.front() : *first, 40);
    const auto chosen = app_->get_subcommands();
    const CLI::App& command = chosen.empty() ? *app_ : *chosen.front();
    const std::string name = word.substr(0, word.find('='));
    if (!word.starts_with("-")) {
      if (!chosen.empty()) return say("多余的参数“", "one argument too many: \"") + word + say("”", "\"");
      return say("没有命令“", "there is no command \"") + word + say("”，命令有 build、check、explain", "\"; there are build, check, explain");
    }
    const std::string what = command.get_name() + say(" 没有选项“", " has no option \"") + word + say("”", "\"");
    const std::string after = say("，它应写在命令之后", "; it stands after the command");
    std::vector<std::string> known;
    for (const CLI::Option* option : command.get_options()) {
      for (const std::string& known_name : option->get_lnames()) known.push_back("--" + known_name);
    }
    const std::string_view meant = closest(name, std::vector<std::string_view>(known.begin(), known.end()));
    if (meant == name) return app_->get_name() + what.substr(command.get_name().size()) + after;
    return meant.empty() ? what : what + say("，是否指 ", "; did you mean ") + std::string(meant);
  }

  // "--out: 1 required DIR missing", or the same option twice, or a flag with a value.
  std::string wrong_count(std::string_view what) const {
    const std::string name(what.substr(0, what.find_first_of(": ")));
    if (what.find("flag override") != std::string_view::npos) return (name.starts_with('-') ? "" : "--") + name + say(" 不带值", " takes no value");
    return name + say(" 要写且只写一个值", " takes one value, once");
  }

  CLI::App& command(const char* name, const char* zh, const char* en, Command which) {
    CLI::App& sub = *app_->add_subcommand(name, say(zh, en));
    sub.group(say("命令", "Commands"));
    label(sub);
    sub.set_help_flag("-h,--help", say("显示帮助", "Print this help"));
    sub.callback([this, which] { options_.command = which; });
    return sub;
  }

  void add_build() {
    CLI::App& sub = command("build", "检查并生成站点：网页、PDF、数据", "Check, then write the site: pages, PDFs, data", Command::build);
    add_common(sub);
    sub.add_option("--out", options_.out, say("写到哪个文件夹（默认：站点文件夹下的 output）", "Folder to write (default: output in the site folder)"))->type_name(say("文件夹", "DIR"))->check(not_empty());
    sub.add_option("--base-url", options_.base_url, say("公开网址，代替 site.json 的 base_url", "Public address, instead of base_url in site.json"))->type_name(say("网址", "URL"))->check(not_empty());
    sub.add_flag("--no-pdf", no_reports_, say("不生成 PDF", "Make no PDFs"))->disable_flag_override();
  }

  void add_check() {
    CLI::App& sub = command("check", "只检查，列出全部问题", "Only check, and list every problem", Command::check);
    add_common(sub);
  }

  void add_common(CLI::App& sub) {
    sub.add_option("--site", options_.site, say("站点文件夹（默认：当前文件夹）", "Site folder (default: the current one)"))->type_name(say("文件夹", "DIR"))->check(not_empty());
    sub.add_option("--year", options_.year, say("只看这个预算年度", "Only this fiscal year"))->type_name(say("年度", "YEAR"))->check(number_within(1990, 2100));
    sub.add_option("-j,--jobs", options_.jobs, say("同时使用的线程数（默认：处理器核数）", "Threads to use (default: one a core)"))->type_name("N")->check(number_within(1, 256));
    sub.add_flag("--strict", options_.strict, say("有警告也算不通过（退出状态 1）", "Warnings stop too (exit status 1)"))->disable_flag_override();
    sub.add_option("--format", format_, say("结果的形式：text、json 或 sarif", "Form of the result: text, json or sarif"))->type_name("text|json|sarif")->check(one_of({"text", "json", "sarif"}));
    sub.add_option("--by", by_, say("把问题按单位排列", "Group the findings by unit"))->type_name("unit")->check(one_of({"unit"}));
    sub.add_option("--report", options_.report, say("把问题另写成文件发给单位：.html、.xlsx 或 .csv", "Also write the findings to a file to send: .html, .xlsx or .csv"))->type_name(say("文件", "FILE"))->check(not_empty());
    sub.add_option("--as-of", as_of_, say("放行到期按这一天算，如 2026-03-01（默认：今天）", "Day on which waivers expire, such as 2026-03-01 (default: today)"))->type_name(say("日期", "DATE"));
    sub.add_flag("--timings", options_.timings, say("说明每一步用了多少时间", "Say how long each phase took"))->disable_flag_override();
    sub.add_flag("-q,--quiet", options_.quiet, say("只说问题", "Say nothing but findings"))->disable_flag_override();
    add_talk(sub);
  }

  void add_language(CLI::App& app) {
    app.add_option("--lang", lang_, say("消息的语言：zh 或 en", "Language of messages: zh or en"))->type_name("zh|en")->check(one_of({"zh", "en"}));
  }

  void add_talk(CLI::App& sub) {
    add_language(sub);
    sub.add_option("--color", color_, say("颜色：auto、always 或 never", "Colour: auto, always or never"))->type_name("auto|always|never")->check(one_of({"auto", "always", "never"}));
  }

  void add_explain() {
    CLI::App& sub = command("explain", "解释一条规则：为什么有它、怎样改", "Explain a rule: why it is there and how to comply", Command::explain);
    sub.add_option("CODE", options_.code, say("规则代码，如 fund-sum；不写则列出全部", "Code of a rule, such as fund-sum; without it, all are listed"))->type_name(say("代码", "CODE"));
    sub.add_flag("--all", options_.all, say("全部规则的全文", "Every rule in full"))->disable_flag_override();
    add_talk(sub);
  }

  Parsed mistake(const std::string& what) const {
    return {.message = fmt::format("disclose: {}{}\n{}\n", say("用法有误：", ""), what, say("用 disclose --help 查看用法", "See disclose --help")),
            .status = ExitStatus::usage};
  }

  Parsed finish() {
    if (options_.command == Command::none) return {.message = app_->help(), .status = ExitStatus::usage};
    options_.reports = !no_reports_;
    options_.format = format_ == "json" ? Options::Format::json : format_ == "sarif" ? Options::Format::sarif : Options::Format::text;
    options_.by_unit = by_ == "unit";
    if (!options_.report.empty() && !report_form_of(options_.report)) {
      return mistake(fmt::format(fmt::runtime(say("--report: 文件名应以 .html、.xlsx 或 .csv 结尾，实为“{}”", "--report: expected a file that ends in .html, .xlsx or .csv, found \"{}\"")),
                                 shorten(options_.report, 60)));
    }
    options_.language = lang_ == "en" ? Language::en : Language::zh;
    options_.color = color_ == "always" ? When::always : color_ == "never" ? When::never : When::automatic;
    if (!as_of_.empty()) {
      Say problem;
      options_.as_of = parse_date(as_of_, problem);
      if (!options_.as_of) return mistake("--as-of: " + problem.in(options_.language));
    }
    const bool folder = options_.base_url.find_first_of("?#") == std::string::npos;
    if (!options_.base_url.empty() && !(folder && is_web_address(options_.base_url))) {
      return mistake(fmt::format(fmt::runtime(say("--base-url: 应为以 http:// 或 https:// 开头、不含 ? 和 # 的网址，实为“{}”",
                                                  "--base-url: expected an address that begins with http:// or https:// and has no ? or #, found \"{}\"")),
                                 shorten(options_.base_url, 60)));
    }
    if (!options_.base_url.empty() && !options_.base_url.ends_with('/')) options_.base_url += '/';
    if (options_.out.empty()) options_.out = options_.site + (options_.site.ends_with('/') ? "output" : "/output");
    return {.options = options_};
  }

  Language language_;
  std::unique_ptr<CLI::App> app_;
  Options options_;
  bool no_reports_ = false;
  std::string format_ = "text";
  std::string by_;
  std::string lang_ = "zh";
  std::string color_ = "auto";
  std::string as_of_;
};

}  // namespace

Parsed parse_command_line(const std::vector<std::string>& arguments) {
  return CommandLine(language_of(arguments)).parse(arguments);
}

}  // namespace disclose
