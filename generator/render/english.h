#pragma once

#include <set>
#include <string>
#include <string_view>

#include "render/texts.h"

namespace disclose {

/// The English frame around the same records (site.json `languages`): a finished page is read again, its
/// interface texts are translated and what is left in Chinese is marked as Chinese (WCAG 3.1.2).
class EnglishFrame {
 public:
  /// `pages`: the URLs of all pages that have an English one. Outlives no argument but copies them.
  EnglishFrame(Texts texts, std::string base_url, std::set<std::string, std::less<>> pages)
      : texts_(std::move(texts)), base_url_(std::move(base_url)), pages_(std::move(pages)) {}

  bool has(std::string_view url) const { return pages_.contains(url); }
  /// The page at `url`, as it stands at english_url(url). Safe from several threads.
  std::string page(std::string_view html, std::string_view url) const;

 private:
  Texts texts_;
  std::string base_url_;
  std::set<std::string, std::less<>> pages_;
};

}  // namespace disclose
