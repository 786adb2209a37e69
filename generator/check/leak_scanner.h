#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "check/fold.h"
#include "exact/date.h"

namespace disclose {

/// Something that must not be published, found in a text: which rule (a leak-* code), and where, in
/// characters of the folded text.
struct Leak {
  Code rule = Code::leak_id;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Appends what stands in `text` of the numbers of domain.md 4.1: P1 to P6. `today` is the last day a
/// person may be born on. Linear in the text.
void scan_numbers(std::u32string_view text, Date today, std::vector<Leak>& found);

/// Appends what stands in `text` of the marks and words: P7 to P10 and P12. Linear in the text.
void scan_marks(std::u32string_view text, std::vector<Leak>& found);

/// The first place at or behind `from` where `text` may hold what the scanners look for: the eleventh
/// digit of a number, or a character of a mark beside another of it; npos when there is none. Most texts have
/// none, and this is all that needs to be done with them. Too often, never too seldom. What parts the
/// texts of a file (a tag, a quote, a comma, a line) parts them here too: a whole file can be asked.
std::size_t find_suspicion(std::string_view text, std::size_t from = 0);

inline bool may_leak(std::string_view text) { return find_suspicion(text) != std::string_view::npos; }

/// The same of Markdown before its markup is taken away, for what the page shows, its lines as they are
/// written and the headers of its tables: no scan of them finds anything where this says no.
bool may_leak_in_markdown(std::string_view body);

/// Looks through one text after the other.
class LeakScanner {
 public:
  explicit LeakScanner(Date today) : today_(today) {}

  /// What was found in `text`, in its order; good until the next scan.
  const std::vector<Leak>& scan(std::string_view text);

  /// The text of a finding of the last scan as a waiver has it: folded, without blanks and hyphens.
  std::string normalised(const Leak& leak) const;
  /// Byte offset of a finding in the text of the last scan.
  std::size_t offset(const Leak& leak) const { return folded_.source(leak.begin); }

 private:
  Date today_;
  FoldedText folded_;
  std::vector<Leak> found_;
};

/// Whether a rule is about a secret itself, which no message may repeat (P1 to P6).
bool is_secret(Code rule);

/// "622**************28": at most the first three and last two characters of a secret.
std::string masked(std::string_view normalised);

/// `text` with every number of P1 to P6 in it masked; as many characters as before.
std::string mask_secrets(std::string_view text, Date today);

/// The sensitive header in a cell of a table (P11), empty when it is none: 身份证号码, 银行账号, …
std::string_view sensitive_header(std::string_view cell);

}  // namespace disclose
