#include "portal_memory.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "disk/disk_error.h"
#include "disk/operator_file.h"
#include "disk/report_file.h"

namespace disclose {

namespace {

constexpr const char* kWarc = "evidence.warc";

std::string text_at(const Datum& line, std::string_view key) {
  const auto found = line.members.find(key);
  return found == line.members.end() ? std::string() : found->second.text;
}

std::int64_t integer_at(const Datum& line, std::string_view key) {
  const auto found = line.members.find(key);
  return found == line.members.end() ? -1 : found->second.integer;
}

}  // namespace

PortalMemory::PortalMemory(std::string path, const SystemCalls& calls) : path_(std::move(path)), calls_(calls) {}

bool PortalMemory::read(Say& problem) {
  if (path_.empty()) return true;
  std::string text = read_memory(path_, calls_);
  if (const std::size_t whole = text.rfind('\n') + 1; whole != text.size()) {  // cut short by a crash
    text.resize(whole);
    write_file(path_, text, calls_);
  }
  const std::optional<std::vector<Datum>> lines = parse_lines(text, problem);
  bool is_sound = lines.has_value();
  for (std::size_t i = 0; is_sound && i < lines->size(); ++i) is_sound = take((*lines)[i]);
  if (!is_sound) problem = {fmt::format("{} 不是核对的记录，或已损坏", path_), fmt::format("{} is no record of checks, or is damaged", path_)};
  return is_sound;
}

bool PortalMemory::take(const Datum& line) {
  const std::string type = text_at(line, "type");
  if (type == "checkpoint") {
    const std::optional<std::string> root = from_base64(text_at(line, "root"));
    const std::optional<Hash> hash = root ? Hash::from(*root) : std::nullopt;
    const std::int64_t size = integer_at(line, "size");
    if (!hash || size < 0) return false;
    seen_[text_at(line, "origin")] = {text_at(line, "origin"), static_cast<std::size_t>(size), *hash};
  } else if (type == "visit") {
    visit_ = text_at(line, "site") + " " + text_at(line, "root");
    found_.clear();
    warc_size_ = 0;
  } else if (type == "url") {
    found_[text_at(line, "url")] = line;
  } else if (type == "warc") {
    warc_size_ = static_cast<std::size_t>(integer_at(line, "size"));
  } else if (type == "done") {
    visit_.clear();
    found_.clear();
  } else {
    return false;
  }
  return true;
}

void PortalMemory::write(const Datum& line) {
  if (!path_.empty()) append_memory(path_, print_datum(line) + "\n", calls_);
}

const Checkpoint* PortalMemory::seen(const std::string& origin) const {
  const auto found = seen_.find(origin);
  return found == seen_.end() ? nullptr : &found->second;
}

void PortalMemory::remember(const Checkpoint& checkpoint, const std::string& time) {
  const Checkpoint* const old = seen(checkpoint.origin);
  if (old != nullptr && old->size >= checkpoint.size) return;
  Datum line = Datum::object();
  line["type"] = Datum::of("checkpoint");
  line["origin"] = Datum::of(checkpoint.origin);
  line["size"] = Datum::of(static_cast<std::int64_t>(checkpoint.size));
  line["root"] = Datum::of(to_base64(checkpoint.root.view()));
  line["time"] = Datum::of(time);
  write(line);
  seen_[checkpoint.origin] = checkpoint;
}

bool PortalMemory::begin(const std::string& site, const ObservedLog& log, std::int64_t now) {
  if (visit_ == site + " " + log.root) return true;
  found_.clear();
  warc_size_ = 0;
  Datum line = Datum::object();
  line["type"] = Datum::of("visit");
  line["site"] = Datum::of(site);
  line["root"] = Datum::of(log.root);
  line["started"] = Datum::of(evidence_time(now));
  write(line);
  return false;
}

void PortalMemory::add(const Datum& line, std::size_t warc_size) {
  write(line);
  Datum size = Datum::object();
  size["type"] = Datum::of("warc");
  size["size"] = Datum::of(static_cast<std::int64_t>(warc_size));
  write(size);
}

void PortalMemory::finish() {
  Datum line = Datum::object();
  line["type"] = Datum::of("done");
  write(line);
}

bool EvidenceFolder::begin(bool goes_on, std::size_t size, const std::string& first_record) {
  if (path_.empty()) return true;
  if (calls_.make_directory(AT_FDCWD, path_, 0755) != 0 && errno != EEXIST) throw_disk_error({"新建文件夹", "make the folder"}, path_, errno);
  const std::string there = read_memory(in(kWarc), calls_);
  if (!there.empty() && !goes_on) return false;
  if (there.size() > size) write_file(in(kWarc), there.substr(0, size), calls_);
  size_ = std::min(there.size(), size);
  warc_.add(std::string_view(there).substr(0, size_));
  append(first_record);
  return true;
}

void EvidenceFolder::append(const std::string& records) {
  if (path_.empty() || records.empty()) return;
  append_memory(in(kWarc), records, calls_);
  warc_.add(records);
  size_ += records.size();
}

void EvidenceFolder::write(const std::string& name, const std::string& bytes) const {
  if (!path_.empty()) write_file(in(name), bytes, calls_);
}

}  // namespace disclose
