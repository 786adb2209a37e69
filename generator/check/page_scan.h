#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "exact/date.h"
#include "model/registry.h"

namespace disclose {

/// The leak gate's last look: goes through the finished pages, data and workbooks before they are handed
/// on, and through what PDFs are drawn from. The
/// input was judged text by text; what is found here stands in a template of the site or is a defect
/// of this program, and stops publication just the same. What leaks is not handed on.
class PageScan final : public Sink {
 public:
  PageScan(Sink& sink, const Registry& registry, Date today);

  /// Safe from several threads, as every Sink.
  void take(std::string_view path, std::string_view bytes, std::string_view digest) override;

  /// Whether a file may be drawn from this markup; what leaks in it is found at the file. Safe from
  /// several threads.
  bool may_draw(std::string_view path, std::string_view markup);

  /// What was found, once everything is put.
  Diagnostics take();

 private:
  using Texts = std::function<void(const std::function<void(std::string_view text)>& visit)>;
  bool leaks(std::string_view path, const Texts& texts);
  bool is_known(Code rule, const std::string& match) const;

  Sink& sink_;
  const Registry& registry_;
  Date today_;
  std::set<std::string, std::less<>> codes_;  ///< codes of projects and units: no text, and shown
  std::mutex mutex_;
  Diagnostics found_;
};

}  // namespace disclose
