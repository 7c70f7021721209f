// SPDX-License-Identifier: MIT
#include "src/auth/pins.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "src/http/curl_transport.hpp"
#include "src/text/redactor.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/fake_plex.hpp"
#include "tests/support/library_client.hpp"
#include "tests/support/scripted_transport.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using auth::Pin;
using auth::PinKind;

constexpr const char* pin_json = R"({"id":1000000001,"code":"7RQZ","expiresIn":900})";

Pin parse(const std::string& text) { return auth::parse_pin(parse_json(text)); }

Error refusal_of(const std::string& text) {
  return error_of([&] { parse(text); });
}

std::string pin_with(const std::string& id, const std::string& code, const std::string& rest = "") {
  return R"({"id":)" + id + R"(,"code":)" + code + rest + "}";
}

}  // namespace

TEST_CASE("a sign-in code is parsed with an id that is a number or text") {
  const Pin pin = parse(pin_json);
  CHECK(pin.id.reveal() == "1000000001");
  CHECK(pin.code.reveal() == "7RQZ");
  CHECK(pin.expires_in == std::chrono::seconds(900));
  for (const std::string id : {"18446744073709551615", "0", "\"a-B-9\"", "\"1\""}) {
    CAPTURE(id);
    CHECK(parse(pin_with(id, "\"x\"")).id.reveal() == replaced(id, "\"", ""));
  }
  const std::string longest(64, 'z');
  CHECK(parse(pin_with("\"" + longest + "\"", "\"" + longest + "\"")).code.reveal() == longest);
}

TEST_CASE("a sign-in code lives as long as plex.tv says within limits") {
  struct Row {
    std::string member;
    int seconds;
  };
  for (const Row& row :
       {Row{"", 900}, Row{R"(,"expiresIn":null)", 900}, Row{R"(,"expiresIn":61)", 61},
        Row{R"(,"expiresIn":"300")", 300}, Row{R"(,"expiresIn":1800)", 1800},
        Row{R"(,"expiresIn":1801)", 1800}, Row{R"(,"expiresIn":9223372036854775807)", 1800},
        Row{R"(,"expiresIn":59)", 60}, Row{R"(,"expiresIn":0)", 60},
        Row{R"(,"expiresIn":-9223372036854775808)", 60}}) {
    CAPTURE(row.member);
    CHECK(parse(pin_with("1", "\"x\"", row.member)).expires_in ==
          std::chrono::seconds(row.seconds));
  }
}

TEST_CASE("what is not a sign-in code is refused by the name of the member alone") {
  const std::string too_long = "\"" + std::string(65, 'a') + "\"";
  for (const std::string& id :
       {std::string("null"), std::string("-1"), std::string("1.5"), std::string("true"),
        std::string("\"\""), std::string("\"../user\""), std::string("\"a b\""),
        std::string("\"\\u00fc\""), std::string("[]"), too_long}) {
    CAPTURE(id);
    const Error error = refusal_of(pin_with(id, "\"7RQZ\""));
    CHECK(error.code == ErrorCode::unexpected);
    CHECK(error.message == "the response's id is missing or not valid");
  }
  for (const std::string& code :
       {std::string("null"), std::string("1234"), std::string("\"\""), std::string("\"a-b\""),
        std::string("\"a b\""), std::string("\"\\u001b\""), std::string("{}"), too_long}) {
    CAPTURE(code);
    const Error error = refusal_of(pin_with("1", code));
    CHECK(error.code == ErrorCode::unexpected);
    CHECK(error.message == "the response's code is missing or not valid");
  }
  CHECK(refusal_of(pin_with("1", "\"x\"", R"(,"expiresIn":"soon")")).message ==
        "the response's expiresIn is out of range or not a whole number");
  CHECK(refusal_of("[]").message == "the response is not about a sign-in code");
  CHECK(refusal_of("{}").message == "the response's id is missing or not valid");
}

TEST_CASE("a code that is not approved has no token and one that is has a valid one") {
  const auto token_in = [](const std::string& text) {
    return auth::parse_approval(parse_json(text));
  };
  for (const std::string text : {"{}", R"({"authToken":null})", R"({"authToken":""})"}) {
    CAPTURE(text);
    CHECK_FALSE(token_in(text));
  }
  CHECK(token_in(R"({"authToken":"abc-DEF_1"})")->reveal() == "abc-DEF_1");
  for (const std::string text : {R"({"authToken":"a b"})", R"({"authToken":"a\r\nX: 1"})"}) {
    CAPTURE(text);
    const Error error = error_of([&] { token_in(text); });
    CHECK(error.code == ErrorCode::unexpected);
    CHECK(error.message == "the response's authToken is not a valid token");
  }
  CHECK(error_of([&] { token_in(R"({"authToken":7})"); }).message ==
        "the response's authToken is not a string");
  CHECK(error_of([&] { token_in("\"abc\""); }).message ==
        "the response is not about a sign-in code");
}

TEST_CASE("a code of each kind is asked for once and without a token") {
  ScriptedTransport transport({response(201, pin_json)});
  CHECK(auth::create_pin(client_of(transport), PinKind::typed).code.reveal() == "7RQZ");
  CHECK(auth::create_pin(client_of(transport), PinKind::carried).id.reveal() == "1000000001");
  CHECK(transport.requests == Words{"POST https://plex.test/api/v2/pins",
                                    "POST https://plex.test/api/v2/pins strong=true"});
}

TEST_CASE("a code is polled by its id and approved by the code in a form") {
  ScriptedTransport transport({response(200, "{}"), response(204)});
  CHECK_FALSE(auth::poll_pin(client_of(transport), Secret("1000000001")));
  auth::link_pin(client_of(transport), Secret("token"), Secret("7R/Z"));
  CHECK(transport.requests == Words{"GET https://plex.test/api/v2/pins/1000000001",
                                    "PUT https://plex.test/api/v2/pins/link (token) code=7R%2FZ"});
}

