// SPDX-License-Identifier: MIT
//
// Secrets of a sign-in that lasts: its code, the id of the code, its token, and the place of the
// caller that plex.tv sends along. Every command of it meets every kind of failure, with -v,
// against a server that sends all of them back. The commands of a single run are in
// redaction_test.cpp.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "src/text/encoding.hpp"
#include "tests/support/fake_world.hpp"
#include "tests/support/kept_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using Json = nlohmann::json;

const std::string pin_path = std::string(pins_path) + "/" + first_pin_id;

/// How the machine is when the command runs.
enum class Before { nothing, approval, token_on_stdin, password_on_stdin, pending, kept };

/// A command, and a request of it that fails. The server knows by heart what it was told before.
struct Failing {
  Words words;
  Before before;
  std::string path;
  std::vector<std::string> known;
  /// Whether some responses that are none elsewhere are as good as a success.
  bool may_succeed = false;
};

std::vector<Failing> every_failing_request() {
  const std::string token = dana_token;
  const std::string code = first_short_code;
  const std::string id = first_pin_id;
  const Words resume = joined(login, {"--resume"});
  const Words by_password = joined(login, {"-u", "dana", "--password-stdin"});
  const Words new_token = {"auth", "new-token", "backup"};
  return {
      {login, Before::nothing, pins_path, {}},
      {joined(login, {"--no-wait"}), Before::nothing, pins_path, {}},
      {login, Before::nothing, pin_path, {code, id}},
      {login, Before::approval, user_path, {code, id, token}},
      {joined(login, {"--token-file", "-"}), Before::token_on_stdin, user_path, {token}},
      {by_password, Before::password_on_stdin, signin_path, {dana_password}},
      {by_password, Before::password_on_stdin, user_path, {dana_password, token}},
      {resume, Before::pending, pin_path, {code, id}},
      {joined(resume, {"--no-wait"}), Before::pending, pin_path, {code, id}},
      {resume, Before::pending, user_path, {code, id, token}},
      {logout, Before::kept, signout_path, {token}, true},
      {status, Before::kept, user_path, {token}},
      {{"auth", "servers"}, Before::kept, account_resources_path, {token}},
      {{"auth", "servers", "--show-token"}, Before::kept, account_resources_path, {token}},
      {{"auth", "claim-token"}, Before::kept, claim_path, {token}},
      {new_token, Before::kept, pins_path, {token}},
      {new_token, Before::kept, link_path, {token, code, id}},
      {new_token, Before::kept, pin_path, {token, code, id}},
      {{"auth", "token", "-s", "Attic"}, Before::kept, account_resources_path, {token}},
      {joined(transient, {"-s", "Attic"}), Before::kept, account_resources_path, {token}},
      {joined(transient, {"-s", "Attic"}), Before::kept, token_path, {token, attic_access_token}}};
}

/// All that no output may hold, whoever has told it.
std::vector<std::string> all_secrets() {
  return {dana_token,          dana_password,      first_short_code,   first_pin_id,
          pin_location_marker, attic_access_token, claim_token_of_dana};
}

/// Members in which plex.tv has secrets.
Json secret_members() {
  return {{"id", first_pin_id},
          {"code", first_short_code},
          {"authToken", dana_token},
          {"accessToken", attic_access_token},
          {"token", claim_token_of_dana},
          {"location", {{"city", pin_location_marker}}},
          {"qr", "https://plex.tv/api/v2/pins/qr/" + std::string(first_short_code)}};
}

/// The secrets in words that the server may choose.
std::string words_of_server(const std::vector<std::string>& known) {
  std::string words = "no";
  for (const std::string& each : known) {
    words += " <" + each + "> " + percent_encode(each) + " " + base64_encode(each);
  }
  return words;
}

CannedResponse json_error(int status, int number, const Failing& failing) {
  Json body = secret_members();
  body["errors"] = {
      {{"code", number}, {"status", status}, {"message", words_of_server(failing.known)}}};
  body["error"] = words_of_server(failing.known);
  return {.status = status, .body = body.dump()};
}

CannedResponse xml_error(const Failing& failing) {
  return {.status = 422,
          .content_type = "application/xml",
          .body = "<errors location=\"" + std::string(pin_location_marker) +
                  "\"> <error>Invalid token " + words_of_server(failing.known) +
                  "</error> </errors>\n"};
}

/// Success with members of other types than they have, each with the secret in it.
CannedResponse wrong_types() {
  Json body = secret_members();
  for (auto& [name, value] : body.items()) {
    value = {{"value", value}};
  }
  body["expiresIn"] = first_short_code;
  for (const char* name : {"username", "uuid", "email", "title"}) {
    body[name] = {dana_token};
  }
  return {.body = body.dump()};
}

/// Success with values that are no tokens, ids or codes for a blank in them.
CannedResponse wrong_values() {
  Json body = secret_members();
  for (const char* name : {"id", "code", "authToken", "token"}) {
    body[name] = body[name].get<std::string>() + " x";
  }
  return {.body = body.dump()};
}

