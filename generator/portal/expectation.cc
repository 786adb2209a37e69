#include "portal/expectation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "format/digest.h"
#include "proof/page_text.h"

namespace disclose {

namespace {

struct Words {
  std::string_view name;
  Say text;
};

const Words& words_of(Verdict verdict) {
  static const std::array<Words, 6> kWords = {{{"SAME-BYTES", {"字节相同", "same bytes"}},
                                               {"SAME-TEXT", {"文字相同", "same text"}},
                                               {"STALE", {"旧版", "an earlier edition"}},
                                               {"FAIL", {"不符", "not what was published"}},
                                               {"UNREACHABLE", {"打不开", "not reached"}},
                                               {"INCONCLUSIVE", {"待人工核对", "to be looked at by hand"}}}};
  return kWords[static_cast<std::size_t>(verdict)];
}

// 403, 405, 412 and 521 are what firewalls of portals answer to whatever is no browser.
bool is_firewall(int status) { return status == 403 || status == 405 || status == 412 || status == 521; }

std::string charset_of(const WebAnswer& answer) {
  const std::string type = answer.header("content-type");
  const std::size_t at = type.find("charset=");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + 8 + (type.compare(at + 8, 1, "\"") == 0 ? 1U : 0U);
  return type.substr(begin, type.find_first_of("\"; ", begin) - begin);
}

bool looks_like_page(std::string_view body, const WebAnswer& answer) {
  if (answer.header("content-type").find("html") != std::string::npos) return true;
  const std::size_t first = std::min(body.find_first_not_of(" \t\r\n"), body.size());
  return body.substr(first, 9) == "<!DOCTYPE" || body.substr(first, 9) == "<!doctype" || body.substr(first, 5) == "<html";
}

class Judge {
 public:
  Judge(const Expectation& expected, const Fetched& fetched, std::size_t most_bytes) : expected_(expected), fetched_(fetched), most_bytes_(most_bytes) {}

  Judgement run() {
    if (fetched_.end == Fetched::End::unreachable) return as(Verdict::unreachable, fetched_.why);
    if (fetched_.end != Fetched::End::answered) return as(Verdict::fail, fetched_.why);
    const WebAnswer& answer = fetched_.answer();
    if (is_firewall(answer.status)) return as(Verdict::inconclusive, {fmt::format("防火墙可能拦下了核对（{}），要用浏览器看", answer.status), fmt::format("a firewall may have answered ({}): look with a browser", answer.status)});
    if (answer.status != 200) return as(Verdict::fail, {fmt::format("服务器回答 {}", answer.status), fmt::format("the server answers {}", answer.status)});
    Say problem;
    const std::optional<std::string> body = decoded_body(answer, most_bytes_, problem);
    if (!body) return as(Verdict::fail, problem);
    judgement_.body_sha256 = sha256_hex(*body);
    judgement_.bytes = static_cast<std::int64_t>(body->size());
    if (judgement_.body_sha256 == expected_.sha256) return as(Verdict::same_bytes, remark());
    const std::string_view page = page_of(expected_.path);
    if (page.empty()) return judge_file(*body);
    return judge_page(read_page_text(*body, charset_of(answer), page));
  }

 private:
  Judgement as(Verdict verdict, Say why) {
    judgement_.verdict = verdict;
    judgement_.why = std::move(why);
    return std::move(judgement_);
  }

  // What is told beside a good answer.
  Say remark() const {
    Say said;
    if (fetched_.hops.size() > 1 && fetched_.hops.back().url != expected_.url) said = {"跳转到 " + fetched_.hops.back().url, "redirected to " + fetched_.hops.back().url};
    if (fetched_.is_slow) said = {said.zh + (said.zh.empty() ? "" : "；") + "超过 15 秒才打开", said.en + (said.en.empty() ? "" : "; ") + "took more than 15 s"};
    return said;
  }

  const FormerFile* former_with(std::string FormerFile::* what, const std::string& digest) const {
    if (digest.empty()) return nullptr;
    const auto found = std::ranges::find_if(expected_.former.rbegin(), expected_.former.rend(), [&](const FormerFile& file) { return file.*what == digest; });
    return found == expected_.former.rend() ? nullptr : &*found;
  }

