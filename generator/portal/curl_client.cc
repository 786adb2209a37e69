// The only file that includes libcurl.
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

#include "base/text.h"
#include "format/digest.h"
#include "portal/web_client.h"
#include "proof/hash.h"

namespace disclose {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// --- addresses ---

class UrlParts {
 public:
  UrlParts() : handle_(curl_url()) {}
  UrlParts(const UrlParts&) = delete;
  UrlParts& operator=(const UrlParts&) = delete;
  ~UrlParts() { curl_url_cleanup(handle_); }

  // A relative reference is resolved against what was set before.
  bool set(const std::string& url) { return handle_ != nullptr && curl_url_set(handle_, CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK; }
  std::string part(CURLUPart which, unsigned flags = 0) const {
    char* text = nullptr;
    if (curl_url_get(handle_, which, &text, flags) != CURLUE_OK || text == nullptr) return {};
    std::string result(text);
    curl_free(text);
    return result;
  }

 private:
  CURLU* handle_;
};

bool begins_with_bits(std::span<const unsigned char> address, std::initializer_list<unsigned char> prefix, unsigned bits) {
  const unsigned char* const want = prefix.begin();
  for (unsigned bit = 0; bit < bits; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if ((address[bit / 8] & mask) != (want[bit / 8] & mask)) return false;
  }
  return true;
}

// IANA's special-purpose registries: what no portal of the public internet has.
bool is_private_v4(std::span<const unsigned char> a) {
  return begins_with_bits(a, {0}, 8) || begins_with_bits(a, {10}, 8) || begins_with_bits(a, {100, 64}, 10) || begins_with_bits(a, {127}, 8) ||
         begins_with_bits(a, {169, 254}, 16) || begins_with_bits(a, {172, 16}, 12) || begins_with_bits(a, {192, 0, 0}, 24) || begins_with_bits(a, {192, 168}, 16) ||
         begins_with_bits(a, {198, 18}, 15) || begins_with_bits(a, {224}, 3);
}

bool is_private_v6(std::span<const unsigned char> a) {
  const bool is_low = std::ranges::all_of(a.first(10), [](unsigned char c) { return c == 0; });
  if (is_low && a[10] == 0xFF && a[11] == 0xFF) return is_private_v4(a.subspan(12));          // IPv4 in IPv6
  if (is_low && a[10] == 0 && a[11] == 0) return true;                                        // ::, ::1 and old forms of IPv4
  if (begins_with_bits(a, {0x00, 0x64, 0xFF, 0x9B}, 32)) return is_private_v4(a.subspan(12));  // translated IPv4
  return begins_with_bits(a, {0xFC}, 7) || begins_with_bits(a, {0xFE, 0x80}, 10) || begins_with_bits(a, {0xFF}, 8);
}

bool is_private(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, address, sizeof v4);
    std::array<unsigned char, 4> bytes{};
    std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
    return is_private_v4(bytes);
  }
  if (address->sa_family != AF_INET6) return true;
  sockaddr_in6 v6{};
  std::memcpy(&v6, address, sizeof v6);
  std::array<unsigned char, 16> bytes{};
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return is_private_v6(bytes);
}

// --- one exchange ---

struct Exchange {
  WebAnswer answer;
  std::size_t most_bytes = 0;
  bool allow_private = false;
  bool met_private = false;
  bool is_full = false;
};

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* to) {
  auto& exchange = *static_cast<Exchange*>(to);
  const std::size_t room = exchange.most_bytes - exchange.answer.body.size();
  exchange.is_full = size * count > room;
  exchange.answer.body.append(bytes, std::min(size * count, room));
  return exchange.is_full ? 0 : size * count;
}

std::size_t take_head(char* bytes, std::size_t size, std::size_t count, void* to) {
  constexpr std::size_t kMostHead = 256U << 10U;
  std::string& head = static_cast<Exchange*>(to)->answer.answer_head;
  const std::string_view line(bytes, size * count);
  if (line.starts_with("HTTP/")) head.clear();  // after 100 Continue
  if (head.size() + line.size() > kMostHead) return 0;
  head += line;
  return line.size();
}

int take_request(CURL* /*handle*/, curl_infotype type, char* bytes, std::size_t size, void* to) {
  if (type == CURLINFO_HEADER_OUT) static_cast<Exchange*>(to)->answer.request_head.append(bytes, size);
  return 0;
}

