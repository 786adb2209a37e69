// P1 to P6 of domain.md 4.1: identity numbers, mobile numbers, bank cards and accounts.
#include <algorithm>
#include <array>

#include "check/leak_scanner.h"
#include "exact/credit_code.h"

namespace disclose {

namespace {

using std::literals::operator""sv;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_alnum(char32_t c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_x(char32_t c) { return c == 'X' || c == 'x'; }

constexpr std::array kProvinces = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44,
                                   45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91};

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// The check of GB 11643: 18 characters, the last a digit or X.
bool is_identity_number(std::string_view id, Date today) {
  if (std::ranges::find(kProvinces, number(id.substr(0, 2))) == kProvinces.end()) return false;
  const Date born{number(id.substr(6, 4)), number(id.substr(10, 2)), number(id.substr(12, 2))};
  if (born.year < 1880 || born.month < 1 || born.month > 12 || born.day < 1 || born > today) return false;
  if (born.day > days_in_month(born.year, born.month)) return false;
  constexpr std::array kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (id[i] - '0') * kWeights[i];
  return id[17] == "10X98765432"[sum % 11];
}

bool is_luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int d = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) d = d * 2 > 9 ? d * 2 - 9 : d * 2;
    sum += d;
  }
  return sum % 10 == 0;
}

// A run of digits.
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

// Goes from chain to chain: runs of digits with one blank or hyphen between them.
class NumberScan {
 public:
  NumberScan(std::u32string_view text, Date today, std::vector<Leak>& found) : text_(text), today_(today), found_(found) {}

