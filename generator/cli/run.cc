#include "cli/run.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <set>
#include <variant>

#include "base/parallel.h"
#include "base/text.h"
#include "check/leak_scanner.h"
#include "cli/explain.h"
#include "cli/finding_file.h"
#include "cli/finding_text.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "disk/output_place.h"
#include "disk/publish.h"
#include "disk/report_file.h"
#include "disk/site_folder.h"
#include "pipeline.h"
#include "portal_command.h"
#include "proof_commands.h"
#include "read/read.h"

namespace disclose {

namespace {

void print_out(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void print_err(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stderr); }

// One run of check or build.
class Session {
 public:
  Session(const Options& options, const Surroundings& surroundings)
      : options_(options), zh_(options.language == Language::zh) {
    const auto color_on = [&](bool terminal) {
      if (options.color != When::automatic) return options.color == When::always;
      return terminal && !surroundings.no_color;
    };
    const Date day = options.as_of.value_or(surroundings.today);
    const auto mask = [day](std::string_view line) { return mask_secrets(line, day); };
    out_style_ = {options.language, color_on(surroundings.terminal_out), mask};
    err_style_ = {options.language, color_on(surroundings.terminal_err), mask};
    progress_ = ProgressLine(surroundings.terminal_err && !options.quiet, options.language);
    run_ = {.threads = thread_count(options.jobs),
            .as_of = day,
            .base_url = options.base_url,
            .year = options.year,
            .reports = options.reports,
            .site_path = options.site,
            .notes = &notes_};
  }

  ExitStatus check() {
    const auto folder = open_folder();
    if (!folder) return ExitStatus::usage;
    Diagnostics diagnostics;
    const auto registry = check_site(*folder, run_, progress(), diagnostics);
    progress_.clear();
    if (const auto refusal = refuse_unknown_year(*registry)) return refuse(*refusal);
    name_units(*registry);
    if (options_.timings) print_err(clock_.print(options_.language));
    if (options_.format != Options::Format::text) {
      print_out(for_machines(diagnostics));
    } else {
      print_out(for_people(diagnostics, *folder, out_style_));
      if (!options_.quiet) print_out(say("检查完成：", "Checked: ") + print_counts(diagnostics, out_style_) + "\n");
    }
    write_report_file(diagnostics);
    return status_of(diagnostics);
  }

  ExitStatus build() {
    const auto start = std::chrono::steady_clock::now();
    const auto folder = open_folder();
    if (!folder) return ExitStatus::usage;
    if (const auto refusal = refuse_among_inputs(calls_, options_.site, options_.out)) return refuse(*refusal);
    Diagnostics diagnostics;
    const auto registry = check_site(*folder, run_, progress(), diagnostics);
    if (const auto refusal = refuse_unknown_year(*registry)) return refuse(*refusal);
    name_units(*registry);
    if (!may_publish(diagnostics)) return refuse(diagnostics, *folder);

    auto opening = Publication::open(options_.out, calls_);
    if (const auto* refusal = std::get_if<Refusal>(&opening)) return refuse(*refusal);
    Publication& publication = *std::get<std::unique_ptr<Publication>>(opening);
    run_.sealed = options_.sealed || std::ranges::any_of(publication.made(), [](const MadeFile& made) { return made.path == "proof/checkpoint"; });
    LogKeeper keeper(publication);
    const BuildCounts counts = build_site(*registry, *folder, run_, progress(), keeper, diagnostics);
    if (!may_publish(diagnostics)) return refuse(diagnostics, *folder);
    const Say not_kept = keeper.keep();
    progress()({"写入", "Writing"}, 0, 0);
    const Published published = publication.commit();
    progress_.clear();

    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (options_.timings) print_err(clock_.print(options_.language));
    tell(diagnostics, *folder);
    write_report_file(diagnostics);
    if (!not_kept.empty()) print_err(not_kept.in(options_.language) + "\n");
    if (published.leftover) print_err(published.leftover->in(options_.language) + "\n");
    summarise(counts, published, seconds.count(), diagnostics);
    return status_of(diagnostics);
  }

 private:
  std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }

