#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "disk/system_calls.h"
#include "format/digest.h"
#include "portal/evidence.h"
#include "proof/checkpoint.h"

namespace disclose {

/// What a verifier remembers from one visit of a portal to the next (`--state`): the largest checkpoint of
/// each log, and what an interrupted visit has found. Lines of JSON, each on the disk before the next
/// address is asked for.
class PortalMemory {
 public:
  /// `path` may be empty: then nothing is remembered. Throws DiskError.
  PortalMemory(std::string path, const SystemCalls& calls);

  /// False, and why: the file is not one of these.
  bool read(Say& problem);

  /// The largest checkpoint seen of a log.
  const Checkpoint* seen(const std::string& origin) const;
  void remember(const Checkpoint& checkpoint, const std::string& time);

  /// Begins a visit of the site, or goes on with one that was not finished and was held to the same log.
  /// Whether it goes on.
  bool begin(const std::string& site, const ObservedLog& log, std::int64_t now);
  /// By address, what the interrupted visit has found.
  const std::map<std::string, Datum>& found() const { return found_; }
  /// How long the WARC was after the last of it.
  std::size_t warc_size() const { return warc_size_; }

  void add(const Datum& line, std::size_t warc_size);
  void finish();

 private:
  void write(const Datum& line);
  bool take(const Datum& line);

  std::string path_;
  const SystemCalls& calls_;
  std::map<std::string, Checkpoint> seen_;
  std::string visit_;  ///< site and root of the visit that is not finished; empty: none
  std::map<std::string, Datum> found_;
  std::size_t warc_size_ = 0;
};

/// The folder of evidence: evidence.warc, which grows with the visit, and evidence.jsonl and
/// evidence.note, written at its end. Throws DiskError.
class EvidenceFolder {
 public:
  /// `path` may be empty: then nothing is kept.
  EvidenceFolder(std::string path, const SystemCalls& calls) : path_(std::move(path)), calls_(calls) {}

  /// Makes the folder and begins the WARC; or cuts it to `size` to go on with it. False: there is evidence already.
  bool begin(bool goes_on, std::size_t size, const std::string& first_record);
  void append(const std::string& records);
  std::size_t warc_size() const { return size_; }
  /// The digest of the whole WARC; call it once, at the end.
  std::string warc_sha256() { return warc_.hex(); }
  void write(const std::string& name, const std::string& bytes) const;
  bool is_kept() const { return !path_.empty(); }

 private:
  std::string in(const std::string& name) const { return path_ + "/" + name; }

  std::string path_;
  const SystemCalls& calls_;
  std::size_t size_ = 0;
  Sha256 warc_;
};

}  // namespace disclose
