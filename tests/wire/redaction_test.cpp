// SPDX-License-Identifier: MIT
//
// Secrets in the output of a run: every command meets every kind of failure, with -v, against
// servers that send every secret back in every form.
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "src/text/ascii.hpp"
#include "src/text/encoding.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/fake_world.hpp"
#include "tests/support/odd_ports.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::json;

const std::string token = "tok/SECRET+val=ue\"%41";
const std::string password = "p+w & = % \"/\\ü漢 word";
const std::string code = "Code+98/7\"65";

std::string lower_percent(std::string text) {
  for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 3)) {
    text.replace(at, 3, ascii_lower(text.substr(at, 3)));
  }
  return text;
}

std::string json_escaped(const std::string& text, bool ascii) {
  const std::string quoted = Json(text).dump(-1, ' ', ascii);
  return quoted.substr(1, quoted.size() - 2);
}

std::vector<std::string> forms_of(const std::string& secret) {
  const std::string percent = percent_encode(secret);
  const std::string base64 = base64_encode(secret);
  return {secret,
          percent,
          lower_percent(percent),
          replaced(percent, "%20", "+"),
          json_escaped(secret, false),
          json_escaped(secret, true),
          replaced(json_escaped(secret, false), "/", "\\/"),
          base64,
          replaced(replaced(base64, "+", "-"), "/", "_")};
}

std::vector<std::string> all_forms() {
  std::vector<std::string> forms;
  for (const std::string& secret : {token, password, code}) {
    for (const std::string& form : forms_of(secret)) {
      forms.push_back(form);
    }
  }
  return forms;
}

void check_silent(const RunResult& result) {
  const std::string all = result.out + result.err;
  for (const std::string& form : all_forms()) {
    CAPTURE(form);
    CHECK(all.find(form) == std::string::npos);
  }
}

World secret_world(const std::string& server, const std::string& plex_tv) {
  World world;
  world.environment = {{"PLEX_URL", server},        {"PLEX_TV_URL", plex_tv},
                       {"PLEX_TOKEN", token},       {"PLEX_USERNAME", "dana"},
                       {"PLEX_PASSWORD", password}, {"PLEX_VERIFICATION_CODE", code}};
  return world;
}

World secret_world(const FakePlex& server) {
  return secret_world(server.server_url(), server.plex_tv_url());
}

/// What a command is given that nobody else may see.
Words secrets_of(const KnownCommand& command) {
  return command.takes_password ? Words{password, code} : Words{token};
}

/// Runs every command that sends requests, with -v, in text and as JSON, and returns how many runs
/// that were.
std::size_t check_every_command(const World& world, const Words& options, int status_at_least) {
  std::size_t runs = 0;
  for (const KnownCommand& command : every_command_with_requests()) {
    CAPTURE(command_line(command.words));
    for (const Words& form : {Words{"-v"}, Words{"-v", "--json"}}) {
      CAPTURE(command_line(form));
      const RunResult result = run_known(command, joined(options, form), world);
      CHECK(result.status >= status_at_least);
      check_silent(result);
      ++runs;
    }
  }
  return runs;
}

std::string error_body(const std::string& message) {
  return Json{{"errors", {{{"code", 1004}, {"message", message}}}}}.dump();
}

}  // namespace

