// SPDX-License-Identifier: MIT
//
// TLS certificates for the tests, made in memory when they are needed, so that none lies in the
// tree and none expires. It makes them and writes them as PEM; who serves or trusts them is up to
// the test servers. OpenSSL's types are only named here.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

struct x509_st;
struct evp_pkey_st;

namespace plex::test {

/// What a server certificate says. Times are relative to now, so an expired certificate has a
/// negative `not_after`.
struct LeafOptions {
  std::string common_name = "localhost";
  std::vector<std::string> dns_names = {"localhost"};
  std::vector<std::string> ip_addresses = {"127.0.0.1"};
  std::chrono::seconds not_before = std::chrono::hours(-1);
  std::chrono::seconds not_after = std::chrono::hours(24);
  bool self_signed = false;  ///< signed by its own key, not by the authority
};

/// A certificate and its private key. Move-only; the raw pointers stay owned by it.
class Certificate {
 public:
  /// Takes ownership of both.
  Certificate(x509_st* certificate, evp_pkey_st* key);

  x509_st* certificate() const { return certificate_.get(); }
  evp_pkey_st* key() const { return key_.get(); }

  std::string certificate_pem() const;
  std::string key_pem() const;

 private:
  struct CertificateDeleter {
    void operator()(x509_st* certificate) const;
  };
  struct KeyDeleter {
    void operator()(evp_pkey_st* key) const;
  };

  std::unique_ptr<x509_st, CertificateDeleter> certificate_;
  std::unique_ptr<evp_pkey_st, KeyDeleter> key_;
};

/// A certificate authority with a fresh P-256 key. Throws std::runtime_error when OpenSSL fails.
Certificate make_certificate_authority(const std::string& common_name = "Invented Test Authority");

/// A server certificate with a fresh P-256 key, signed by `authority` (or by itself, see
/// LeafOptions). Throws std::runtime_error when OpenSSL fails.
Certificate make_leaf_certificate(const Certificate& authority, const LeafOptions& options = {});

}  // namespace plex::test
