// P7 to P10 and P12 of domain.md 4.1: secrecy and internal marks, unfinished text, draft marks.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/leak_scanner.h"

namespace disclose {

namespace {

using std::literals::operator""sv;
using Words = std::u32string_view;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_blank(char32_t c) { return c == ' ' || c == '\t'; }
bool is_star(char32_t c) { return c == U'★' || c == U'☆' || c == U'⭐' || c == U'✩' || c == U'✭'; }
bool is_placeholder(char32_t c) { return c == 'X' || c == 'x' || c == U'×' || c == U'○'; }
bool is_opening(char32_t c) { return c == '(' || c == '[' || c == U'〔' || c == U'【'; }
bool is_closing(char32_t c) { return c == ')' || c == ']' || c == U'〕' || c == U'】'; }

class MarkScan {
 public:
  MarkScan(std::u32string_view text, std::vector<Leak>& found) : text_(text), found_(found) {}

  void run() {
    lines();
    next_ = 0;
    for (std::size_t i = 0; i < text_.size(); i = std::max(i + 1, next_)) judge(i);
  }

 private:
  char32_t at(std::size_t i) const { return i < text_.size() ? text_[i] : U'\0'; }
  char32_t before(std::size_t i) const { return i == 0 ? U'\0' : text_[i - 1]; }
  bool stands(std::size_t i, Words word) const { return text_.substr(std::min(i, text_.size()), word.size()) == word; }
  std::size_t skip_blanks(std::size_t i) const {
    while (is_blank(at(i))) ++i;
    return i;
  }
  void add(Code rule, std::size_t begin, std::size_t end) {
    next_ = end;
    // 内部资料 注意保存 is one mark.
    if (rule == Code::leak_internal && !found_.empty() && found_.back().rule == rule && skip_blanks(found_.back().end) == begin) {
      found_.back().end = end;
    } else {
      found_.push_back({rule, begin, end});
    }
  }

  // One look at a character decides: few begin a mark.
  void judge(std::size_t i) {
    switch (text_[i]) {
      case U'绝':
      case U'机':
      case U'秘':
        return secrecy(i);
      case U'密':
        return level(i);
      case U'内':
        return any(Code::leak_internal, i, {U"内部资料", U"内部文件", U"内部材料", U"内部使用", U"内部刊物"});
      case U'注':
        return any(Code::leak_internal, i, {U"注意保存"});
      case U'不':
        return any(Code::leak_internal, i, {U"不得外传"});
      case U'此':
        return any(Code::leak_internal, i, {U"此件不公开", U"此件不予公开", U"此件依申请公开"});
      case U'本':
        return any(Code::leak_internal, i, {U"本件不公开", U"本件不予公开", U"本件依申请公开"});
      case U'工':
        return bracketed(i);
      case U'待':
        return to_be_settled(i);
      case U'请':
        return any(Code::leak_unfinished, i, {U"请填写"});
      case U'某':
        return any(Code::leak_unfinished, i, {U"某某"});
      case '{':
        return placeholder_name(i);
      case 'X':
      case 'x':
      case U'×':
      case U'○':
        return placeholder(i);
      case '(':
      case '[':
      case U'〔':
      case U'【':
        return draft(i);
      default:
        return;
    }
  }

  void any(Code rule, std::size_t i, std::initializer_list<Words> words) {
    for (const Words word : words) {
      if (stands(i, word)) return add(rule, i, i + word.size());
    }
  }

  // Where 绝密, 机密 or 秘密 that begins at `i` ends, blanks between the characters allowed; 0: it is none.
  std::size_t grade_end(std::size_t i) const {
    if (at(i) != U'绝' && at(i) != U'机' && at(i) != U'秘') return 0;
    const std::size_t second = skip_blanks(i + 1);
    return at(second) == U'密' ? second + 1 : 0;
  }

  // P7: the grade and ★ or ☆; an asterisk only when a term follows it.
  void secrecy(std::size_t i) {
    const std::size_t end = grade_end(i);
    if (end == 0) return;
    std::size_t star = skip_blanks(end);
    if (is_star(at(star))) return add(Code::leak_secrecy, i, star + 1);
    if (at(star) != '*') return;
    star = skip_blanks(star + 1);
    std::size_t term = star;
    while (term < star + 2 && is_digit(at(term))) ++term;
    if (term == star || is_digit(at(term))) return;
    const std::size_t unit = skip_blanks(term);
    if (at(unit) == U'年' || at(unit) == U'月') return add(Code::leak_secrecy, i, unit + 1);
    if (stands(unit, U"个月")) add(Code::leak_secrecy, i, unit + 2);
  }

  // P8: 密级：秘密.
  void level(std::size_t i) {
    const std::size_t second = skip_blanks(i + 1);
    if (at(second) != U'级') return;
    const std::size_t colon = skip_blanks(second + 1);
    if (at(colon) != ':') return;
    const std::size_t end = grade_end(skip_blanks(colon + 1));
    if (end != 0) add(Code::leak_secrecy, i, end);
  }