  Judgement stale(const FormerFile& former) {
    return as(Verdict::stale, {fmt::format("门户上还是第 {} 期的内容：没有上传，或缓存没有更新", former.edition), fmt::format("the portal still serves edition {}: not uploaded, or an old cache", former.edition)});
  }

  Judgement judge_file(const std::string& body) {
    if (const FormerFile* former = former_with(&FormerFile::sha256, judgement_.body_sha256)) return stale(*former);
    if (!expected_.path.ends_with(".html") && looks_like_page(body, fetched_.answer())) {
      return as(Verdict::fail, {"应为文件，得到的是网页：多半是“找不到”的提示", "a page came instead of the file: mostly a notice that it is not found"});
    }
    if (expected_.size >= 0 && judgement_.bytes != expected_.size) {
      return as(Verdict::fail, {fmt::format("文件与日志的不同：应为 {} 字节，实为 {} 字节", expected_.size, judgement_.bytes), fmt::format("not the logged file: expected {} bytes, found {}", expected_.size, judgement_.bytes)});
    }
    return as(Verdict::fail, {"文件与日志的不同", "not the logged file"});
  }

  Judgement judge_page(const PageText& text) {
    judgement_.text_sha256 = text.digest;
    judgement_.charset = text.charset;
    if (!text.digest.empty() && text.digest == expected_.text) return as(Verdict::same_text, {"门户改写了网页，读者看到的文字相同", "the portal rewrote the page, its text is the same"});
    if (const FormerFile* former = former_with(&FormerFile::sha256, judgement_.body_sha256)) return stale(*former);
    if (const FormerFile* former = former_with(&FormerFile::text, text.digest)) return stale(*former);
    if (text.is_blank && !text.has_marks) return as(Verdict::inconclusive, {"得到的是只有脚本的页面，防火墙可能拦下了核对，要用浏览器看", "a page of nothing but script: a firewall may have answered, look with a browser"});
    if (text.digest.empty()) return as(Verdict::fail, text.problem);
    if (expected_.text.empty()) return as(Verdict::fail, {"网页与日志的不同，日志里没有它的文字摘要", "not the logged page, and the log has no digest of its text"});
    return as(Verdict::fail, {"网页正文与日志的不同", "the text of the page is not the logged one"});
  }

  const Expectation& expected_;
  const Fetched& fetched_;
  std::size_t most_bytes_;
  Judgement judgement_;
};

}  // namespace

std::string url_of(std::string_view site, std::string_view path) {
  const std::string_view page = page_of(path);
  return std::string(site) + std::string(page.empty() && path != "index.html" ? path : page);
}

std::vector<Expectation> expectations_of(const History& history, std::string_view site) {
  std::map<std::string, Expectation> found;
  for (const auto& [id, index] : history.items()) {
    const ItemLeaf& item = history.item(index);
    if (!item.is_live()) continue;
    for (const LeafFile& file : item.files) {
      Expectation& expected = found[file.name];
      expected.items.push_back(id);
      // An item whose own page did not change keeps an older leaf than one it shares the page with.
      if (static_cast<std::int64_t>(index) <= expected.leaf) continue;
      const bool is_page = !page_of(file.name).empty();
      expected.path = file.name;
      expected.url = url_of(site, file.name);
      expected.sha256 = file.sha256;
      expected.size = file.size;
      expected.text = is_page && file.text.empty() ? item.text : file.text;
      expected.leaf = static_cast<std::int64_t>(index);
    }
  }
  for (const Leaf& leaf : history.leaves()) {
    const auto* item = std::get_if<ItemLeaf>(&leaf);
    if (item == nullptr || !item->is_live()) continue;
    for (const LeafFile& file : item->files) {
      const auto now = found.find(file.name);
      if (now == found.end() || now->second.sha256 == file.sha256) continue;
      const bool is_page = !page_of(file.name).empty();
      now->second.former.push_back({item->edition, file.sha256, is_page && file.text.empty() ? item->text : file.text});
    }
  }
  std::vector<Expectation> all;
  for (auto& [path, expected] : found) all.push_back(std::move(expected));
  return all;
}

std::string_view name_of(Verdict verdict) { return words_of(verdict).name; }
Say text_of(Verdict verdict) { return words_of(verdict).text; }

Judgement judge(const Expectation& expected, const Fetched& fetched, std::size_t most_bytes) { return Judge(expected, fetched, most_bytes).run(); }

}  // namespace disclose
