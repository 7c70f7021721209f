// SPDX-License-Identifier: MIT
//
// How often a busy service is asked, how long the waits between are, and what is never sent twice.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "src/deadline.hpp"
#include "src/secret.hpp"
#include "tests/support/fake_plex.hpp"
#include "tests/support/fake_plex_credentials.hpp"
#include "tests/support/fake_plex_payloads.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using Waits = std::vector<Milliseconds>;

Waits milliseconds(const std::vector<int>& counts) {
  Waits waits;
  for (const int count : counts) {
    waits.emplace_back(count);
  }
  return waits;
}

/// A run whose first response has this status and these Retry-After headers, and whose second is
/// good.
RunResult run_after(int status, const std::vector<std::string>& retry_after, FakePlex& server) {
  CannedResponse answer{.status = status, .content_type = ""};
  for (const std::string& value : retry_after) {
    answer.headers.emplace_back("Retry-After", value);
  }
  server.respond_next(token_path, answer);
  return run_transient_token(server.server_url(), {"-o", "json"});
}

}  // namespace

TEST_CASE("a service that asks to wait is asked again then and not before") {
  struct Row {
    std::vector<std::string> retry_after;
    int wait;
  };
  for (const int status : {429, 503}) {
    for (const Row& row : std::vector<Row>{{{}, 500},
                                           {{"0"}, 500},
                                           {{"2"}, 2000},
                                           {{"29"}, 29000},
                                           {{"-5"}, 500},
                                           {{"1.5"}, 500},
                                           {{"0x10"}, 500},
                                           {{"5, 10"}, 500},
                                           {{"soon"}, 500},
                                           {{"Fri, 02 Jan 2026 03:04:00 GMT"}, 500},
                                           {{"Fri, 02 Jan 2026 03:04:12 GMT"}, 7000},
                                           {{"Friday, 02-Jan-26 03:04:12 GMT"}, 7000},
                                           {{"Fri Jan  2 03:04:12 2026"}, 7000},
                                           {{"2", "5"}, 5000},
                                           {{"5", "2"}, 5000}}) {
      CAPTURE(status);
      CAPTURE(row.wait);
      FakePlex server;
      const RunResult result = run_after(status, row.retry_after, server);
      CHECK(result.status == 0);
      CHECK(result.err.empty());
      CHECK(result.waits == milliseconds({row.wait}));
      CHECK(server.requests().size() == 2);
    }
  }
}

TEST_CASE("a service that asks to wait longer than is allowed is asked once") {
  for (const int status : {429, 503}) {
    for (const std::string retry_after :
         {"30", "99999999999", "Fri, 02 Jan 2026 04:04:05 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"}) {
      CAPTURE(status);
      CAPTURE(retry_after);
      FakePlex server;
      const RunResult result = run_after(status, {retry_after}, server);
      CHECK(failure_of(result) == "9 rate_limited, attempts 1");
      CHECK(result.waits.empty());
      CHECK(error_member(result, "httpStatus") == std::to_string(status));
      CHECK(std::stoi(error_member(result, "retryAfter")) >= 30);
      CHECK(server.requests().size() == 1);
    }
  }
}

TEST_CASE("the time allowed for retries is what the options say") {
  FakePlex server;
  server.respond_always(token_path,
                        {.status = 429, .content_type = "", .headers = {{"Retry-After", "40"}}});
  const auto run = [&](const Words& more) {
    return run_transient_token(server.server_url(), joined({"-o", "json"}, more));
  };
  CHECK(failure_of(run({"--retry-max-elapsed", "50000"})) == "9 rate_limited, attempts 2");
  CHECK(failure_of(run({"--retry-max-elapsed", "100000"})) == "9 rate_limited, attempts 2");
  CHECK(failure_of(run({"--retry-max-elapsed", "100000", "--timeout", "0"})) ==
        "9 rate_limited, attempts 3");
  CHECK(failure_of(run({"--retry-max-elapsed", "100000", "--timeout", "30"})) ==
        "9 rate_limited, attempts 1");
  CHECK(failure_of(run({"--retries", "0"})) == "9 rate_limited, attempts 1");
}

TEST_CASE("a service that asks for no wait at all is not quoted as 0 s") {
  FakePlex server;
  server.respond_always(user_path, {.status = 429, .body = {}, .headers = {{"Retry-After", "0"}}});
  const RunResult result = run_whoami(server.plex_tv_url());
  CHECK(result.status == 9);
  CHECK(result.err.ends_with("\nhint: wait; further attempts make the wait longer\n"));
}

TEST_CASE("the last response of a service that stays busy is reported with its Retry-After") {
  FakePlex server;
  server.respond_always(user_path, {.status = 429,
                                    .body = errors_json(429, 1003, "API rate limit exceeded"),
                                    .headers = {{"Retry-After", "3"}}});
  const RunResult json = run_whoami(server.plex_tv_url(), {"-o", "json"});
  CHECK(json.err ==
        "{\"error\":{\"code\":\"rate_limited\",\"message\":\"too many requests; server said: "
        "\\\"API rate limit exceeded\\\"\",\"exit\":9,\"httpStatus\":429,\"plexCode\":1003,"
        "\"host\":\"" +
            server.host() +
            "\",\"retryAfter\":3,\"attempts\":3,\"hint\":\"wait 3 s; further attempts make the "
            "wait longer\"}}\n");
  CHECK(json.waits == milliseconds({3000, 3000}));
  const RunResult text = run_whoami(server.plex_tv_url());
  CHECK(text.status == 9);
  CHECK(text.err == "plex: error: too many requests; server said: \"API rate limit exceeded\" (" +
                        server.host() +
                        ")\nhint: wait 3 s; further attempts make the wait longer\n");
}