std::vector<CannedResponse> every_failure(const Failing& failing) {
  const std::string whole = secret_members().dump();
  std::vector<CannedResponse> all = {
      json_error(401, 1001, failing),
      json_error(403, 1002, failing),
      json_error(404, 1020, failing),
      xml_error(failing),
      json_error(429, 1003, failing),
      json_error(500, 1000, failing),
      {.body = whole.substr(0, whole.size() - 1)},
      wrong_types(),
      wrong_values(),
      {.content_type = "text/html", .body = "<html>" + whole + "</html>"}};
  for (CannedResponse& each : all) {
    const std::string secret = percent_encode(failing.known.empty() ? "" : failing.known.back());
    each.headers = {{"X-Echo", secret}, {"Set-Cookie", "session=" + secret}};
  }
  return all;
}

/// Brings the machine to where the command can run.
void prepare(const Failing& failing, Machine& machine, FakePlex& server) {
  switch (failing.before) {
    case Before::nothing: return;
    case Before::approval: return machine.approve_while_waiting(dana_token);
    case Before::token_on_stdin: machine.world.input = line(dana_token); return;
    case Before::password_on_stdin: machine.world.input = line(dana_password); return;
    case Before::pending:
      REQUIRE(machine.run(joined(login, {"--no-wait"})).status == 0);
      return server.approve(first_short_code, dana_token);
    case Before::kept: return machine.sign_in(dana_token);
  }
}

/// What is left of `err` without the screen that shows the code to the person.
std::string without_code_screen(std::string err) {
  const std::string last = " (Ctrl-C stops)\n";
  const std::size_t begin = err.find("Sign in to Plex\n");
  const std::size_t end = err.find(last);
  return begin == std::string::npos || end == std::string::npos
             ? err
             : err.erase(begin, end + last.size() - begin);
}

void check_silent(const std::string& output) {
  for (const std::string& secret : all_secrets()) {
    for (const std::string& form : {secret, percent_encode(secret), base64_encode(secret)}) {
      CAPTURE(form);
      CHECK(output.find(form) == std::string::npos);
    }
  }
}

void check_failure_is_silent(const Failing& failing, const CannedResponse& response,
                             const Words& form) {
  FakePlex server;
  Machine machine(server);
  prepare(failing, machine, server);
  const auto before = static_cast<std::ptrdiff_t>(server.requests().size());
  server.respond_always(failing.path, response);
  const RunResult result = machine.run(joined(joined(failing.words, form), {"--retries", "0"}));
  CAPTURE(result.out);
  CAPTURE(result.err);
  CHECK((result.status != 0 || failing.may_succeed));
  check_silent(result.out + without_code_screen(result.err));
  const std::vector<RecordedRequest> requests = server.requests();
  CHECK(std::any_of(requests.begin() + before, requests.end(),
                    [&](const RecordedRequest& request) { return request.path == failing.path; }));
}

/// The output of a success with -v: what is shown on stdout, and all the rest.
RunResult succeed(const Words& words, Before before) {
  FakePlex server;
  Machine machine(server);
  prepare({words, before, "", {}}, machine, server);
  RunResult result = machine.run(joined(words, {"-v"}));
  CAPTURE(result.err);
  CHECK(result.status == 0);
  return result;
}

}  // namespace

TEST_CASE(
    "no failure of a sign-in that lasts shows a token, a code, its id or where the caller is") {
  for (const Failing& failing : every_failing_request()) {
    CAPTURE(command_line(failing.words));
    CAPTURE(failing.path);
    for (const CannedResponse& response : every_failure(failing)) {
      CAPTURE(response.status);
      CAPTURE(response.body);
      for (const Words& form : {Words{"-v"}, Words{"-v", "--json"}}) {
        CAPTURE(command_line(form));
        check_failure_is_silent(failing, response, form);
      }
    }
  }
}

TEST_CASE("a success of a sign-in that lasts shows its code only on the screen for the person") {
  struct Row {
    Words words;
    Before before;
  };
  for (const Row& row :
       {Row{login, Before::approval},
        Row{joined(login, {"--token-file", "-"}), Before::token_on_stdin},
        Row{joined(login, {"-u", "dana", "--password-stdin"}), Before::password_on_stdin},
        Row{joined(login, {"--resume"}), Before::pending},
        Row{joined(login, {"--resume", "--no-wait"}), Before::pending}, Row{logout, Before::kept},
        Row{status, Before::kept}, Row{{"auth", "switch", "dana"}, Before::kept},
        Row{{"auth", "servers"}, Before::kept},
        Row{{"auth", "servers", "Attic", "--reachable"}, Before::kept}}) {
    CAPTURE(command_line(row.words));
    const RunResult result = succeed(row.words, row.before);
    check_silent(result.out + without_code_screen(result.err));
  }
  const RunResult begun = succeed(joined(login, {"--no-wait"}), Before::nothing);
  check_silent(begun.err);
  CHECK(begun.out.starts_with("code         7RQZ\n"));
  CHECK(begun.out.find(first_pin_id) == std::string::npos);
}

TEST_CASE("a command that exists to print a secret prints it on standard output alone") {
  struct Row {
    Words words;
    std::string secret;
  };
  for (const Row& row : {Row{{"auth", "token"}, dana_token},
                         Row{{"auth", "token", "-s", "Attic"}, attic_access_token},
                         Row{{"auth", "claim-token"}, claim_token_of_dana},
                         Row{{"auth", "new-token", "backup"}, dana_token}}) {
    CAPTURE(command_line(row.words));
    const RunResult result = succeed(row.words, Before::kept);
    CHECK(result.out.find(row.secret) != std::string::npos);
    check_silent(replaced(result.out, row.secret, ""));
    check_silent(result.err);
  }
}

}  // namespace plex::test
