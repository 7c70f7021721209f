// SPDX-License-Identifier: MIT
#include "src/http/transfer_result.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "src/advice.hpp"
#include "src/deadline.hpp"
#include "src/http/url.hpp"

namespace plex::test {
namespace {

HttpResponse answer(int status, const std::string& encoding = "") {
  HttpResponse response;
  response.status = status;
  if (!encoding.empty()) {
    response.headers.push_back({"content-encoding", encoding});
  }
  return response;
}

/// Facts of a transfer that got as far as a whole head of a response.
TransferFacts answered(TransferEnd end) {
  TransferFacts facts;
  facts.end = end;
  facts.headers_complete = true;
  facts.request_sent = true;
  return facts;
}

TransferFacts unanswered(TransferEnd end) {
  TransferFacts facts;
  facts.end = end;
  facts.connect_timeout = Milliseconds(2500);
  facts.stall_timeout = std::chrono::seconds(15);
  return facts;
}

/// The failure that the facts mean; the code `internal` with the message "none" when there is a
/// response.
Error failure(const TransferFacts& facts, const HttpResponse& response = {},
              const std::string& url = "https://server.test:32400") {
  try {
    check_transfer(facts, response, parse_base_url(url, "the test"));
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::internal, "none"};
}

/// Whether the failure is this one, with these words.
bool is(const Error& error, ErrorCode code, std::string_view message) {
  CAPTURE(error.message);
  CHECK(error.code == code);
  CHECK(error.message == message);
  return error.code == code && error.message == message;
}

}  // namespace

TEST_CASE("a transfer that is complete with a status of HTTP is a response") {
  for (const int status : {200, 201, 204, 301, 304, 400, 401, 429, 500, 503, 599}) {
    CAPTURE(status);
    CHECK(failure(answered(TransferEnd::complete), answer(status)).message == "none");
  }
  for (const int status : {0, 20, 101, 199, 600, 999}) {
    CAPTURE(status);
    CHECK(is(failure(answered(TransferEnd::complete), answer(status)), ErrorCode::malformed,
             "the response has no valid HTTP status"));
  }
}

TEST_CASE("a refusal is a response however its body ends and a success is not") {
  for (const TransferEnd end :
       {TransferEnd::cut_short, TransferEnd::connection_broken, TransferEnd::stopped_by_us,
        TransferEnd::timed_out, TransferEnd::not_http}) {
    CAPTURE(static_cast<int>(end));
    CHECK(failure(answered(end), answer(401)).message == "none");
    CHECK(failure(answered(end), answer(302)).message == "none");
    CHECK(failure(answered(end), answer(200)).message != "none");
    TransferFacts headless = answered(end);
    headless.headers_complete = false;
    CHECK(failure(headless, answer(401)).message != "none");
  }
}

TEST_CASE("each end of a transfer without a response has its own failure") {
  CHECK(is(failure(unanswered(TransferEnd::name_unknown)), ErrorCode::dns_failed,
           "the host name could not be resolved"));
  CHECK(is(failure(unanswered(TransferEnd::proxy_failed)), ErrorCode::proxy_failed,
           "the proxy could not be used"));
  CHECK(is(failure(unanswered(TransferEnd::not_connected)), ErrorCode::connect_failed,
           "the connection was refused or there is no route to the host"));
  CHECK(is(failure(unanswered(TransferEnd::bad_ca_file)), ErrorCode::file_unreadable,
           "the certificate authority file cannot be used"));
  CHECK(is(failure(unanswered(TransferEnd::tls_failed)), ErrorCode::tls_failed,
           "could not agree on TLS 1.2 or later"));
  CHECK(is(failure(unanswered(TransferEnd::connection_broken)), ErrorCode::connection_lost,
           "the connection was lost before a response arrived"));
  CHECK(is(failure(unanswered(TransferEnd::cut_short)), ErrorCode::truncated,
           "the response was cut short"));
  CHECK(is(failure(unanswered(TransferEnd::header_too_long)), ErrorCode::too_large,
           "the headers of the response are larger than 64 KiB"));
  CHECK(is(failure(unanswered(TransferEnd::not_http)), ErrorCode::malformed,
           "the response is not valid HTTP"));
  TransferFacts unknown = unanswered(TransferEnd::other);
  unknown.library_error = 55;
  CHECK(is(failure(unknown), ErrorCode::internal,
           "the request failed for an unknown reason (libcurl error 55)"));
}

TEST_CASE("a certificate that is not trusted is told apart by what is wrong with it") {
  struct Row {
    long verify_result;
    std::string message;
    Advice advice;
  };
  for (const Row& row :
       {Row{9, "the server's certificate is expired or not valid yet", Advice::check_clock},
        Row{10, "the server's certificate is expired or not valid yet", Advice::check_clock},
        Row{18, "the server's certificate is self-signed", Advice::trust_certificate},
        Row{20, "the server's certificate is from an unknown authority", Advice::trust_authority},
        // libcurl's own check of the name leaves 1 here.
        Row{1, "the server's certificate is for a different name", Advice::use_certificate_name}}) {
    CAPTURE(row.verify_result);
    TransferFacts facts = unanswered(TransferEnd::peer_unverified);
    facts.verify_result = row.verify_result;
    const Error error = failure(facts);
    CHECK(is(error, ErrorCode::tls_failed, row.message));
    CHECK(error.advice == row.advice);
  }
}

TEST_CASE("a wrong name at an address is explained with the names that Plex certificates have") {
  TransferFacts facts = unanswered(TransferEnd::peer_unverified);
  facts.verify_result = 1;
  for (const std::string url : {"https://192.168.1.5:32400", "https://[::1]:32400"}) {
    CAPTURE(url);
    CHECK(failure(facts, {}, url).advice == Advice::use_plex_direct_name);
  }
}

TEST_CASE("a time-out says which limit has passed") {
  TransferFacts facts = unanswered(TransferEnd::timed_out);
  CHECK(is(failure(facts), ErrorCode::timeout, "could not connect within 2.5 s"));
  facts.deadline_passed = true;
  CHECK(is(failure(facts), ErrorCode::timeout, "no complete response within the time limit"));
  facts.deadline_passed = false;
  facts.request_sent = true;
  CHECK(is(failure(facts), ErrorCode::timeout, "no complete response within the time limit"));
  facts = unanswered(TransferEnd::stopped_by_us);
  facts.stopped_by = ErrorCode::timeout;
  CHECK(is(failure(facts), ErrorCode::timeout, "the server sent nothing for 15 s"));
}

TEST_CASE(
    "a connection that breaks is lost before the head of the response and cut short after it") {
  TransferFacts facts = unanswered(TransferEnd::connection_broken);
  facts.request_sent = true;
  CHECK(failure(facts).code == ErrorCode::connection_lost);
  facts.headers_complete = true;
  CHECK(failure(facts, answer(200)).code == ErrorCode::truncated);
}

TEST_CASE("a connection over plain http that is lost may have wanted https") {
  TransferFacts facts = unanswered(TransferEnd::connection_broken);
  const std::string url = "http://192.168.1.5:32400";
  CHECK(failure(facts, {}, url).advice == Advice::try_https);
  CHECK(failure(facts, {}, "https://192.168.1.5:32400").advice == Advice::none);
  facts.proxied = true;
  CHECK(failure(facts, {}, url).advice == Advice::none);
}

TEST_CASE("a limit that was exceeded is named") {
  TransferFacts facts = unanswered(TransferEnd::stopped_by_us);
  facts.stopped_by = ErrorCode::too_large;
  CHECK(is(failure(facts), ErrorCode::too_large,
           "the headers of the response are larger than 64 KiB"));
  facts.headers_complete = true;
  CHECK(is(failure(facts, answer(200)), ErrorCode::too_large, "the response is larger than 8 MiB"));
  facts.stopped_by.reset();
  CHECK(is(failure(facts, answer(200)), ErrorCode::malformed,
           "the response's body is not well-formed HTTP"));
}

TEST_CASE("an address that the client refused is not a failed connection") {
  TransferFacts facts = unanswered(TransferEnd::not_connected);
  facts.address = "192.0.2.10";
  facts.refused = ErrorCode::insecure_transport;
  CHECK(is(failure(facts), ErrorCode::insecure_transport,
           "plain http to 192.0.2.10 would expose the secret to the network"));
  CHECK(failure(facts).advice == Advice::use_https_or_allow_http);
  facts.loopback_only = true;
  CHECK(failure(facts).advice == Advice::use_https);
  facts.proxied = true;
  CHECK(is(failure(facts), ErrorCode::insecure_transport,
           "plain http through the proxy at 192.0.2.10 would expose the secret to the proxy and "
           "the network behind it"));
  CHECK(failure(facts).advice == Advice::bypass_proxy);
  facts.loopback_only = false;
  CHECK(failure(facts).advice == Advice::bypass_or_trust_proxy);
  facts.refused = ErrorCode::usage;
  CHECK(is(failure(facts), ErrorCode::usage,
           "an unverified connection to 192.0.2.10 would expose the secret to the network"));
  CHECK(failure(facts).advice == Advice::verify_certificate);
}

TEST_CASE("what a proxy does wrong is told apart from what the server does") {
  TransferFacts facts = unanswered(TransferEnd::not_connected);
  facts.proxied = true;
  CHECK(is(failure(facts), ErrorCode::proxy_failed, "could not connect to the proxy"));
  facts = unanswered(TransferEnd::connection_broken);
  facts.proxied = true;
  CHECK(failure(facts).code == ErrorCode::connection_lost);
  facts.by_connect = true;
  facts.proxy_status = 403;
  CHECK(is(failure(facts), ErrorCode::proxy_failed,
           "the proxy refused the connection with status 403"));
  facts.proxy_status = 407;
  CHECK(failure(facts).advice == Advice::add_credentials_to_proxy_url);
  facts.proxy_status = 0;
  CHECK(failure(facts).code == ErrorCode::proxy_failed);
  facts.proxy_status = 200;
  facts.request_sent = true;
  CHECK(failure(facts).code == ErrorCode::connection_lost);
  for (const TransferEnd end : {TransferEnd::peer_unverified, TransferEnd::tls_failed}) {
    CAPTURE(static_cast<int>(end));
    facts = unanswered(end);
    facts.proxied = true;
    facts.by_connect = true;
    CHECK(failure(facts).code == ErrorCode::tls_failed);
    facts.tls_to_proxy = true;
    CHECK(failure(facts).code == ErrorCode::proxy_failed);
    facts.proxy_status = 200;
    CHECK(failure(facts).code == ErrorCode::tls_failed);
  }
  facts = answered(TransferEnd::complete);
  facts.proxied = true;
  CHECK(is(failure(facts, answer(407)), ErrorCode::proxy_failed,
           "the proxy requires a user name and password"));
  facts.proxied = false;
  CHECK(failure(facts, answer(407)).message == "none");
}

TEST_CASE("a success in an encoding that was not asked for is refused") {
  const TransferFacts facts = answered(TransferEnd::complete);
  for (const std::string encoding : {"", "identity", "gzip", "x-gzip", "GZIP"}) {
    CAPTURE(encoding);
    CHECK(failure(facts, answer(200, encoding)).message == "none");
  }
  for (const std::string encoding : {"br", "zstd", "deflate", "gzip, br", "gzip, gzip"}) {
    CAPTURE(encoding);
    CHECK(is(failure(facts, answer(200, encoding)), ErrorCode::malformed,
             "the response is in an encoding that was not asked for"));
  }
  CHECK(failure(answered(TransferEnd::complete), answer(401, "br")).message == "none");
}

TEST_CASE("a failed transfer tells the status and whether the request was sent") {
  Error error = failure(unanswered(TransferEnd::cut_short));
  CHECK_FALSE(error.request_sent);
  CHECK_FALSE(error.http_status);
  error = failure(answered(TransferEnd::cut_short), answer(200));
  CHECK(error.request_sent);
  CHECK(error.http_status == 200);
  TransferFacts headless = answered(TransferEnd::cut_short);
  headless.headers_complete = false;
  CHECK_FALSE(failure(headless, answer(200)).http_status);
}

}  // namespace plex::test