curl_socket_t open_socket(void* from, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(from);
  if (!exchange.allow_private && is_private(&address->addr)) {
    exchange.met_private = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

NoAnswer failure_of(CURLcode code, const Exchange& exchange, bool was_slow) {
  if (exchange.met_private && code != CURLE_OK) return NoAnswer::private_address;
  if (exchange.is_full || code == CURLE_FILESIZE_EXCEEDED) return NoAnswer::too_large;
  switch (static_cast<int>(code)) {
    case CURLE_OK: return NoAnswer::none;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return NoAnswer::resolve;
    case CURLE_COULDNT_CONNECT: return NoAnswer::connect;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_INVALIDCERTSTATUS: return NoAnswer::tls;
    case CURLE_OPERATION_TIMEDOUT: return was_slow ? NoAnswer::slow : NoAnswer::timeout;
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING: return NoAnswer::cut;
    default: return NoAnswer::other;
  }
}

std::optional<TlsLeaf> leaf_of(const curl_certinfo* certificates) {
  if (certificates == nullptr || certificates->num_of_certs < 1) return std::nullopt;
  TlsLeaf leaf;
  for (const curl_slist* line = certificates->certinfo[0]; line != nullptr; line = line->next) {
    const std::string_view text = line->data;
    if (text.starts_with("Subject:")) leaf.subject = text.substr(8);
    if (text.starts_with("Issuer:")) leaf.issuer = text.substr(7);
    if (text.starts_with("Expire date:")) leaf.expires = text.substr(12);
    if (!text.starts_with("Cert:")) continue;
    std::string base64;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;) {
      const std::size_t end = text.find('\n', at + 1);
      const std::string_view row = text.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
      if (!row.starts_with("-----")) base64 += row;
      at = end;
    }
    if (const std::optional<std::string> der = from_base64(base64)) leaf.sha256 = sha256_hex(*der);
  }
  return leaf;
}

class CurlClient final : public WebClient {
 public:
  explicit CurlClient(WebAccess access) : access_(std::move(access)), handle_(curl_easy_init()) {
    headers_ = curl_slist_append(headers_, "Accept: */*");
    headers_ = curl_slist_append(headers_, "Accept-Encoding: identity");
    headers_ = curl_slist_append(headers_, "Cache-Control: no-cache");
  }
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;
  ~CurlClient() override {
    curl_slist_free_all(headers_);
    curl_easy_cleanup(handle_);
  }

  WebAnswer get(const std::string& url, const WebLimits& limits) override {
    Exchange exchange{.answer = {}, .most_bytes = limits.most_bytes, .allow_private = access_.allow_private || !access_.proxy.empty()};
    if (handle_ == nullptr) return {.failure = NoAnswer::other, .error = "libcurl"};
    prepare(url, limits, exchange);
    const CURLcode code = curl_easy_perform(handle_);
    long status = 0;
    char* ip = nullptr;
    curl_certinfo* certificates = nullptr;
    curl_off_t spent = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle_, CURLINFO_PRIMARY_IP, &ip);
    curl_easy_getinfo(handle_, CURLINFO_CERTINFO, &certificates);
    curl_easy_getinfo(handle_, CURLINFO_TOTAL_TIME_T, &spent);
    WebAnswer answer = std::move(exchange.answer);
    answer.status = static_cast<int>(status);
    answer.ip = ip == nullptr ? "" : ip;
    answer.tls = leaf_of(certificates);
    answer.failure = failure_of(code, exchange, spent / 1000 < limits.total_ms);
    if (code != CURLE_OK) answer.error = curl_easy_strerror(code);
    return answer;
  }

 private:
  void prepare(const std::string& url, const WebLimits& limits, Exchange& exchange) {
    curl_easy_reset(handle_);
    const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(handle_, option, value); };
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, access_.proxy.c_str());
    set(CURLOPT_USERAGENT, access_.user_agent.c_str());
    set(CURLOPT_HTTPHEADER, headers_);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_ms));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total_ms));
    set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(limits.slow_bytes));
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.slow_seconds));
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.most_bytes));
    set(CURLOPT_CERTINFO, 1L);
    if (!access_.ca_file.empty()) set(CURLOPT_CAINFO, access_.ca_file.c_str());
    set(CURLOPT_WRITEFUNCTION, take_body);
    set(CURLOPT_WRITEDATA, &exchange);
    set(CURLOPT_HEADERFUNCTION, take_head);
    set(CURLOPT_HEADERDATA, &exchange);
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, take_request);
    set(CURLOPT_DEBUGDATA, &exchange);
    set(CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(CURLOPT_OPENSOCKETDATA, &exchange);
  }

  WebAccess access_;
  CURL* handle_;
  curl_slist* headers_ = nullptr;
};

}  // namespace

std::optional<WebAddress> parse_web_address(const std::string& url) {
  UrlParts parts;
  if (!is_web_address(url) || !parts.set(url) || !parts.part(CURLUPART_USER).empty()) return std::nullopt;
  WebAddress address{parts.part(CURLUPART_SCHEME), parts.part(CURLUPART_HOST), parts.part(CURLUPART_PORT, CURLU_DEFAULT_PORT)};
  std::ranges::transform(address.host, address.host.begin(), lower);
  if ((address.scheme != "http" && address.scheme != "https") || address.host.empty()) return std::nullopt;
  return address;
}

std::string resolve_address(const std::string& base, const std::string& reference) {
  UrlParts parts;
  if (!parts.set(base) || !parts.set(reference)) return {};
  return parts.part(CURLUPART_URL);
}

bool is_private_address(const std::string& ip) {
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET, ip.c_str(), bytes.data()) == 1) return is_private_v4(std::span(bytes).first(4));
  return inet_pton(AF_INET6, ip.c_str(), bytes.data()) != 1 || is_private_v6(bytes);
}

std::string WebAnswer::header(std::string_view name) const {
  for (std::size_t at = answer_head.find('\n'); at != std::string::npos; at = answer_head.find('\n', at + 1)) {
    const std::string_view line = std::string_view(answer_head).substr(at + 1, answer_head.find('\n', at + 1) - at - 1);
    const std::size_t colon = line.find(':');
    if (colon != name.size() || !std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) { return a == lower(b); })) continue;
    return std::string(trim(line.substr(colon + 1)));
  }
  return {};
}

std::unique_ptr<WebClient> open_web_client(const WebAccess& access) {
  // Initialized before any thread asks for it; never torn down, as the program ends after it.
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  return ready == CURLE_OK ? std::make_unique<CurlClient>(access) : nullptr;
}

}  // namespace disclose