TEST_CASE("the words of a server show no secret of the command in any form") {
  for (const KnownCommand& command : every_command_with_requests()) {
    CAPTURE(command_line(command.words));
    for (const std::string& secret : secrets_of(command)) {
      CAPTURE(secret);
      for (const std::string& form : forms_of(secret)) {
        CAPTURE(form);
        FakePlex server;
        server.respond_always(command.path, {.status = 400, .body = error_body("<" + form + ">")});
        for (const Words& options : {Words{"-v"}, Words{"-v", "--json"}}) {
          CAPTURE(command_line(options));
          const RunResult result = run_known(command, options, secret_world(server));
          CHECK(result.status == 5);
          CHECK((result.out + result.err).find(form) == std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("no failing response brings a secret back") {
  std::string echo;
  for (const std::string& form : all_forms()) {
    echo += form + " ";
  }
  FakePlex server;
  for (const int status : {200, 204, 302, 400, 401, 403, 405, 422, 429, 498, 500}) {
    CAPTURE(status);
    for (const CannedResponse& body :
         {CannedResponse{.status = status, .body = error_body(echo)},
          CannedResponse{.status = status,
          .content_type = "application/xml",
          .body = errors_xml(status, 1001, echo)},
          CannedResponse{.status = status, .content_type = "text/html", .body = "<html>" + echo},
          CannedResponse{.status = status, .body = "{\"token\":" + echo},
          CannedResponse{.status = status, .body = {}}}) {
      CAPTURE(body.body.substr(0, 20));
      for (const KnownCommand& command : every_command_with_requests()) {
        CAPTURE(command_line(command.words));
        CannedResponse answer = body;
        const std::string bare = secrets_of(command).front();
        const std::string secret = percent_encode(bare);
        answer.headers = {{"Location", "https://elsewhere.example/?t=" + secret},
                          {"X-Echo", secrets_of(command).back()},
                          {"Set-Cookie", "session=" + secret},
                          {"X-Base64", base64_encode(bare)}};
        server.respond_always(command.path, answer);
        for (const Words& form : {Words{"-v"}, Words{"-v", "--json"}}) {
          CAPTURE(command_line(form));
          const RunResult result = run_known(command, form, secret_world(server));
          CHECK((result.status != 0 || command.takes_any_success));
          CHECK((result.out.empty() || result.status == 0 || command.prints_and_fails));
          for (const std::string& secret_of_command : secrets_of(command)) {
            CAPTURE(secret_of_command);
            for (const std::string& shape : forms_of(secret_of_command)) {
              CAPTURE(shape);
              CHECK((result.out + result.err).find(shape) == std::string::npos);
            }
          }
        }
      }
    }
  }
}

TEST_CASE("no failure of the network shows a secret") {
  const RefusedPort refused;
  const RawServer reset(Script{ReadRequest{}, Reset{}});
  const RawServer silent(Script{ReadRequest{}, Stall{}});
  const RawServer garbage(Script{ReadRequest{}, Send{"no HTTP at all\r\n\r\n"}, Close{}});
  for (const std::string& url : {refused.url(), reset.url(), garbage.url()}) {
    CAPTURE(url);
    check_every_command(secret_world(url, url + "/api/v2"), {"--retries", "1"}, 6);
  }
  check_every_command(secret_world(silent.url(), silent.url() + "/api/v2"), {"--timeout", "0.1"},
                      7);
  const FakePlex untrusted(FakePlexOptions{.https = true});
  check_every_command(secret_world(untrusted), {}, 6);
}

TEST_CASE("no failure before the request shows a secret") {
  const FakePlex server;
  const World world = secret_world(server);
  for (const Words& options :
       {Words{"-o", "xml"}, Words{"--retries", "x"}, Words{"-H", "no colon"}, Words{"--bogus"},
        Words{"--client-id", "a\nb"}, Words{"--color", "x"}, Words{"--resolve", "x"},
        Words{"--proxy", "ftp://u:" + percent_encode(token) + "@127.0.0.1"}}) {
    CAPTURE(command_line(options));
    check_every_command(world, options, 2);
  }
  for (const Words& words :
       {Words{"auth", "whoami", "--token" + token}, Words{"auth", "whoami", token},
        Words{"auth", "whoami", "--tokn=" + token}, Words{"auth", "signin", "--pass=" + password},
        Words{"auth", token}, Words{token}, Words{"auth", "signin", "--code", code + " x"},
        Words{"auth", "whoami", "--no-input=" + token},
        Words{"auth", "whoami", "-t", token + "\n\n"},
        Words{"auth", "transient-token", "--server", "http://u:" + token + "@h"},
        Words{"auth", "source-info", token}, Words{"help", token}}) {
    for (const Words& form : {Words{}, Words{"--json"}}) {
      CAPTURE(command_line(form));
      CAPTURE(words.size());
      CAPTURE(words.back());
      const RunResult result = run_plex(joined(words, form), world);
      CHECK(result.status == 2);
      check_silent(result);
    }
  }
  CHECK(server.requests().empty());
}

TEST_CASE("the password of a proxy is shown nowhere") {
  const RawServer proxy(Script{
      ReadRequest{},
      Send{"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"}, Close{}});
  const std::string with_password =
      "http://user:" + percent_encode(password) + "@127.0.0.1:" + std::to_string(proxy.port());
  World world = secret_world("https://plex.example", "https://plex.example/api/v2");
  std::size_t runs = check_every_command(world, {"--proxy", with_password}, 6);
  world.environment["https_proxy"] = with_password;
  runs += check_every_command(world, {}, 6);
  CHECK(proxy.requests().size() == runs);
  for (const std::string& request : proxy.requests()) {
    CAPTURE(request);
    CHECK(request.find(token) == std::string::npos);
  }
}

TEST_CASE("a token in the address that a redirect names is not shown") {
  FakePlex server;
  server.respond_always(token_path,
                        {.status = 302,
                         .body = {},
                         .headers = {{"Location", "https://a.example/b?X-Plex-Token=new-SECRET"},
                                     {"Refresh", "0; url=/?X-Plex-Token=new-SECRET"},
                                     {"Content-Location", "/b?X-Plex-Token=new-SECRET"}}});
  const RunResult result = run_plex({"auth", "transient-token", "-v"}, fake_world(server));
  CHECK(result.err.find("< location: a.example\n") != std::string::npos);
  CHECK(result.err.find("new-SECRET") == std::string::npos);
}

TEST_CASE("a success shows a secret only if the command exists to print it") {
  for (const KnownCommand& command : every_command()) {
    CAPTURE(command_line(command.words));
    const FakePlex server;
    const RunResult result = run_known(command, {"-v"}, fake_world(server));
    CHECK(result.status == 0);
    for (const std::string& form : forms_of(dana_token)) {
      CAPTURE(form);
      CHECK(result.err.find(form) == std::string::npos);
    }
    for (const std::string& form : forms_of(dana_password)) {
      CAPTURE(form);
      CHECK((result.out + result.err).find(form) == std::string::npos);
    }
    CHECK(command.prints_token == (result.out.find(dana_token) != std::string::npos));
    CHECK(result.err.find("invented-cookie") == std::string::npos);
    CHECK(result.err.find("transient-") == std::string::npos);
  }
}

}  // namespace plex::test
