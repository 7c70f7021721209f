// SPDX-License-Identifier: MIT
//
// The wait for approval over a transport that plays responses back, with a clock that moves only
// while the loop sleeps and while a request takes its time.
#include "src/auth/approval.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/error_of.hpp"
#include "tests/support/library_client.hpp"
#include "tests/support/scripted_transport.hpp"

namespace plex::test {
namespace {

using auth::Pin;
using std::chrono::seconds;
using Outcome = ScriptedTransport::Outcome;
using Outcomes = std::vector<Outcome>;
using Waits = std::vector<int>;

constexpr Clock::time_point start{std::chrono::hours(1)};

const Outcome waiting = response(200, R"({"id":1,"code":"x","authToken":null})");
const Outcome approved = response(200, R"({"id":1,"code":"x","authToken":"given-token"})");

Outcome status(int number, const std::string& retry_after = {}) {
  std::vector<HttpHeader> headers;
  if (!retry_after.empty()) {
    headers.push_back({"retry-after", retry_after});
  }
  return response(number, "", headers);
}

Outcome failed(ErrorCode code) { return Error(code, "played back"); }

/// Passes requests on, each of which takes its time.
class SlowTransport : public OneByOneTransport {
 public:
  SlowTransport(HttpTransport& inner, Clock::time_point& clock, seconds takes)
      : inner_(inner), clock_(clock), takes_(takes) {}

  HttpResponse send(const HttpRequest& request, const Deadline& deadline) override {
    clock_ += takes_;
    return inner_.send(request, deadline);
  }

