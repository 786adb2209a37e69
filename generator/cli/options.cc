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
                     "退出状态：0 完成，1 有问题而停止，2 用法有误，3 机器故障，4 有变化（diff），70 程序缺陷",
                     "Examples:\n"
                     "  disclose check --site county            check and list every problem\n"
                     "  disclose build --site county --out www  check and write the site\n"
                     "  disclose explain fund-sum               explain a rule\n"
                     "Exit status: 0 done, 1 findings that stop, 2 wrong usage, 3 the machine failed, 4 changes (diff), 70 a defect of the program"));
    add_build();
    add_check();
    add_explain();
    add_diff();
    add_seal();
    add_verify();
    add_key();
    add_receipt();
    add_witness();
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
    } catch (const CLI::RequiredError& e) {
      return mistake(missing(e.what()));
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
    auto chosen = app_->get_subcommands();
    while (!chosen.empty() && !chosen.front()->get_subcommands().empty()) chosen = chosen.front()->get_subcommands();
    const CLI::App& command = chosen.empty() ? *app_ : *chosen.front();
    const std::string name = word.substr(0, word.find('='));
    if (!word.starts_with("-")) {
      if (!chosen.empty()) return say("多余的参数“", "one argument too many: \"") + word + say("”", "\"");
      return say("没有命令“", "there is no command \"") + word + say("”，命令有 build、check、explain、diff、seal、verify、key、receipt、witness", "\"; there are build, check, explain, diff, seal, verify, key, receipt, witness");
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

  // "--out is required", "FOLDER is required", "A subcommand is required".
  std::string missing(std::string_view what) const {
    const std::string name(what.substr(0, what.find(" is required")));
    if (!name.starts_with("A subcommand")) return say("缺少 ", "missing: ") + name;
    std::string known;
    const CLI::App& group = *app_->get_subcommands().front();
    for (const CLI::App* sub : group.get_subcommands([](const CLI::App*) { return true; })) known += (known.empty() ? "" : say("、", ", ")) + sub->get_name();
    return group.get_name() + say(" 之后要写：", " is followed by one of: ") + known;
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
    sub.add_flag("--sealed", options_.sealed, say("网页链到封存所做的证明和版本页（写到封存过的文件夹时自动如此）", "Link to the certificates and histories that sealing makes (as in a folder that was sealed)"))->disable_flag_override();
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

  void add_diff() {
    CLI::App& sub = command("diff", "将要公开的变化：与上一期逐项对照，哪些要写理由", "What will change against the last edition, figure by figure", Command::diff);
    text(sub, "FOLDER", options_.proof.subject, "封存过、又重新生成的站点；写了第二个时是原来的站点", "A sealed site that was built anew; with a second folder, the older one", "文件夹", "FOLDER").required();
    text(sub, "NEW", options_.proof.newer, "新的站点文件夹", "Folder of the newer site", "新文件夹", "NEW");
    sub.add_option("--format", format_, say("结果的形式：text 或 json", "Form of the result: text or json"))->type_name("text|json")->check(one_of({"text", "json"}));
    text(sub, "--report", options_.report, "另写成文件：.html、.xlsx 或 .csv", "Also write it to a file: .html, .xlsx or .csv", "文件", "FILE");
    text(sub, "--reasons", options_.proof.reasons_file, "写出待填的理由文件，填好后给 seal --reasons", "Write a file of reasons to fill in for seal --reasons", "文件", "FILE");
    add_language(sub);
  }

  CLI::Option& text(CLI::App& sub, const char* name, std::string& to, const char* zh, const char* en, const char* type_zh, const char* type_en) const {
    return *sub.add_option(name, to, say(zh, en))->type_name(say(type_zh, type_en))->check(not_empty());
  }

  void list(CLI::App& sub, const char* name, std::vector<std::string>& to, const char* zh, const char* en, const char* type_zh, const char* type_en) const {
    sub.add_option(name, to, say(zh, en))->type_name(say(type_zh, type_en))->check(not_empty())->allow_extra_args(false)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  // A command of two words: `under` is the first.
  CLI::App& command_below(CLI::App& under, const char* name, const char* zh, const char* en, Command which) {
    CLI::App& sub = *under.add_subcommand(name, say(zh, en));
    sub.group(say("命令", "Commands"));
    label(sub);
    sub.set_help_flag("-h,--help", say("显示帮助", "Print this help"));
    sub.callback([this, which] { options_.command = which; });
    add_language(sub);
    return sub;
  }

  CLI::App& group(const char* name, const char* zh, const char* en) {
    CLI::App& sub = *app_->add_subcommand(name, say(zh, en));
    sub.group(say("命令", "Commands"));
    label(sub);
    sub.set_help_flag("-h,--help", say("显示帮助", "Print this help"));
    sub.require_subcommand(1);
    return sub;
  }

  void add_site(CLI::App& sub) { text(sub, "--out", options_.out, "build 写出的站点文件夹", "The site folder that build wrote", "文件夹", "DIR").required(); }
  void add_passphrase(CLI::App& sub) { text(sub, "--passphrase-file", options_.proof.passphrase_file, "写有口令的文件，只有本人能读（第一行）；不写则在终端上询问", "File with the passphrase in its first line, readable by its owner alone; without it the terminal asks", "文件", "FILE"); }
  void add_vkeys(CLI::App& sub, const char* zh, const char* en) {
    list(sub, "--vkey", options_.proof.vkeys, zh, en, "公钥", "VKEY");
    text(sub, "--keys", options_.proof.keys_file, "写有这些公钥的文件，每行一个", "File with these keys, one a line", "文件", "FILE");
  }
  void add_time(CLI::App& sub, const char* zh, const char* en) { text(sub, "--time", options_.proof.time, zh, en, "时间", "TIME").required(); }

  void add_seal() {
    CLI::App& sub = command("seal", "封存：把生成好的站点记为下一期，签名并出具回执", "Seal a built site as the next edition: sign it and make receipts", Command::seal);
    add_language(sub);
    add_site(sub);
    text(sub, "--key", options_.proof.key, "签名私钥（Ed25519）", "Private key that signs (Ed25519)", "文件", "FILE");
    text(sub, "--sm2-key", options_.proof.sm2_key, "第二签名的私钥（SM2）", "Private key of the second signature (SM2)", "文件", "FILE");
    text(sub, "--add-key", options_.proof.add_key, "从本期起一同签名的新私钥，记入日志", "New private key that signs from this edition on; the log tells", "文件", "FILE");
    text(sub, "--retire-key", options_.proof.retire_key, "从本期起停用的公钥，记入日志（新旧先同签一期）", "Public key that ends with this edition; the log tells (both sign one edition first)", "公钥", "VKEY");
    add_passphrase(sub);
    text(sub, "--signer-cmd", options_.proof.signer_command, "签名命令：从标准输入读检查点，输出签名行", "Command that signs: the checkpoint on its stdin, signature lines on its stdout", "命令", "CMD");
    add_vkeys(sub, "签名命令的公钥（可写多次）", "Key of the command that signs (may be given again)");
    text(sub, "--site", options_.site, "字体文件所在的站点文件夹（默认：当前文件夹）", "Site folder that font files lie in (default: the current one)", "文件夹", "DIR");
    add_time(sub, "本期的时间，如 2026-03-01T09:00:00+08:00", "Time of the edition, such as 2026-03-01T09:00:00+08:00");
    list(sub, "--reason", options_.proof.reasons, "更正或撤回的理由：事项=理由（可写多次）", "Reason of a correction or withdrawal: ITEM=TEXT (may be given again)", "事项=理由", "ITEM=TEXT");
    text(sub, "--reasons", options_.proof.reasons_file, "写有理由的文件，每行“事项=理由”，# 开头的行不算", "File with reasons, ITEM=TEXT a line; lines that begin with # do not count", "文件", "FILE");
    text(sub, "--signed-log", options_.proof.signed_log, "签名记录（默认：私钥文件名加 .signed.log）", "What was signed so far (default: the key's file and .signed.log)", "文件", "FILE");
    text(sub, "--witness", options_.proof.witness, "签名记录遗失时，为现有检查点作证的见证人公钥", "Where what was signed is lost: the witness that has cosigned the checkpoint there is", "公钥", "VKEY");
    text(sub, "--checked", options_.portal.checked, "核对门户的证据（evidence.jsonl），结果写入 proof/checked.html", "Evidence of a look at the portal (evidence.jsonl); what it found goes to proof/checked.html", "文件", "FILE");
  }

  void add_verify() {
    CLI::App& sub = command("verify", "核对站点：一个文件夹里的每个文件，或门户上的每个公开网址", "Verify a site: every file in a folder, or every disclosed address of a live portal", Command::verify);
    add_language(sub);
    text(sub, "FOLDER", options_.proof.subject, "站点文件夹，或门户上站点的网址（http、https）", "Folder of the site, or its address on the portal (http, https)", "文件夹或网址", "FOLDER|URL").required();
    add_vkeys(sub, "站点的公钥，全部都要签过名（可写多次）", "Key of the site; every one given has to have signed (may be given again)");
    text(sub, "--log", options_.portal.log, "（门户）自己保存的日志或站点文件夹，与门户上的对照", "(portal) Your own copy of the log or site, to hold the portal's against", "文件夹", "DIR");
    text(sub, "--state", options_.proof.state, "（门户）记住见过的检查点和核对到哪里的文件，中断后接着核对", "(portal) File that remembers the checkpoint seen and how far the check came, to go on after an interruption", "文件", "FILE");
    text(sub, "--evidence", options_.portal.evidence, "（门户）把证据写到哪个文件夹：evidence.jsonl、evidence.warc", "(portal) Folder for the evidence: evidence.jsonl, evidence.warc", "文件夹", "DIR");
    text(sub, "--key", options_.proof.key, "（门户）核对人的私钥，签名证据（evidence.note）", "(portal) The checker's private key, to sign the evidence (evidence.note)", "文件", "FILE");
    add_passphrase(sub);
    text(sub, "--name", options_.proof.name, "（门户）核对人密钥的名称", "(portal) The name of the checker's key", "名称", "NAME");
    text(sub, "--checker", options_.portal.checker, "（门户）核对的单位、人和联系方式，写进证据和报告", "(portal) Who checks, and how to be reached: for evidence and report", "名称", "NAME");
    text(sub, "--report", options_.report, "（门户）把核对报告写到文件，发给单位和考核人：.html 或 .pdf", "(portal) Write the report for units and assessors: .html or .pdf", "文件", "FILE");
    sub.add_option("--by", by_, say("（门户）结果按单位排列", "(portal) Group the result by unit"))->type_name("unit")->check(one_of({"unit"}));
    sub.add_option("--format", format_, say("（门户）结果的形式：text 或 json", "(portal) Form of the result: text or json"))->type_name("text|json")->check(one_of({"text", "json"}));
    sub.add_flag("--all", options_.portal.all, say("（门户）站点的每个文件，不只是公开事项的", "(portal) Every file of the site, not only those of disclosed items"))->disable_flag_override();
    sub.add_option("--pause", options_.portal.pause_ms, say("（门户）两次请求之间的毫秒数（默认 500）", "(portal) Milliseconds between two requests (default 500)"))->type_name("MS")->check(number_within(0, 60'000));
    sub.add_option("--connections", options_.portal.connections, say("（门户）同时几个连接（默认 2）", "(portal) Connections at a time (default 2)"))->type_name("N")->check(number_within(1, 8));
    text(sub, "--proxy", options_.portal.proxy, "（门户）经过的代理", "(portal) Proxy to go through", "网址", "URL");
    text(sub, "--ca", options_.portal.ca_file, "（门户）另信任的证书文件（PEM）", "(portal) File of certificates to trust instead (PEM)", "文件", "FILE");
    sub.add_flag("--allow-private", options_.portal.allow_private, say("（门户）允许内网和本机地址", "(portal) Allow addresses that are not on the public internet"))->disable_flag_override();
  }

  void add_key() {
    CLI::App& under = group("key", "密钥", "Keys");
    CLI::App& sub = command_below(under, "new", "新建一把加密的私钥，打印公钥", "Make an encrypted private key and print the public one", Command::key_new);
    text(sub, "--key", options_.proof.key, "写到哪个文件", "File to write", "文件", "FILE").required();
    text(sub, "--name", options_.proof.name, "密钥的名称：站点网址去掉 https:// 和结尾的斜线", "Its name: the site's address without https:// and the slash at its end", "名称", "NAME").required();
    add_passphrase(sub);
    sub.add_flag("--sm2", options_.proof.sm2, say("国密 SM2（默认：Ed25519）", "SM2 (default: Ed25519)"))->disable_flag_override();
    sub.add_flag("--for-witness", options_.proof.witness_key, say("见证人的密钥", "A witness's key"))->disable_flag_override();
  }

  void add_receipt() {
    CLI::App& under = group("receipt", "回执", "Receipts");
    CLI::App& sub = command_below(under, "check", "离线核对一份回执，以及手里的文件", "Check a receipt offline, and files one has", Command::receipt_check);
    text(sub, "RECEIPT", options_.proof.subject, "回执文件", "File of the receipt", "回执", "RECEIPT").required();
    add_vkeys(sub, "站点的公钥，全部都要签过名（可写多次）", "Key of the site; every one given has to have signed (may be given again)");
    list(sub, "--file", options_.proof.files, "与回执核对的文件（可写多次）", "File to hold against the receipt (may be given again)", "文件", "FILE");
    list(sub, "--page", options_.proof.pages, "门户上另存的网页，按读者看到的文字核对（可写多次）", "Page saved from the portal, held by what a reader sees (may be given again)", "网页", "PAGE");
  }

  void add_witness() {
    CLI::App& under = group("witness", "见证：由县以外的人记住检查点", "Witnesses: somebody outside remembers the checkpoints");
    CLI::App& request = command_below(under, "request", "打印给见证人的请求", "Print the request to a witness", Command::witness_request);
    add_site(request);
    text(request, "--old", options_.proof.old_size, "见证人上次见到的条数（默认 0）", "Leaves the witness last saw (default 0)", "条数", "SIZE");
    CLI::App& cosign = command_below(under, "cosign", "（见证人）核对请求，打印联署行", "(The witness) check a request and print the cosignature", Command::witness_cosign);
    text(cosign, "REQUEST", options_.proof.subject, "请求文件", "File of the request", "请求", "REQUEST").required();
    text(cosign, "--key", options_.proof.key, "见证人的私钥（Ed25519）", "The witness's private key (Ed25519)", "文件", "FILE").required();
    add_passphrase(cosign);
    text(cosign, "--name", options_.proof.name, "见证人密钥的名称", "The name of the witness's key", "名称", "NAME").required();
    add_vkeys(cosign, "所见证站点的公钥（可写多次）", "Key of the site that is witnessed (may be given again)");
    text(cosign, "--state", options_.proof.state, "记住已见检查点的文件", "File that remembers the checkpoints seen", "文件", "FILE").required();
    add_time(cosign, "见证的时间，如 2026-03-01T09:00:00+08:00", "Time of witnessing, such as 2026-03-01T09:00:00+08:00");
    CLI::App& add = command_below(under, "add", "把联署行加进站点的检查点和本期回执", "Add the cosignature to the checkpoint and this edition's receipts", Command::witness_add);
    add_site(add);
    text(add, "--line", options_.proof.line, "见证人给的联署行", "The line the witness gave", "文件", "FILE").required();
    text(add, "--witness", options_.proof.witness, "见证人的公钥", "The witness's key", "公钥", "VKEY").required();
    add_vkeys(add, "站点的公钥（默认：站点 proof/keys.txt 里的）", "Key of the site (default: those in its proof/keys.txt)");
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
    if (options_.command != Command::verify && !options_.report.empty() && !report_form_of(options_.report)) {
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
