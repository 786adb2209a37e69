#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "portal/fetch.h"

namespace disclose {

/// The record with which a WARC 1.1 file begins; `fields` are lines `name: value` of application/warc-fields.
std::string warc_info(std::int64_t milliseconds, std::string_view fields);

/// One request and its answer as two records, the body as received. An answer that was cut short says so;
/// of one that never began there is the request alone.
std::string warc_exchange(const Hop& hop);

}  // namespace disclose