  Progress progress() {
    return [this](const Say& phase, std::size_t done, std::size_t all) {
      if (phase.zh != phase_) {
        clock_.enter(phase);
        phase_ = phase.zh;
      }
      progress_.show(phase, done, all);
    };
  }

  std::unique_ptr<DiskFolder> open_folder() {
    auto opened = DiskFolder::open(options_.site, calls_);
    if (const auto* refusal = std::get_if<Refusal>(&opened)) {
      refuse(*refusal);
      return nullptr;
    }
    return std::move(std::get<std::unique_ptr<DiskFolder>>(opened));
  }

  // A year that nothing is known of is a slip of the finger: a site of it would hold nothing.
  std::optional<Refusal> refuse_unknown_year(const Registry& registry) const {
    if (!options_.year || !registry.inputs.complete) return std::nullopt;
    const std::set<Year> years = years_of(registry.inputs);
    if (years.contains(*options_.year)) return std::nullopt;
    const std::string known = fmt::format("{}", fmt::join(years, zh_ ? "、" : ", "));
    const Say help = {"写有记录的年度：" + known, "name a year that has records: " + known};
    return Refusal{{fmt::format("站点没有 {} 年度的记录", *options_.year), fmt::format("the site has no records of {}", *options_.year)},
                   years.empty() ? Say{} : help};
  }

  // --strict: a warning stops too, and the old site stays (format.md 6).
  bool may_publish(const Diagnostics& diagnostics) const { return status_of(diagnostics) == ExitStatus::done; }

  ExitStatus status_of(const Diagnostics& diagnostics) const {
    const bool strict_stop = options_.strict && diagnostics.count(Severity::warning) != 0;
    return diagnostics.has_errors() || strict_stop ? ExitStatus::findings : ExitStatus::done;
  }

  void tell(const Diagnostics& diagnostics, const Folder& folder) const {
    if (options_.format != Options::Format::text) {
      print_out(for_machines(diagnostics));
    } else {
      print_err(for_people(diagnostics, folder, err_style_));
    }
  }

  std::string for_machines(const Diagnostics& diagnostics) const {
    if (options_.format == Options::Format::sarif) return print_sarif(diagnostics, options_.language);
    return print_report(diagnostics, options_.site, options_.language);
  }

  std::string for_people(const Diagnostics& diagnostics, const Folder& folder, const TextStyle& style) const {
    const std::string findings = options_.by_unit ? print_findings_by_unit(diagnostics, units_, folder, style) : print_findings(diagnostics, folder, style);
    return options_.quiet ? findings : findings + print_notes(notes_, style);
  }

  void name_units(const Registry& registry) {
    title_ = registry.site().title;
    publisher_ = registry.site().publisher.name;
    for (const Unit& unit : registry.units()) units_.push_back({std::string(unit.id), std::string(unit.name)});
  }

  void write_report_file(const Diagnostics& diagnostics) const {
    const auto form = report_form_of(options_.report);
    if (!form) return;
    const FindingReport report{diagnostics, notes_, units_, title_, publisher_, options_.language};
    write_file(options_.report, write_report(report, *form), calls_);
    if (!options_.quiet && options_.format == Options::Format::text) print_err(say("问题清单已写到 ", "The findings are written to ") + options_.report + "\n");
  }

  ExitStatus refuse(const Diagnostics& diagnostics, const Folder& folder) {
    progress_.clear();
    tell(diagnostics, folder);
    write_report_file(diagnostics);
    print_err(say("没有生成站点，原有站点未动：", "No site was written, the old one is untouched: ") +
              print_counts(diagnostics, err_style_) + "\n");
    return ExitStatus::findings;
  }

  ExitStatus refuse(const Refusal& refusal) {
    progress_.clear();
    print_err("disclose: " + refusal.message.in(options_.language) + "\n");
    if (!refusal.help.empty()) print_err(say("  处理：", "  help: ") + refusal.help.in(options_.language) + "\n");
    return ExitStatus::usage;
  }

