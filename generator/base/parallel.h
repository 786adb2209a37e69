#pragma once

#include <cstddef>
#include <functional>

namespace disclose {

/// How many threads a run may use: `asked`, or the machine's cores when it is 0; at least 1.
unsigned thread_count(unsigned asked);

/// Calls `work(index, thread)` for every index below `count`, on `threads` threads (the caller's is
/// one of them). Indexes are handed out in order, in small runs; `thread` is below `threads`. The
/// first exception thrown by `work` stops the rest and is thrown again here.
void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t index, unsigned thread)>& work);

}  // namespace disclose