  // P8 and P9: a whole line that is a mark.
  void lines() {
    std::size_t begin = 0;
    while (begin <= text_.size()) {
      const std::size_t end = std::min(text_.find(U'\n', begin), text_.size());
      std::size_t from = begin;
      std::size_t to = end;
      while (from < to && is_space(text_[from])) ++from;
      while (to > from && is_space(text_[to - 1])) --to;
      if (to > from && to - from <= 16) line(from, to);
      begin = end + 1;
    }
  }

  void line(std::size_t from, std::size_t to) {
    std::u32string plain;
    for (const char32_t c : text_.substr(from, to - from)) {
      if (!is_space(c)) plain += c;
    }
    if (plain == U"工作秘密") return add(Code::leak_internal, from, to);
    if (plain.size() == 3 && (plain[2] == U'级' || plain[2] == U'件')) plain.pop_back();
    if (plain == U"绝密" || plain == U"机密" || plain == U"秘密") add(Code::leak_secrecy, from, to);
  }

  // P9: 工作秘密 in brackets is a mark, in a sentence it is none.
  void bracketed(std::size_t i) {
    const Words word = U"工作秘密";
    if (stands(i, word) && is_opening(before(i)) && is_closing(at(i + word.size()))) add(Code::leak_internal, i, i + word.size());
  }

  // P10: 待填, 待定; but 接待, 期待, 等待 and the like are words of their own (公务接待定点), and so are
  // 定期, 定点, 填补 behind 待 (有待定期检查, 有待填补).
  void to_be_settled(std::size_t i) {
    constexpr Words kBefore = U"接期等对招看优款亏善厚虐";
    constexpr Words kSettled = U"期点向位额价制性量岗编员";
    if (kBefore.find(before(i)) != Words::npos) return;
    if (at(i + 1) == U'定' && at(i + 2) != 0 && kSettled.find(at(i + 2)) != Words::npos) return;
    if (at(i + 1) == U'填' && (at(i + 2) == U'补' || at(i + 2) == U'平')) return;
    any(Code::leak_unfinished, i, {U"待填", U"待定"});
  }

  void placeholder_name(std::size_t i) {
    const std::size_t word = skip_blanks(i + 1);
    if (!stands(word, U"单位") && !stands(word, U"部门")) return;
    const std::size_t end = skip_blanks(word + 2);
    if (at(end) == '}') add(Code::leak_unfinished, i, end + 1);
  }

  // P10: XX beside a Chinese character, a run of X alone: XXX县 is one, XXL号 is none. ○ is also the zero
  // of 二○二四.
  void placeholder(std::size_t i) {
    std::size_t end = i;
    bool circles = true;
    while (is_placeholder(at(end))) circles = at(end++) == U'○' && circles;
    next_ = end;
    if (end - i < 2 || is_letter(before(i)) || is_letter(at(end))) return;
    constexpr Words kNumerals = U"一二三四五六七八九十零百千";
    if (circles && (kNumerals.find(at(end)) != Words::npos || kNumerals.find(before(i)) != Words::npos)) return;
    if (is_han(before(i)) || is_han(at(end))) add(Code::leak_unfinished, i, end);
  }

  // P12: （征求意见稿）, also （第二次征求意见稿）, （送审稿2024）.
  void draft(std::size_t i) {
    constexpr std::array kWords = {U"征求意见稿"sv, U"送审稿"sv, U"讨论稿"sv, U"草稿"sv, U"审议稿"sv, U"初稿"sv, U"代拟稿"sv};
    constexpr Words kCount = U"第一二三四五六七八九十次";
    std::size_t word = skip_blanks(i + 1);
    while (is_digit(at(word)) || (at(word) != 0 && kCount.find(at(word)) != Words::npos)) ++word;
    for (const Words draft : kWords) {
      if (!stands(word, draft)) continue;
      std::size_t end = word + draft.size();
      while (is_digit(at(end)) || is_blank(at(end)) || at(end) == '.' || at(end) == '-' || at(end) == U'年' || at(end) == U'月' || at(end) == U'日') ++end;
      if (is_closing(at(end))) add(Code::leak_draft, i, end + 1);
      return;
    }
  }

  std::u32string_view text_;
  std::vector<Leak>& found_;
  std::size_t next_ = 0;
};

}  // namespace

void scan_marks(std::u32string_view text, std::vector<Leak>& found) { MarkScan(text, found).run(); }

// P11; what must not be hit is 单位联系电话 with a landline.
std::string_view sensitive_header(std::string_view cell) {
  constexpr std::array kHeaders = {"身份证号"sv, "公民身份号码"sv, "银行账号"sv, "银行帐号"sv, "银行卡号"sv, "银行账户"sv,
                                   "开户行"sv, "家庭住址"sv, "手机号"sv, "残疾证号"sv, "残疾人证号"sv};
  constexpr std::size_t kLongest = 60;  // bytes: a header, no sentence
  if (cell.size() > kLongest) return {};
  FoldedText folded;
  folded.take(cell);
  std::string plain = without_space(to_utf8(folded.text()));
  std::erase_if(plain, [](char c) { return c == '*' || c == '_' || c == '`' || c == '~'; });  // emphasis
  for (const std::string_view header : kHeaders) {
    if (plain.find(header) != std::string::npos) return header;
  }
  const bool alone = plain == "账号" || plain == "帐号" || plain == "卡号";
  return alone ? "银行账号"sv : std::string_view();
}

}  // namespace disclose
