#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "portal/fetch.h"
#include "proof/history.h"

namespace disclose {

/// What an address was in an edition before.
struct FormerFile {
  std::int64_t edition = 0;
  std::string sha256;
  std::string text;  ///< may be empty
};

/// What the log says an address of the portal is.
struct Expectation {
  std::string path;                ///< of the file in the site
  std::string url;                 ///< that of a page is its directory
  std::vector<std::string> items;  ///< ids of the ledger it answers, sorted; empty: of the site only
  std::string sha256;
  std::int64_t size = -1;          ///< bytes; -1: not known
  std::string text;                ///< ps-text/1; empty: none
  std::int64_t leaf = -1;          ///< index of the leaf that says so; -1: the list of files does
  std::vector<FormerFile> former;  ///< newest last
};

/// Every address of the items that are disclosed in the last edition, in order of path. `site` stands for the
/// address that the log names, so that a copy elsewhere can be looked at.
std::vector<Expectation> expectations_of(const History& history, std::string_view site);

/// `site` and the path, a page without its index.html.
std::string url_of(std::string_view site, std::string_view path);

/// What was found at an address.
enum class Verdict : std::uint8_t {
  same_bytes,    ///< the logged digest
  same_text,     ///< a page that was rewritten, with the logged text
  stale,         ///< what an earlier edition had
  fail,          ///< not there, not it, or elsewhere
  unreachable,   ///< no answer: to be tried again
  inconclusive,  ///< a firewall answered: to be looked at in a browser
};

/// `SAME-BYTES`, `SAME-TEXT`, `STALE`, `FAIL`, `UNREACHABLE`, `INCONCLUSIVE`.
std::string_view name_of(Verdict verdict);
/// 字节相同, 文字相同, 旧版, 不符, 打不开, 待人工核对; and in English.
Say text_of(Verdict verdict);
/// Whether the address counts as disclosed.
inline bool is_good(Verdict verdict) { return verdict == Verdict::same_bytes || verdict == Verdict::same_text; }

struct Judgement {
  Verdict verdict = Verdict::unreachable;
  Say why;                  ///< of all but SAME-BYTES; a remark with it, when there is one
  std::string body_sha256;  ///< of what came, decoded; empty: nothing whole came
  std::string text_sha256;
  std::string charset;
  std::int64_t bytes = 0;
};

/// Holds an answer to what is expected. `most_bytes` is the limit of a body.
Judgement judge(const Expectation& expected, const Fetched& fetched, std::size_t most_bytes);

}  // namespace disclose
