// Which Markdown has to be taken apart for the leak gate at all. Most reports hold nothing that even
// looks like a leak, however their markup is read: those need no page.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "check/leak_scanner.h"

namespace disclose {

namespace {

// What a character is to the filter, whatever stands around it.
enum class Role : std::uint8_t {
  parts,      ///< stands on the page as it is: what is before and behind it is apart
  vanishes,   ///< may be markup, a blank or invisible: what is before and behind it may join
  digit,
  placeholder,  ///< X of XX县
  opens,      ///< begins something only the page can tell of: {单位}, &#49;, \text
};

constexpr std::array<Role, 128> kRoles = [] {
  std::array<Role, 128> roles{};
  roles.fill(Role::parts);
  for (std::size_t c = 0; c < 0x20; ++c) roles[c] = Role::vanishes;
  for (const char c : std::string_view(" -*_~`\\<>#[]()!^$\x7F")) roles[static_cast<std::size_t>(c)] = Role::vanishes;
  for (char c = '0'; c <= '9'; ++c) roles[static_cast<std::size_t>(c)] = Role::digit;
  roles['X'] = roles['x'] = Role::placeholder;
  roles['{'] = roles['&'] = Role::opens;
  return roles;
}();

class MarkdownFilter {
 public:
  explicit MarkdownFilter(std::string_view text) : text_(text), tables_(text.find('|') != std::string_view::npos) {}

  bool may_leak() {
    for (std::size_t at = 0; at < text_.size();) {
      const auto c = static_cast<unsigned char>(text_[at]);
      if (c < 0x80) {
        if (ascii(c, at)) return true;
        ++at;
      } else if (c < 0xE3 || c >= 0xEA || at + 2 >= text_.size()) {
        if (rare(next_code_point(text_, at))) return true;
      } else {
        const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text_[at + i]) & 0x3FU); };
        const char32_t wide = static_cast<char32_t>(c & 0x0FU) << 12U | byte(1) << 6U | byte(2);
        if (wide >= 0x3400 ? han(wide) : rare(wide)) return true;
        at += 3;
      }
    }
    return false;
  }

 private:
  bool ascii(unsigned char c, std::size_t at) {
    switch (kRoles[c]) {
      case Role::parts:
        apart();
        return false;
      case Role::vanishes: {
        // An address of a link vanishes with all its letters; a command of LaTeX may.
        const char next = at + 1 < text_.size() ? text_[at + 1] : '\0';
        const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
        return (c == ']' && (next == '(' || next == '[' || next == ':')) || (c == '\\' && letter) || (c == '[' && next == '^');
      }
      case Role::digit:
        return digit();
      case Role::placeholder:
        return placeholder();
      case Role::opens:
        return true;
    }
    return true;
  }

  void apart() {
    digits_ = 0;
    second_ = last_ = 0;
  }

  // P6 asks for 9 digits behind its word, all others for 11 and more.
  bool digit() {
    second_ = last_ = 0;
    return ++digits_ >= (account_ ? 9 : 11);
  }

  bool placeholder() {
    digits_ = 0;
    if (last_ == 'X') return true;
    second_ = 0;
    last_ = 'X';
    return false;
  }

  // Whatever is neither ASCII nor a usual Chinese character.
  bool rare(char32_t c) {
    switch (c) {
      case U'、':
      case U'。':
      case U'，':
      case U'；':
      case U'：':
      case U'（':
      case U'）':
      case U'“':
      case U'”':
      case U'《':
      case U'》':
      case U'〔':
      case U'〕':
        apart();
        return false;
      case U'×':
      case U'○':
      case U'Ｘ':
      case U'ｘ':
        return placeholder();
      default:
        break;
    }
    if (c >= U'０' && c <= U'９') return digit();
    return c >= 0x10000 || c == U'｛' || c == U'＆';
  }

  // Each mark is known by two or three characters that stand beside each other in it and seldom else.
  bool han(char32_t c) {
    digits_ = 0;
    const bool found = ends_mark(c);
    second_ = last_;
    last_ = c;
    return found;
  }

  bool ends_mark(char32_t c) {
    switch (c) {
      case U'密': return last_ == U'绝' || last_ == U'机' || last_ == U'秘';
      case U'资':
      case U'文':
      case U'材':
      case U'使':
      case U'刊':
        return second_ == U'内' && last_ == U'部';
      case U'存': return second_ == U'意' && last_ == U'保';
      case U'外': return second_ == U'不' && last_ == U'得';
      case U'件': return last_ == U'此' || last_ == U'本';
      case U'填': return last_ == U'待' || last_ == U'请';
      case U'定': return last_ == U'待';
      case U'某': return last_ == U'某';
      case U'稿':
        return last_ == U'见' || last_ == U'审' || last_ == U'论' || last_ == U'草' || last_ == U'议' || last_ == U'初' || last_ == U'拟';
      case U'号': {
        const bool account = last_ == U'账' || last_ == U'帐' || last_ == U'卡';
        account_ = account_ || account;
        return (account && tables_) || last_ == U'机' || last_ == U'份';
      }
      case U'户':
        account_ = account_ || last_ == U'账' || last_ == U'帐';
        return tables_ && second_ == U'行' && (last_ == U'账' || last_ == U'帐');
      case U'行': return second_ == U'开' && last_ == U'户';
      case U'住': return last_ == U'庭';
      case U'证': return last_ == U'份' || last_ == U'疾' || last_ == U'人';
      default: return false;
    }
  }

  std::string_view text_;
  bool tables_;          ///< P11 asks for headers
  int digits_ = 0;       ///< since something that keeps digits apart
  bool account_ = false;  ///< 账号 or the like has been read
  char32_t second_ = 0;  ///< the character before the last
  char32_t last_ = 0;    ///< what vanishes left out; 0 behind what parts
};

}  // namespace

bool may_leak_in_markdown(std::string_view body) { return MarkdownFilter(body).may_leak(); }

}  // namespace disclose
