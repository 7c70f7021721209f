// SPDX-License-Identifier: MIT
#include "tests/support/certificates.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace plex::test {
namespace {

using std::chrono::seconds;

void require(bool succeeded, const char* what) {
  if (!succeeded) {
    throw std::runtime_error(std::string("OpenSSL: ") + what);
  }
}

evp_pkey_st* new_key() {
  EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
  require(key != nullptr, "key");
  return key;
}

Certificate new_certificate() {
  EVP_PKEY* key = new_key();
  return {X509_new(), key};
}

void set_random_serial(X509* certificate) {
  std::uint64_t serial = 0;
  require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1 &&
              ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial) == 1,
          "serial number");
}

void set_subject(X509* certificate, const std::string& common_name) {
  const auto* text = reinterpret_cast<const unsigned char*>(common_name.c_str());
  require(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, text,
                                     -1, -1, 0) == 1,
          "subject");
}

void set_validity(X509* certificate, seconds not_before, seconds not_after) {
  require(X509_gmtime_adj(X509_getm_notBefore(certificate), not_before.count()) != nullptr &&
              X509_gmtime_adj(X509_getm_notAfter(certificate), not_after.count()) != nullptr,
          "validity");
}

void add_extension(X509* certificate, int kind, const std::string& value) {
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
      X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()), X509_EXTENSION_free);
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "extension");
}

std::string subject_alternative_names(const LeafOptions& options) {
  std::string names;
  for (const std::string& name : options.dns_names) {
    names += (names.empty() ? "DNS:" : ",DNS:") + name;
  }
  for (const std::string& address : options.ip_addresses) {
    names += (names.empty() ? "IP:" : ",IP:") + address;
  }
  return names;
}

void sign(X509* certificate, EVP_PKEY* key, const Certificate& issuer) {
  require(X509_set_version(certificate, X509_VERSION_3) == 1 &&
              X509_set_pubkey(certificate, key) == 1 &&
              X509_set_issuer_name(certificate, X509_get_subject_name(issuer.certificate())) == 1 &&
              X509_sign(certificate, issuer.key(), EVP_sha256()) > 0,
          "signature");
}

template <typename Write>
std::string to_pem(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), BIO_free);
  require(memory && write(memory.get()) == 1, "PEM");
  const char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace

void Certificate::CertificateDeleter::operator()(x509_st* certificate) const {
  X509_free(certificate);
}

void Certificate::KeyDeleter::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

Certificate::Certificate(x509_st* certificate, evp_pkey_st* key)
    : certificate_(certificate), key_(key) {
  require(certificate != nullptr && key != nullptr, "certificate");
}

std::string Certificate::certificate_pem() const {
  return to_pem([this](BIO* out) { return PEM_write_bio_X509(out, certificate()); });
}

std::string Certificate::key_pem() const {
  return to_pem([this](BIO* out) {
    return PEM_write_bio_PrivateKey(out, key(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

Certificate make_certificate_authority(const std::string& common_name) {
  Certificate authority = new_certificate();
  set_random_serial(authority.certificate());
  set_subject(authority.certificate(), common_name);
  set_validity(authority.certificate(), std::chrono::hours(-48), std::chrono::hours(48));
  add_extension(authority.certificate(), NID_basic_constraints, "critical,CA:TRUE");
  add_extension(authority.certificate(), NID_key_usage, "critical,keyCertSign,cRLSign");
  sign(authority.certificate(), authority.key(), authority);
  return authority;
}

Certificate make_leaf_certificate(const Certificate& authority, const LeafOptions& options) {
  Certificate leaf = new_certificate();
  set_random_serial(leaf.certificate());
  set_subject(leaf.certificate(), options.common_name);
  set_validity(leaf.certificate(), options.not_before, options.not_after);
  add_extension(leaf.certificate(), NID_basic_constraints, "critical,CA:FALSE");
  const std::string names = subject_alternative_names(options);
  if (!names.empty()) {
    add_extension(leaf.certificate(), NID_subject_alt_name, names);
  }
  sign(leaf.certificate(), leaf.key(), options.self_signed ? leaf : authority);
  return leaf;
}

}  // namespace plex::test
