#pragma once

#include "model/records.h"
#include "read/object_reader.h"

namespace disclose {

/// Reads one record into the list of its kind (format.md 5). What is wrong with it is reported as
/// `form`, and it is then kept with `sound` = false. Returns false when not even kind, id, year and
/// status can be told: then nothing is known of it.
bool read_record(const Value& value, std::int32_t index, FileContext& context, Records& records);

/// Reads the keys every record and page has, but for kind; `page` is true for front matter.
void read_head(ObjectReader& reader, Record& record, bool page);

/// The place of a value in the file of `context`.
Origin origin_of(const Value& value, std::int32_t index, FileContext& context);

}  // namespace disclose
