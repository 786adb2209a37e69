#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "portal/expectation.h"
#include "proof/canonical_json.h"

namespace disclose {

/// Milliseconds since 1970 as `2026-03-01T09:00:00+08:00`.
std::string evidence_time(std::int64_t milliseconds);

/// Seconds since 1970 of a Date header (`Sun, 01 Mar 2026 01:00:00 GMT`); nullopt for anything else.
std::optional<std::int64_t> http_date_seconds(std::string_view text);

/// Who looks, from where, with what: the first line of the evidence.
struct Observer {
  std::string tool;
  std::string checker;  ///< as the operator says it; may be empty
  std::string user;
  std::string machine;
  std::vector<std::string> resolvers;
  std::string hosts_entry;  ///< what the machine's own list of hosts says of the portal's; empty: nothing
  std::string proxy;        ///< empty: none
};

/// The log the portal is held to.
struct ObservedLog {
  std::string origin;
  std::int64_t size = 0;
  std::string root;  ///< Base64
  std::int64_t edition = 0;
};

Datum environment_line(const Observer& observer, const ObservedLog& log, std::string_view site, std::int64_t started, std::optional<std::int64_t> skew_seconds);

/// One address of the portal, looked at.
struct CheckedUrl {
  Expectation expected;
  Verdict verdict = Verdict::unreachable;
  Say why;
  std::string ended;  ///< evidence_time
  Datum line;         ///< what evidence.jsonl says of it
};

CheckedUrl make_checked(const Expectation& expected, const Fetched& fetched, Judgement judgement, std::int64_t started, std::int64_t ended, const ObservedLog& log, std::string_view tool);

/// The same from a line that was written before; nullopt when it is not about this address as it is expected now.
std::optional<CheckedUrl> read_checked(const Expectation& expected, const Datum& line);

/// Lines of JSON, read back. Nullopt when one is not in the form print_datum() gives it.
std::optional<std::vector<Datum>> parse_lines(std::string_view text, Say& problem);

}  // namespace disclose
