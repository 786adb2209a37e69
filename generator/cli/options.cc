// The only file that includes CLI11.
#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

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

class CommandLine {
 public:
  explicit CommandLine(Language language)
      : language_(language), app_(std::make_unique<CLI::App>(say("预算绩效信息公开：从 JSON 和 Markdown 生成公开站点",
                                                                 "The disclosure press for public budgets: from JSON and Markdown to a disclosure site"), "disclose")) {
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

  Parsed parse(std::vector<std::string> arguments) {
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    try {
      app_->parse(arguments);
    } catch (const CLI::CallForHelp&) {
      const auto chosen = app_->get_subcommands();
      return {.output = (chosen.empty() ? app_.get() : chosen.front())->help()};
    } catch (const CLI::CallForVersion&) {
      return {.output = fmt::format("disclose {}\n", kVersion)};
    } catch (const CLI::ParseError& e) {
      return mistake(e.what());
    }
    return finish();
  }

 private:
  std::string say(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }

  void label(CLI::App& app) const {
    if (language_ == Language::en) return;
    const auto formatter = app.get_formatter();
    formatter->label("Usage", "用法");
    formatter->label("OPTIONS", "选项");
    formatter->label("SUBCOMMAND", "命令");
    formatter->label("SUBCOMMANDS", "命令");
    formatter->label("Subcommands", "命令");
    formatter->label("Options", "选项");
    formatter->label("Positionals", "参数");
    formatter->label("TEXT", "文字");
    formatter->label("UINT", "数");
    formatter->label("INT", "数");
    formatter->label("REQUIRED", "必填");
  }

  CLI::App& command(const char* name, const char* zh, const char* en, Command which) {
    CLI::App& sub = *app_->add_subcommand(name, say(zh, en));
    label(sub);
    sub.set_help_flag("-h,--help", say("显示帮助", "Print this help"));
    sub.callback([this, which] { options_.command = which; });
    return sub;
  }

  void add_build() {
    CLI::App& sub = command("build", "检查并生成站点：网页、PDF、数据", "Check, then write the site: pages, PDFs, data", Command::build);
    add_common(sub);
    sub.add_option("--out", options_.out, say("写到哪个文件夹（默认：站点文件夹下的 output）", "Folder to write (default: output in the site folder)"))->type_name(say("文件夹", "DIR"));
    sub.add_option("--base-url", options_.base_url, say("公开网址，代替 site.json 的 base_url", "Public address, instead of base_url in site.json"))->type_name(say("网址", "URL"));
    sub.add_flag("--no-pdf", no_reports_, say("不生成 PDF", "Make no PDFs"));
  }

  void add_check() {
    CLI::App& sub = command("check", "只检查，列出全部问题", "Only check, and list every problem", Command::check);
    add_common(sub);
  }

  void add_common(CLI::App& sub) {
    sub.add_option("--site", options_.site, say("站点文件夹（默认：当前文件夹）", "Site folder (default: the current one)"))->type_name(say("文件夹", "DIR"));
    sub.add_option("--year", options_.year, say("只看这个预算年度", "Only this fiscal year"))->type_name(say("年度", "YEAR"))->check(CLI::Range(1990, 2100));
    sub.add_option("-j,--jobs", options_.jobs, say("同时使用的线程数（默认：处理器核数）", "Threads to use (default: one a core)"))->type_name("N")->check(CLI::Range(1, 256));
    sub.add_flag("--strict", options_.strict, say("有警告也算不通过（退出状态 1）", "Warnings stop too (exit status 1)"));
    sub.add_option("--format", format_, say("结果的形式：text 或 json", "Form of the result: text or json"))->type_name("text|json")->check(CLI::IsMember({"text", "json"}));
    sub.add_option("--as-of", as_of_, say("放行到期按这一天算，如 2026-03-01（默认：今天）", "Day on which waivers expire, such as 2026-03-01 (default: today)"))->type_name(say("日期", "DATE"));
    sub.add_flag("--timings", options_.timings, say("说明每一步用了多少时间", "Say how long each phase took"));
    sub.add_flag("-q,--quiet", options_.quiet, say("只说问题", "Say nothing but findings"));
    add_talk(sub);
  }

  void add_language(CLI::App& app) {
    app.add_option("--lang", lang_, say("消息的语言：zh 或 en", "Language of messages: zh or en"))->type_name("zh|en")->check(CLI::IsMember({"zh", "en"}));
  }

  void add_talk(CLI::App& sub) {
    add_language(sub);
    sub.add_option("--color", color_, say("颜色：auto、always 或 never", "Colour: auto, always or never"))->type_name("auto|always|never")->check(CLI::IsMember({"auto", "always", "never"}));
  }

  void add_explain() {
    CLI::App& sub = command("explain", "解释一条规则：为什么有它、怎样改", "Explain a rule: why it is there and how to comply", Command::explain);
    sub.add_option("CODE", options_.code, say("规则代码，如 fund-sum；不写则列出全部", "Code of a rule, such as fund-sum; without it, all are listed"))->type_name(say("代码", "CODE"));
    add_talk(sub);
  }

  Parsed mistake(const std::string& what) const {
    return {.message = fmt::format("disclose: {}{}\n{}\n", say("用法有误：", ""), what, say("用 disclose --help 查看用法", "See disclose --help")),
            .status = ExitStatus::usage};
  }

  Parsed finish() {
    if (options_.command == Command::none) return {.message = app_->help(), .status = ExitStatus::usage};
    options_.reports = !no_reports_;
    options_.json = format_ == "json";
    options_.language = lang_ == "en" ? Language::en : Language::zh;
    options_.color = color_ == "always" ? When::always : color_ == "never" ? When::never : When::automatic;
    if (!as_of_.empty()) {
      Say problem;
      options_.as_of = parse_date(as_of_, problem);
      if (!options_.as_of) return mistake("--as-of: " + problem.in(options_.language));
    }
    const bool web = options_.base_url.starts_with("http://") || options_.base_url.starts_with("https://");
    if (!options_.base_url.empty() && !web) {
      return mistake(say("--base-url 应以 http:// 或 https:// 开头", "--base-url is to begin with http:// or https://"));
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
  std::string lang_ = "zh";
  std::string color_ = "auto";
  std::string as_of_;
};

}  // namespace

Parsed parse_command_line(const std::vector<std::string>& arguments) {
  return CommandLine(language_of(arguments)).parse(arguments);
}

}  // namespace disclose
