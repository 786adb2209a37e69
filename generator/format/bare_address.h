#pragma once

#include <cstddef>
#include <string_view>

namespace disclose {

/// Bytes of the address (http://, https:// or www.) at the start of `text`; 0 when there is none.
/// It ends before the first character no address has (a Chinese one), and before punctuation that
/// belongs to the sentence.
std::size_t address_size(std::string_view text);

/// Bytes of the mailbox name at the end of `text`, which stands before an @; 0 when there is none.
std::size_t mailbox_size(std::string_view text);

/// Bytes of the domain (with a dot) at the start of `text`, which stands behind an @; 0 for none.
std::size_t domain_size(std::string_view text);

}  // namespace disclose
