#pragma once

#include <string>
#include <string_view>

#include "base/view.h"

namespace disclose {

/// A sentence in pieces, so that a page may stress what matters and keep a number with its measure
/// word: a list of {text, kind}, kind "" plain, "n" not to be broken, "b" stressed.
class Phrase {
 public:
  Phrase& say(std::string text) { return piece(std::move(text), ""); }
  Phrase& number(std::string text) { return piece(std::move(text), "n"); }
  Phrase& stress(std::string text) { return piece(std::move(text), "b"); }

  bool is_empty() const { return plain_.empty(); }
  const std::string& plain() const { return plain_; }
  View view() const { return pieces_; }

 private:
  Phrase& piece(std::string text, std::string_view kind) {
    plain_ += text;
    pieces_.push(View::map({{"text", std::move(text)}, {"kind", kind}}));
    return *this;
  }

  std::string plain_;
  View pieces_{View::List{}};
};

}  // namespace disclose
