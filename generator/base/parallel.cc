#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace disclose {

unsigned thread_count(unsigned asked) {
  if (asked != 0) return asked;
  return std::max(1U, std::thread::hardware_concurrency());
}

void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t, unsigned)>& work) {
  threads = static_cast<unsigned>(std::min<std::size_t>(std::max(threads, 1U), count));
  if (threads <= 1) {
    for (std::size_t i = 0; i < count; ++i) work(i, 0);
    return;
  }
  // Small runs keep both ends even: the last run costs little when one thread is late.
  const std::size_t run = std::max<std::size_t>(1, std::min<std::size_t>(16, count / threads / 8));
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto loop = [&](unsigned thread) {
    try {
      for (std::size_t first = next.fetch_add(run); first < count; first = next.fetch_add(run)) {
        const std::size_t last = std::min(count, first + run);
        for (std::size_t i = first; i < last; ++i) work(i, thread);
      }
    } catch (...) {
      next = count;
      const std::scoped_lock lock(failure_mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(loop, thread);
    loop(0);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace disclose
