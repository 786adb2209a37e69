#include "exact/credit_code.h"

#include <cstddef>

namespace disclose {

bool is_credit_code(std::string_view text) {
  // GB 32100: the letters I O S V Z are left out; the value of a character is its place here.
  constexpr std::string_view kCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::size_t kLength = 18;
  if (text.size() != kLength) return false;
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (const char c : text.substr(0, kLength - 1)) {
    const std::size_t value = kCharacters.find(c);
    if (value == std::string_view::npos) return false;
    sum += value * weight;
    weight = weight * 3 % kCharacters.size();
  }
  const std::size_t check = (kCharacters.size() - sum % kCharacters.size()) % kCharacters.size();
  return text.back() == kCharacters[check];
}

}  // namespace disclose