  void run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      if (!is_digit(text_[at])) {
        ++at;
        continue;
      }
      at = read_chain(at);
      if (digits_ >= 9) judge();
    }
  }

 private:
  char32_t at(std::size_t i) const { return i < text_.size() ? text_[i] : U'\0'; }
  char32_t before(std::size_t i) const { return i == 0 ? U'\0' : text_[i - 1]; }

  std::size_t read_chain(std::size_t at) {
    groups_.clear();
    digits_ = 0;
    for (;;) {
      const std::size_t begin = at;
      while (at < text_.size() && is_digit(text_[at])) ++at;
      groups_.push_back({begin, at});
      digits_ += at - begin;
      const bool goes_on = (this->at(at) == ' ' || this->at(at) == '-') && is_digit(this->at(at + 1));
      if (!goes_on) return at;
      ++at;
    }
  }

  void judge() {
    first_ = found_.size();
    identity_numbers();
    old_identity_numbers();
    account();
    cards();
    mobiles();
  }

  void add(Code rule, std::size_t begin, std::size_t end) { found_.push_back({rule, begin, end}); }
  // Whether what was found last in this chain, of one of `rules`, has a part of [begin, end).
  bool is_taken(std::size_t begin, std::size_t end, std::initializer_list<Code> rules) const {
    constexpr std::size_t kLast = 8;
    const std::size_t from = std::max(first_, found_.size() - std::min(found_.size(), kLast));
    return std::any_of(found_.begin() + static_cast<std::ptrdiff_t>(from), found_.end(), [&](const Leak& leak) {
      return begin < leak.end && leak.begin < end && std::ranges::find(rules, leak.rule) != rules.end();
    });
  }

  std::string digits_between(std::size_t begin, std::size_t end) const {
    std::string digits;
    for (std::size_t i = begin; i < end; ++i) {
      if (is_digit(text_[i])) digits += static_cast<char>(text_[i]);
    }
    return digits;
  }

  // P1 and P2: 18 characters, or 20 of which the first 18 are one; alone or grouped by blanks. Windows
  // of groups are short: each group has a digit.
  void identity_numbers() {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      std::size_t sum = 0;
      for (std::size_t j = i; j < groups_.size() && sum < 20; ++j) {
        sum += groups_[j].size();
        if (sum < 17 || sum > 20 || is_alnum(before(groups_[i].begin))) continue;
        if (!identity_number(groups_[i].begin, groups_[j].end, sum)) continue;
        i = j;
        break;
      }
    }
  }

  bool identity_number(std::size_t begin, std::size_t end, std::size_t count) {
    std::string id = digits_between(begin, end);
    if (count == 17 && is_x(at(end))) {
      id += 'X';
      const bool more = is_digit(at(end + 1)) && is_digit(at(end + 2));
      if (more && !is_alnum(at(end + 3))) return take_identity(Code::leak_disabled_id, begin, end + 3, id);
      return !is_alnum(at(end + 1)) && take_identity(Code::leak_id, begin, end + 1, id);
    }
    if (is_alnum(at(end))) return false;
    if (count == 18) return !is_index_number(begin, end, id) && take_identity(Code::leak_id, begin, end, id);
    if (count == 20) return take_identity(Code::leak_disabled_id, begin, end, id.substr(0, 18));
    return false;
  }

  bool take_identity(Code rule, std::size_t begin, std::size_t end, std::string_view id) {
    if (!is_identity_number(id, today_)) return false;
    add(rule, begin, end);
    return true;
  }

  // A 统一社会信用代码 that begins an 索引号: 113418210032874733/202402-00034.
  bool is_index_number(std::size_t begin, std::size_t end, std::string_view id) const {
    if (end - begin != 18 || at(end) != '/') return false;
    for (std::size_t i = 1; i <= 4; ++i) {
      if (!is_digit(at(end + i))) return false;
    }
    return is_credit_code(id);
  }

  // P3: 15 digits, only within 8 non-digits after 身份证 or 公民身份号码.
  void old_identity_numbers() {
    for (const Group& group : groups_) {
      if (group.size() != 15 || is_alnum(before(group.begin)) || is_alnum(at(group.end)) || is_amount(group.begin, group.end)) continue;
      for (std::size_t back = 0; back <= 8 && back <= group.begin; ++back) {
        const std::u32string_view head = text_.substr(0, group.begin - back);
        if (head.ends_with(U"身份证") || head.ends_with(U"公民身份号码")) {
          add(Code::leak_id15, group.begin, group.end);
          break;
        }
        if (head.empty() || is_digit(head.back())) break;
      }
    }
  }

  // P6: (银行)?(账号|帐号|卡号|账户号码|收款账户)[:：]? and 9 to 30 digits with blanks and hyphens.
  void account() {
    std::size_t head = groups_.front().begin;
    const auto skip_blanks = [&] {
      while (head > 0 && text_[head - 1] == ' ') --head;
    };
    skip_blanks();
    if (before(head) == ':' || before(head) == U'为' || before(head) == U'是') --head;
    skip_blanks();
    const std::u32string_view words = text_.substr(0, head);
    constexpr std::array kWords = {U"账号"sv, U"帐号"sv, U"卡号"sv, U"账户号码"sv, U"帐户号码"sv, U"收款账户"sv, U"收款帐户"sv};
    const bool named = std::ranges::any_of(kWords, [&](std::u32string_view word) { return words.ends_with(word); });
    const std::size_t begin = groups_.front().begin;
    const std::size_t end = groups_.back().end;
    if (named && !is_taken(begin, end, {Code::leak_id, Code::leak_disabled_id})) add(Code::leak_account, begin, end);
  }

  // P5: 16 to 19 digits, first digit 3 to 6 or prefix 9558, Luhn valid, no USCC, no P1.
  void cards() {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (card(groups_[i].begin, groups_[i].end)) continue;
      // By four, as it is printed on the card; more of them are a list of numbers.
      if (size_of(i) != 4 || size_of(i + 1) != 4 || size_of(i + 2) != 4 || size_of(i + 3) != 4) continue;
      if (size_of(i + 4) == 4 || (i > 0 && size_of(i - 1) == 4)) continue;
      if (size_of(i + 4) > 0 && size_of(i + 4) < 4 && card(groups_[i].begin, groups_[i + 4].end)) return;
      if (card(groups_[i].begin, groups_[i + 3].end)) return;
    }
    if (groups_.size() > 1) card(groups_.front().begin, groups_.back().end);
  }

  bool card(std::size_t begin, std::size_t end) {
    const std::string digits = digits_between(begin, end);
    if (digits.size() < 16 || digits.size() > 19) return false;
    const bool known = (digits[0] >= '3' && digits[0] <= '6') || digits.starts_with("9558");
    if (!known || !is_luhn(digits) || is_in_a_word(begin, end) || is_amount(begin, end)) return false;
    if (is_credit_code(digits) || is_taken(begin, end, {Code::leak_id, Code::leak_disabled_id, Code::leak_card})) return false;
    add(Code::leak_card, begin, end);
    return true;
  }

  bool is_in_a_word(std::size_t begin, std::size_t end) const { return is_alnum(before(begin)) || is_alnum(at(end)); }

  std::size_t digits_before(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && end - begin < 5 && is_digit(text_[begin - 1])) --begin;
    return end - begin;
  }
  std::size_t digits_after(std::size_t begin) const {
    std::size_t end = begin;
    while (end - begin < 5 && is_digit(at(end))) ++end;
    return end - begin;
  }

  // P4's guards: not preceded by a point or comma; not followed by one and a digit, nor by a unit. A
  // comma that groups no digits parts words: 电话,138… and one number after the other.
  bool is_amount(std::size_t begin, std::size_t end) const {
    const std::size_t head = begin == 0 ? 0 : digits_before(begin - 1);
    if (before(begin) == '.' && head > 0) return true;
    if (before(begin) == ',' && head > 0 && head <= 3) return true;
    if (at(end) == '.' && is_digit(at(end + 1))) return true;
    if (at(end) == ',' && digits_after(end + 1) == 3) return true;
    while (at(end) == ' ') ++end;
    constexpr std::array kUnits = {U"元"sv, U"万"sv, U"亿"sv, U"平方米"sv, U"吨"sv, U"公里"sv, U"人次"sv, U"%"sv};
    const std::u32string_view rest = text_.substr(std::min(end, text_.size()), 3);
    return std::ranges::any_of(kUnits, [&](std::u32string_view unit) { return rest.starts_with(unit); });
  }

  // P4: (+86)?1[3-9]d, then twice four digits, a blank or hyphen between.
  void mobiles() {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      std::size_t begin = groups_[i].begin;
      const bool abroad = before(begin) == '+' && groups_[i].size() > 2 && text_[begin] == '8' && text_[begin + 1] == '6';
      if (abroad) begin += 2;
      if (text_[begin] != '1' || at(begin + 1) < '3' || at(begin + 1) > '9') continue;
      const std::size_t head = groups_[i].end - begin;
      std::size_t last = i;
      if (head == 3 && size_of(i + 1) == 4 && size_of(i + 2) == 4) {
        last = i + 2;
      } else if ((head == 3 && size_of(i + 1) == 8) || (head == 7 && size_of(i + 1) == 4)) {
        last = i + 1;
      } else if (head != 11) {
        continue;
      }
      const std::size_t end = groups_[last].end;
      const bool told = is_taken(begin, end, {Code::leak_id, Code::leak_disabled_id, Code::leak_card, Code::leak_account});
      const std::size_t start = abroad ? begin - 3 : begin;
      if (!told && !is_amount(start, end)) add(Code::leak_mobile, start, end);
      i = last;
    }
  }
  std::size_t size_of(std::size_t i) const { return i < groups_.size() ? groups_[i].size() : 0; }

  std::u32string_view text_;
  Date today_;
  std::vector<Leak>& found_;
  std::vector<Group> groups_;
  std::size_t digits_ = 0;
  std::size_t first_ = 0;  ///< of what was found in this chain
};

}  // namespace

void scan_numbers(std::u32string_view text, Date today, std::vector<Leak>& found) { NumberScan(text, today, found).run(); }

}  // namespace disclose