  void summarise(const BuildCounts& counts, const Published& published, double seconds, const Diagnostics& diagnostics) const {
    if (options_.quiet || options_.format != Options::Format::text) return;
    const std::string findings = print_counts(diagnostics, out_style_);
    const std::string size = fmt::format("{:.1f} MB", static_cast<double>(published.bytes) / 1e6);
    print_out(zh_ ? fmt::format("已生成 {}：{} 页，{} 份 PDF，{} 个文件，{}，用时 {:.2f} 秒；{}\n", options_.out, counts.pages,
                                counts.reports, published.files, size, seconds, findings)
                  : fmt::format("Wrote {}: {} pages, {} PDFs, {} files, {}, {:.2f} s; {}\n", options_.out, counts.pages,
                                counts.reports, published.files, size, seconds, findings));
  }

  Options options_;
  bool zh_;
  TextStyle out_style_;
  TextStyle err_style_;
  ProgressLine progress_;
  PhaseClock clock_;
  std::string phase_;
  RunOptions run_;
  SystemCalls calls_;
  Diagnostics notes_;
  std::vector<UnitName> units_;
  std::string title_;
  std::string publisher_;
};

// Whether all of the result reached standard output: a report cut short by a full disk is no report.
// A reader that has read enough (head) is no failure.
bool was_heard(Language language) {
  const bool whole = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (whole || errno == EPIPE) return true;
  const Say reason = reason_text(errno);
  print_err((language == Language::zh ? "disclose: 不能写标准输出：" : "disclose: cannot write standard output: ") + reason.in(language) + "\n");
  return false;
}

CommandResult look_at_portal(const Options& options, const SystemCalls& calls, const Surroundings& surroundings) {
  ProgressLine line(surroundings.terminal_err, options.language);
  CommandResult result = verify_portal(options, calls, surroundings, [&](std::size_t done, std::size_t all) { line.show({"核对", "Checking"}, done, all); });
  line.clear();
  return result;
}

ExitStatus run_command(const Options& options, const Surroundings& surroundings) {
  switch (options.command) {
    case Command::check: return Session(options, surroundings).check();
    case Command::build: return Session(options, surroundings).build();
    case Command::explain: {
      if (options.all) {
        print_out(explain_all(options.language));
        return ExitStatus::done;
      }
      const Explanation explanation = explain(options.code, options.language);
      if (explanation.known) {
        print_out(explanation.text);
        return ExitStatus::done;
      }
      print_err(explanation.text);
      return ExitStatus::usage;
    }
    case Command::diff:
    case Command::key_new:
    case Command::seal:
    case Command::receipt_check:
    case Command::verify:
    case Command::witness_request:
    case Command::witness_cosign:
    case Command::witness_add: {
      const SystemCalls calls;
      Options asked = options;
      asked.proof.may_ask = surroundings.terminal_in;
      const CommandResult result = options.command == Command::verify && is_web_address(options.proof.subject) ? look_at_portal(asked, calls, surroundings) : run_proof_command(asked, calls);
      print_out(result.out);
      print_err(result.err);
      return result.status;
    }
    case Command::none: break;
  }
  return ExitStatus::usage;
}

}  // namespace

int run(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  const Parsed parsed = parse_command_line(arguments);
  print_out(parsed.output);
  print_err(parsed.message);
  if (!parsed.options) return static_cast<int>(parsed.status);
  const bool zh = parsed.options->language == Language::zh;
  try {
    const ExitStatus status = run_command(*parsed.options, surroundings);
    return static_cast<int>(was_heard(parsed.options->language) ? status : ExitStatus::machine);
  } catch (const DiskError& e) {
    print_err("\ndisclose: " + e.message().in(parsed.options->language) + "\n");
    return static_cast<int>(ExitStatus::machine);
  } catch (const std::bad_alloc&) {
    print_err(zh ? "\ndisclose: 内存不足\n" : "\ndisclose: out of memory\n");
    return static_cast<int>(ExitStatus::machine);
  } catch (const std::exception& e) {
    print_err(fmt::format(fmt::runtime(zh ? "\ndisclose: 程序自身的缺陷，站点未动；烦请报告：{}\n"
                                          : "\ndisclose: a defect of the program, the site is untouched; report it: {}\n"),
                          e.what()));
    return static_cast<int>(ExitStatus::defect);
  }
}

}  // namespace disclose
