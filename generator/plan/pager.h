#pragma once

#include <functional>
#include <string>

#include "base/view.h"

namespace disclose {

/// The way through a list of `pages` pages of `size` rows, `rows` in all, from page `current` (from 0):
/// {text: "第101—200个，共231个", steps: [{text, url, current, gap, label}]}; nothing with a single page.
/// The first, the last and those around the current one are named; `gap` marks what is left out.
View pager_view(std::size_t pages, std::size_t current, std::size_t size, std::size_t rows, const std::function<std::string(std::size_t)>& url);

}  // namespace disclose
