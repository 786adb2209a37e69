#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "check/leak_scanner.h"
#include "check/rule.h"

namespace disclose {

/// Where a scanned text comes from. A waiver names the record (or page, or unit) or the path.
struct LeakSource {
  std::string_view record;
  std::string_view unit;
  std::string_view path;  ///< of an attachment below content/, or of a file of data/
  Say owner;              ///< for the message: 县交通运输局“农村公路养护”绩效目标
  Say where;              ///< within what is the owner's: 的附件第 3 页; may be empty
  std::function<Place(std::size_t offset)> place;  ///< of a byte of the text
};

/// Tells of leaks in texts, but for those that site.json `allow` lets pass. One per thread; merged by
/// judge_waivers().
class LeakGate {
 public:
  explicit LeakGate(const RuleContext& context);

  /// What must not be published in `text`: all of it, its numbers (P1 to P6), or mobile numbers only.
  void scan(std::string_view text, const std::function<LeakSource()>& source);
  void scan_secrets(std::string_view text, const std::function<LeakSource()>& source);
  void scan_mobiles(std::string_view text, const std::function<LeakSource()>& source);
  /// P11: a column named `header` that has entries.
  void column(std::string_view cell, std::string_view header, const LeakSource& source);
  /// An attachment whose text cannot be had: a person has to look at it.
  void unreadable(const Say& why, const LeakSource& source);
  /// What an attachment hides from its readers, but not from the public.
  void remark(const Say& what, const LeakSource& source);

  Diagnostics& found() { return found_; }
  Diagnostics& notes() { return notes_; }
  const std::vector<bool>& used() const { return used_; }

 private:
  void scan_for(std::string_view text, bool (*wanted)(Code), const std::function<LeakSource()>& source);
  void tell(Code rule, const std::string& normalised, std::size_t offset, const LeakSource& source);
  void tell_more(Code rule, std::size_t count, const LeakSource& source);
  void note_waived(const Waiver& waiver, const LeakSource& source);
  bool is_waived(Code rule, std::string_view normalised, const LeakSource& source);

  const RuleContext& context_;
  LeakScanner scanner_;
  Diagnostics found_;
  Diagnostics notes_;  ///< what was let pass and what could not be read
  std::vector<bool> used_;  ///< of each waiver
};

/// Looks through everything that reaches the public: leak-* and leak-waiver (domain.md 4.1), and on the
/// way text-noise (noise_rules.h).
void check_leaks(const RuleContext& context, unsigned threads, Diagnostics& diagnostics, Diagnostics& notes);

/// Goes through the attachments of what is published, the part of the context that is this one's.
void scan_attachments(const RuleContext& context, const std::vector<PublishedFile>& attachments, LeakGate& gate);

}  // namespace disclose
