#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "exact/date.h"

namespace disclose {

/// The exit statuses of every command (format.md 6).
enum class ExitStatus : int {
  done = 0,
  findings = 1,   ///< findings that stop
  usage = 2,
  machine = 3,    ///< disk full, no permission
  changes = 4,    ///< diff: something changes
  defect = 70,    ///< of the program itself
};

enum class Command : std::uint8_t { none, build, check, explain, diff, key_new, seal, receipt_check, verify, witness_request, witness_cosign, witness_add };
enum class When : std::uint8_t { automatic, always, never };

/// What the commands of the transparency log are given: paths of files unless it says otherwise.
struct ProofOptions {
  std::string key;              ///< private key
  std::string sm2_key;          ///< private key of the second signature
  std::string passphrase_file;  ///< of both
  std::string add_key;          ///< private key that begins to sign with this edition
  std::string retire_key;       ///< vkey that ends, no path
  bool may_ask = false;         ///< the operator sits at a terminal
  std::string signer_command;   ///< a shell command: the note on stdin, signature lines on stdout
  std::string signed_log;       ///< what was signed so far; default: `<key>.signed.log`
  std::string name;             ///< a key's name, no path
  std::string time;             ///< RFC 3339, no path
  std::string reasons_file;     ///< of diff: to be written
  std::string subject;          ///< the receipt, folder or request that is looked at
  std::string newer;            ///< of diff: the second folder; empty: one folder and its log
  std::string state;            ///< what a witness has seen
  std::string line;             ///< a witness's answer
  std::string keys_file;
  std::string witness;          ///< a witness's vkey, no path
  std::vector<std::string> vkeys;    ///< no paths
  std::vector<std::string> reasons;  ///< ID=TEXT
  std::vector<std::string> files;    ///< held against a receipt
  std::vector<std::string> pages;    ///< the same of pages, by their text
  std::string old_size = "0";
  bool sm2 = false;
  bool witness_key = false;
};

/// How a live portal is looked at: paths of files and folders unless it says otherwise.
struct PortalOptions {
  std::string log;       ///< a folder with the log or the sealed site, from elsewhere than the portal
  std::string evidence;  ///< folder to write
  std::string checker;   ///< who looks, no path
  std::string proxy;     ///< URL
  std::string ca_file;
  std::string checked;   ///< (seal) evidence.jsonl of a look at the portal
  int pause_ms = 500;    ///< between two requests to a host
  int connections = 2;
  bool allow_private = false;
  bool all = false;      ///< every file of the site, not only those of the ledger
};

/// What the command line asks for.
struct Options {
  Command command = Command::none;
  std::string site = ".";
  std::string out;  ///< default: <site>/output
  std::string base_url;
  std::optional<int> year;
  unsigned jobs = 0;  ///< 0: as many as the machine has cores
  bool reports = true;
  bool sealed = false;   ///< of build: link to what sealing makes, before there is any
  bool strict = false;
  enum class Format : std::uint8_t { text, json, sarif };
  Format format = Format::text;
  bool by_unit = false;
  std::string report;  ///< file to write the findings to: .html, .xlsx or .csv; empty: none
  bool quiet = false;
  bool timings = false;  ///< say how long each phase took
  Language language = Language::zh;
  When color = When::automatic;
  std::optional<Date> as_of;
  std::string code;  ///< of explain; empty: list all
  bool all = false;  ///< of explain: every rule in full
  ProofOptions proof;
  PortalOptions portal;
};

/// Either options, or what to print and the status to leave with (--help, --version, a mistake).
struct Parsed {
  std::optional<Options> options;
  std::string output;   ///< for stdout
  std::string message;  ///< for stderr
  ExitStatus status = ExitStatus::done;
};

Parsed parse_command_line(const std::vector<std::string>& arguments);

}  // namespace disclose
