#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace disclose {

/// The parts of an http or https address.
struct WebAddress {
  std::string scheme;  ///< http or https
  std::string host;    ///< lower-case
  std::string port;
};

/// nullopt for anything that is not an http or https address of a host, or that names a user.
std::optional<WebAddress> parse_web_address(const std::string& url);

/// Where `reference` (a Location header) leads from `base`; "" when that is no address.
std::string resolve_address(const std::string& base, const std::string& reference);

/// Why there is no whole answer.
enum class NoAnswer : std::uint8_t { none, resolve, connect, tls, timeout, slow, cut, too_large, private_address, other };

/// The certificate a server showed.
struct TlsLeaf {
  std::string subject;
  std::string issuer;
  std::string expires;
  std::string sha256;  ///< of its DER form, 64 hexadecimal digits
};

/// One request and what came back.
struct WebAnswer {
  NoAnswer failure = NoAnswer::none;
  std::string error;         ///< of a failure, in the library's words
  int status = 0;            ///< 0: there was no answer
  std::string request_head;  ///< as sent
  std::string answer_head;   ///< as received, up to and with the empty line
  std::string body;          ///< as received but for the transfer coding; what came before a failure
  std::string ip;
  std::optional<TlsLeaf> tls;

  /// A header of the answer, its name in lower case; "" when it has none.
  std::string header(std::string_view name) const;
};

/// How far a single request may go.
struct WebLimits {
  std::int64_t connect_ms = 10'000;
  std::int64_t total_ms = 30'000;
  std::int64_t slow_bytes = 100;    ///< a second, for slow_seconds: then it is given up
  std::int64_t slow_seconds = 15;
  std::size_t most_bytes = 8U << 20U;  ///< of the body
};

/// Asks portals. No cookies, no redirects, no decoding of content: what was received is handed on.
class WebClient {
 public:
  virtual ~WebClient() = default;
  virtual WebAnswer get(const std::string& url, const WebLimits& limits) = 0;
};

/// Over the network. Not shared by threads.
struct WebAccess {
  std::string user_agent;
  std::string proxy;      ///< empty: none; the environment is not asked
  std::string ca_file;    ///< certificates to trust; empty: the machine's
  bool allow_private = false;  ///< addresses that are not on the public internet
};
std::unique_ptr<WebClient> open_web_client(const WebAccess& access);

/// Whether an address (IPv4 or IPv6 as text) is not one of the public internet.
bool is_private_address(const std::string& ip);

}  // namespace disclose
