#pragma once

#include <string>

namespace disclose {

/// Wraps every number and its measure word (`185.49万元`, `4 项`, `2024年2月5日`) of the text of
/// `html` in `<span class="nb">`, so that no line breaks inside it. Tags, `<pre>`, `<code>` and
/// what is wrapped already are left alone. Takes time in proportion to `html`.
void nowrap_numbers(std::string& html);

}  // namespace disclose