TEST_CASE("a Retry-After date that is reported is counted from the clock of the run") {
  FakePlex server;
  server.respond_always(
      token_path,
      {.status = 429,
       .content_type = "",
       .headers = {{"Retry-After", "1"}, {"Retry-After", "Fri, 02 Jan 2026 03:04:12 GMT"}}});
  const RunResult result =
      run_transient_token(server.server_url(), {"-o", "json", "--retries", "0"});
  CHECK(failure_of(result) == "9 rate_limited, attempts 1");
  CHECK(error_member(result, "retryAfter") == "7");
}

TEST_CASE("a server that is busy twice is asked a third time and then answers") {
  for (const int status : {500, 502, 503, 504}) {
    CAPTURE(status);
    FakePlex server;
    server.respond_next(token_path, {.status = status, .content_type = ""});
    server.respond_next(token_path, {.status = status, .content_type = ""});
    const RunResult result = run_transient_token(server.server_url(), {"-q"});
    CHECK(result.status == 0);
    CHECK(result.out == line(first_transient_token));
    CHECK(result.err.empty());
    CHECK(result.waits == milliseconds({500, 750}));
    CHECK(server.requests().size() == 3);
  }
}

TEST_CASE("the options set how often and how long to retry") {
  FakePlex server;
  server.respond_always(token_path, {.status = 503, .content_type = ""});
  const auto run = [&](const Words& more) {
    return run_transient_token(server.server_url(), joined({"-o", "json"}, more));
  };
  CHECK(failure_of(run({})) == "8 server_error, attempts 3");
  CHECK(failure_of(run({"--retries", "0"})) == "8 server_error, attempts 1");
  const RunResult shaped =
      run({"--retries", "4", "--retry-initial-interval", "100", "--retry-exponent", "3",
           "--retry-max-interval", "1000", "--no-retry-connection-errors"});
  CHECK(failure_of(shaped) == "8 server_error, attempts 5");
  CHECK(shaped.waits == milliseconds({100, 300, 900, 1000}));
  CHECK(run({"--retries", "9", "--retry-max-elapsed", "1000"}).waits == milliseconds({500}));
}

TEST_CASE("signing in is asked for once whatever status comes") {
  for (const int status : {429, 500, 502, 503, 504}) {
    CAPTURE(status);
    FakePlex server;
    server.respond_always(
        signin_path, {.status = status, .content_type = "", .headers = {{"Retry-After", "1"}}});
    const RunResult result = run_signin(server.plex_tv_url(), {"-o", "json", "--retries", "5"});
    CHECK(failure_of(result) ==
          (status == 429 ? "9 rate_limited, attempts 1" : "8 server_error, attempts 1"));
    CHECK(result.waits.empty());
    CHECK(server.requests().size() == 1);
  }
}

TEST_CASE("signing in is asked for once when the connection ends after the body was sent") {
  for (const Step& end : {Step(Reset{}), Step(Close{})}) {
    CAPTURE(end.index());
    const RawServer server({ReadRequest{}, end});
    CHECK(failure_of(run_signin(server.url(), {"-o", "json", "--retries", "5"})) ==
          "6 connection_lost, attempts 1");
    CHECK(server.connections() == 1);
    CHECK(server.requests().size() == 1);
  }
}

TEST_CASE("signing in with a code is not sent twice when the kept connection ends") {
  const std::string body = errors_json(401, 1029, "Please enter the verification code");
  const std::string wants_code =
      "HTTP/1.1 401 No\r\nContent-Type: application/json\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body;
  for (const Step& end : {Step(Reset{}), Step(Close{})}) {
    CAPTURE(end.index());
    const RawServer server(
        {{ReadRequest{}, Send{wants_code}, ReadRequest{}, end}, {ReadRequest{}, end}});
    World world;
    world.person = [](std::string_view, cmd::Echo) { return std::optional(Secret(robin_code)); };
    const RunResult result = run_signin(server.url(), {"-o", "json"}, world);
    CHECK(failure_of(result) == "6 connection_lost, attempts 1");
    CHECK(server.requests().size() == 2);
  }
}

TEST_CASE("a transient token is not asked for by POST twice when the kept connection ends") {
  const RawServer server({{ReadRequest{}, Send{"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n"},
                           ReadRequest{}, Reset{}},
                          {ReadRequest{}, Reset{}}});
  CHECK(failure_of(run_transient_token(server.url(), {"-o", "json"})) ==
        "6 connection_lost, attempts 1");
  CHECK(server.requests().size() == 2);
}

}  // namespace plex::test
