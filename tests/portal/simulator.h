#pragma once

#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "base/clock.h"

namespace disclose {

/// What a portal answers: bytes as they go over the wire. With `hold` it then waits until the other side
/// has had enough.
struct Reply {
  std::string bytes;
  bool hold = false;
};

inline Reply reply(const std::string& status, const std::string& headers, const std::string& body) {
  return {fmt::format("HTTP/1.1 {}\r\nDate: Sun, 01 Mar 2026 01:00:00 GMT\r\n{}Connection: close\r\nContent-Length: {}\r\n\r\n{}", status, headers, body.size(), body)};
}
inline Reply page(const std::string& body) { return reply("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body); }
inline Reply redirect(const std::string& to) { return reply("301 Moved Permanently", "Location: " + to + "\r\n", ""); }

/// Time that passes only when it is asked for or waited for.
class TestClock final : public Clock {
 public:
  std::int64_t now() override { return now_ += 1; }
  void wait(std::int64_t milliseconds) override {
    waited_ += milliseconds;
    now_ += milliseconds;
  }
  std::int64_t waited() const { return waited_; }

 private:
  std::atomic<std::int64_t> now_ = 1'772'326'800'000;  // 2026-03-01 09:00 +08:00
  std::atomic<std::int64_t> waited_ = 0;
};

/// A portal on this machine, in a thread of its own, that answers one request after the other as it is told.
class Simulator {
 public:
  /// Gets the path, and how often it was asked for before.
  using Answer = std::function<Reply(const std::string& path, int before)>;

  explicit Simulator(Answer answer, bool secure = false) : answer_(std::move(answer)) {
    if (secure) make_certificate();
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, any, size) != 0 || ::listen(listener_, 64) != 0 || ::getsockname(listener_, any, &size) != 0) throw std::runtime_error("no port for the portal");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;
  ~Simulator() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }

  std::string url(const std::string& path = "/") const { return fmt::format("{}://127.0.0.1:{}{}", context_ ? "https" : "http", port_, path); }
  int port() const { return port_; }
  std::map<std::string, int> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* connection) const { SSL_free(connection); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };

  // A certificate that nobody has signed but itself.
  void make_certificate() {
    const std::unique_ptr<EVP_PKEY, Free> key(EVP_EC_gen("P-256"));
    const std::unique_ptr<X509, Free> certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -86'400);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86'400);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* const name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    context_.reset(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_use_certificate(context_.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), key.get());
  }

  void serve() {
    for (;;) {
      const int connection = ::accept(listener_, nullptr, nullptr);
      if (connection < 0) return;
      if (context_) {
        const std::unique_ptr<SSL, Free> secure(SSL_new(context_.get()));
        SSL_set_fd(secure.get(), connection);
        if (SSL_accept(secure.get()) == 1) {
          converse([&](char* bytes, std::size_t size) { return SSL_read(secure.get(), bytes, static_cast<int>(size)); },
                   [&](const std::string& bytes) { SSL_write(secure.get(), bytes.data(), static_cast<int>(bytes.size())); });
        }
      } else {
        converse([&](char* bytes, std::size_t size) { return static_cast<int>(::recv(connection, bytes, size, 0)); },
                 [&](const std::string& bytes) {
                   for (std::size_t at = 0; at < bytes.size();) {
                     const ssize_t sent = ::send(connection, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
                     if (sent <= 0) return;
                     at += static_cast<std::size_t>(sent);
                   }
                 });
        ::shutdown(connection, SHUT_WR);
      }
      ::close(connection);
    }
  }

  template <class Read, class Write>
  void converse(Read read, Write write) {
    std::string request;
    char bytes[4096];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const int got = read(bytes, sizeof bytes);
      if (got <= 0) return;
      request.append(bytes, static_cast<std::size_t>(got));
    }
    const std::size_t begin = request.find(' ') + 1;
    const std::string path = request.substr(begin, request.find(' ', begin) - begin);
    int before = 0;
    {
      const std::lock_guard lock(mutex_);
      before = asked_[path]++;
    }
    const Reply reply = answer_(path, before);
    write(reply.bytes);
    while (reply.hold && read(bytes, sizeof bytes) > 0) {
    }
  }

  Answer answer_;
  std::unique_ptr<SSL_CTX, Free> context_;
  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::map<std::string, int> asked_;
  std::thread thread_;
};

}  // namespace disclose