TEST_CASE("a code that plex.tv does not know has expired with or without its number") {
  for (const std::string body :
       {R"({"errors":[{"code":1020,"message":"Code not found or expired"}]})", "", "<html>"}) {
    CAPTURE(body);
    ScriptedTransport transport({response(404, body)});
    const Client client = client_of(transport);
    for (const Error& error :
         {error_of([&] { auth::poll_pin(client, Secret("1000000001")); }),
          error_of([&] { auth::link_pin(client, Secret("token"), Secret("7RQZ")); })}) {
      CHECK(error.code == ErrorCode::code_expired);
      CHECK(error.message == "the code has expired or belongs to another client identifier");
      CHECK(error.advice == Advice::none);
      CHECK(error.http_status == 404);
      CHECK(error.host == "plex.test");
    }
    CHECK(error_of([&] { auth::create_pin(client, PinKind::typed); }).code == ErrorCode::refused);
  }
}

TEST_CASE("no failure about a code holds its id or the code") {
  const std::vector<ScriptedTransport::Outcome> outcomes = {
      response(404),
      response(400),
      response(401),
      response(429),
      response(500),
      response(302, "", {{"location", "/api/v2/pins/1000000001"}}),
      response(302),
      response(200, "1000000001 7RQZ"),
      response(200, R"(["1000000001","7RQZ"])"),
      response(200, R"({"authToken":"1000000001 7RQZ","id":"1000000001 7RQZ","code":" 7RQZ"})"),
      Error(ErrorCode::timeout, "no response")};
  for (const auto& outcome : outcomes) {
    ScriptedTransport transport({outcome});
    const Client client = client_of(transport);
    const auto check = [](const Error& error) {
      for (const std::string& text : {error.message, error.hint, error.host, error.server_said}) {
        CAPTURE(text);
        CHECK(text.find("1000000001") == std::string::npos);
        CHECK(text.find("7RQZ") == std::string::npos);
      }
    };
    check(error_of([&] { auth::poll_pin(client, Secret("1000000001")); }));
    try {
      auth::link_pin(client, Secret("token"), Secret("7RQZ"));
    } catch (const Error& error) {
      check(error);
    }
    check(error_of([&] { auth::create_pin(client, PinKind::typed); }));
  }
}

TEST_CASE("the page of a code is the one that its kind works on") {
  CHECK(auth::link_url(Secret("7RQZ")) == "https://plex.tv/link/?pin=7RQZ");
  CHECK(auth::browser_url("id with/odd&bytes", Secret("i3o1w4"), "plex cli ü") ==
        "https://app.plex.tv/auth#?clientID=id%20with%2Fodd%26bytes&code=i3o1w4"
        "&context%5Bdevice%5D%5Bproduct%5D=plex%20cli%20%C3%BC");
}

TEST_CASE("a code of each kind is approved and gives the token of the account") {
  FakePlex server;
  const auto transport = real_transport();
  const Client client = client_of(*transport, server.plex_tv_url());
  for (const PinKind kind : {PinKind::typed, PinKind::carried}) {
    const Pin pin = auth::create_pin(client, kind);
    CHECK(pin.code.reveal() == server.pins().back());
    CHECK(pin.expires_in == std::chrono::seconds(kind == PinKind::carried ? 1800 : 900));
    CHECK_FALSE(auth::poll_pin(client, pin.id));
    if (kind == PinKind::typed) {
      auth::link_pin(client, Secret(frida_token), pin.code);
    } else {
      server.approve(server.pins().back(), frida_token);
    }
    CHECK(auth::poll_pin(client, pin.id)->reveal() == frida_token);
  }
}

TEST_CASE("a code is unknown to plex.tv under another client identifier and after its life") {
  FakePlex server;
  const auto transport = real_transport();
  const Client client = client_of(*transport, server.plex_tv_url());
  Client other = client;
  other.headers = with_headers(other.headers, {{"X-Plex-Client-Identifier", "other"}});
  const Pin pin = auth::create_pin(other, PinKind::typed);
  CHECK_FALSE(auth::poll_pin(other, pin.id));
  CHECK(error_of([&] { auth::poll_pin(client, pin.id); }).code == ErrorCode::code_expired);
  server.advance_clock(std::chrono::seconds(900));
  CHECK(error_of([&] { auth::poll_pin(other, pin.id); }).plex_code == 1020);
}

TEST_CASE("a trace of a sign-in by code that is redacted shows neither id nor code nor place") {
  FakePlex server;
  std::string trace;
  TransportOptions options;
  options.warn = [](const std::string&) {};
  options.trace = [&](const std::string& text) { trace += line(text); };
  const auto transport = make_curl_transport(options);
  const Client client = client_of(*transport, server.plex_tv_url());
  const Pin pin = auth::create_pin(client, PinKind::typed);
  CHECK_FALSE(auth::poll_pin(client, pin.id));
  auth::link_pin(client, Secret(dana_token), pin.code);
  CHECK(auth::poll_pin(client, pin.id));
  CHECK(trace.find("/pins/1000000001\n") != std::string::npos);
  Redactor redactor;
  redactor.learn(pin.id.reveal());
  redactor.learn(pin.code.reveal());
  const std::string shown = redactor.redact(trace);
  CHECK(shown.find("/pins/[redacted]\n") != std::string::npos);
  for (const char* secret : {first_pin_id, first_short_code, pin_location_marker, dana_token}) {
    CAPTURE(secret);
    CHECK(shown.find(secret) == std::string::npos);
  }
}

}  // namespace plex::test