 private:
  HttpTransport& inner_;
  Clock::time_point& clock_;
  seconds takes_;
};

struct Waited {
  std::string token = {};
  std::optional<Error> error = {};
  /// In seconds.
  Waits waits = {};
  std::vector<std::string> requests = {};
  std::size_t announced = 0;
};

Waited wait_for(const Outcomes& outcomes, seconds life, seconds takes = seconds(0)) {
  Waited waited;
  Clock::time_point clock = start;
  ScriptedTransport script(outcomes);
  SlowTransport transport(script, clock, takes);
  const Pin pin{Secret("1"), Secret("x"), seconds(900)};
  try {
    waited.token =
        auth::await_approval(client_of(transport), pin, start + life,
                             {.now = [&] { return clock; },
                              .sleep =
                                  [&](Milliseconds wait) {
                                    waited.waits.push_back(static_cast<int>(wait.count() / 1000));
                                    clock += wait;
                                  },
                              .before_poll =
                                  [&] {
                                    CHECK(script.requests.size() == waited.announced);
                                    ++waited.announced;
                                  }})
            .reveal();
  } catch (const Error& error) {
    waited.error = error;
  }
  waited.requests = script.requests;
  return waited;
}

}  // namespace

TEST_CASE("plex.tv is asked every two seconds and less often while it does not answer") {
  const Outcome lost = failed(ErrorCode::connection_lost);
  struct Row {
    const char* what;
    Outcomes outcomes;
    Waits waits;
  };
  for (const Row& row : {
           Row{"approved at once", {approved}, {2}},
           Row{"approved later", {waiting, waiting, approved}, {2, 2, 2}},
           Row{"no answer for long",
               {lost, lost, lost, lost, lost, waiting, approved},
               {2, 4, 8, 16, 16, 16, 2}},
           Row{"an answer between failures",
               {lost, lost, waiting, lost, approved},
               {2, 4, 8, 2, 4}},
           Row{"each kind of no answer",
               {failed(ErrorCode::dns_failed), failed(ErrorCode::connect_failed),
                failed(ErrorCode::timeout), approved},
               {2, 4, 8, 16}},
           Row{"each kind of failure of plex.tv",
               {status(500), status(502), status(503), approved},
               {2, 4, 8, 16}},
           Row{"too many requests", {status(429), status(429), approved}, {2, 4, 8}},
           Row{"a wait that is asked for", {status(429, "30"), approved}, {2, 30}},
           Row{"a wait that is asked for by a failure",
               {status(503, "9"), waiting, approved},
               {2, 9, 2}},
           Row{"a short wait that is asked for", {status(429, "1"), approved}, {2, 4}},
           Row{"a wait that is asked for once",
               {status(429, "30"), status(429), approved},
               {2, 30, 8}},
           Row{"a date to wait for",
               {status(429, "Fri, 02 Jan 2026 03:04:12 GMT"), approved},
               {2, 7}},
       }) {
    CAPTURE(row.what);
    const Waited waited = wait_for(row.outcomes, seconds(900));
    CHECK(waited.token == "given-token");
    CHECK(waited.waits == row.waits);
    CHECK(waited.requests ==
          std::vector<std::string>(row.waits.size(), "GET https://plex.test/api/v2/pins/1"));
    CHECK(waited.announced == row.waits.size());
  }
}

TEST_CASE("the last wait ends when the code expires and one more request is made there") {
  struct Row {
    const char* what;
    Outcomes outcomes;
    int life;
    Waits waits;
  };
  for (const Row& row : {
           Row{"in the middle of a wait", {waiting, waiting, waiting, approved}, 7, {2, 2, 2, 1}},
           Row{"at the end of a wait", {waiting, waiting, approved}, 6, {2, 2, 2}},
           Row{"in the middle of a long wait", {status(429), status(429), approved}, 7, {2, 4, 1}},
           Row{"before the end of a wait that is asked for",
               {status(429, "100"), approved},
               60,
               {2, 58}},
           Row{"before the first request", {approved}, 1, {1}},
           Row{"before the wait began", {approved}, -5, {0}},
       }) {
    CAPTURE(row.what);
    const Waited waited = wait_for(row.outcomes, seconds(row.life));
    CHECK(waited.token == "given-token");
    CHECK(waited.waits == row.waits);
  }
  const Waited slow = wait_for({waiting, waiting, approved}, seconds(15), seconds(10));
  CHECK(slow.token == "given-token");
  CHECK(slow.waits == Waits{2, 2, 0});
}

TEST_CASE("a wait that ends without approval says why the last request failed") {
  struct Row {
    const char* what;
    Outcomes outcomes;
    Waits waits;
    ErrorCode code;
    std::string message;
  };
  const std::string expired = "the code expired before anyone approved it";
  for (const Row& row : {
           Row{"nobody approved", {waiting}, {2, 2, 2, 2, 2}, ErrorCode::code_expired, expired},
           Row{"nobody approved after failures",
               {status(429), failed(ErrorCode::timeout), waiting},
               {2, 4, 4},
               ErrorCode::code_expired,
               expired},
           Row{"too many requests to the end",
               {status(429)},
               {2, 4, 4},
               ErrorCode::rate_limited,
               "too many requests"},
           Row{"no answer to the end",
               {waiting, failed(ErrorCode::connection_lost)},
               {2, 2, 4, 2},
               ErrorCode::connection_lost,
               "played back"},
           Row{"a failure to the end",
               {waiting, waiting, status(502)},
               {2, 2, 2, 4},
               ErrorCode::server_error,
               "the service failed with status 502"},
       }) {
    CAPTURE(row.what);
    const Waited waited = wait_for(row.outcomes, seconds(10));
    REQUIRE(waited.error.has_value());
    CHECK(waited.error->code == row.code);
    CHECK(waited.error->message == row.message);
    CHECK(waited.waits == row.waits);
    CHECK(waited.requests.size() == row.waits.size());
  }
}

TEST_CASE("any other failure ends the wait at once") {
  struct Row {
    Outcome outcome;
    ErrorCode code;
  };
  for (const Row& row :
       {Row{status(404), ErrorCode::code_expired}, Row{status(400), ErrorCode::refused},
        Row{status(401), ErrorCode::token_rejected}, Row{status(302), ErrorCode::unexpected},
        Row{response(200, "<html>"), ErrorCode::malformed},
        Row{response(200, R"({"authToken":" "})"), ErrorCode::unexpected},
        Row{failed(ErrorCode::tls_failed), ErrorCode::tls_failed},
        Row{failed(ErrorCode::proxy_failed), ErrorCode::proxy_failed}}) {
    const Waited waited = wait_for({row.outcome}, seconds(900));
    REQUIRE(waited.error.has_value());
    CHECK(waited.error->code == row.code);
    CHECK(waited.waits == Waits{2});
    CHECK(waited.requests.size() == 1);
  }
}

TEST_CASE("a sleep that is interrupted ends the wait without a request") {
  ScriptedTransport transport({approved});
  const Pin pin{Secret("1"), Secret("x"), seconds(900)};
  const Error error = error_of([&] {
    auth::await_approval(
        client_of(transport), pin, start + seconds(60),
        {.now = [] { return start; },
         .sleep = [](Milliseconds) -> void { throw Error(ErrorCode::internal, "interrupted"); },
         .before_poll = [] {}});
  });
  CHECK(error.message == "interrupted");
  CHECK(transport.requests.empty());
}

}  // namespace plex::test
