// SPDX-License-Identifier: MIT
//
// The retry loop over a transport that plays answers and failures back, with a clock that only
// moves during sleeps.
#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "src/advice.hpp"
#include "src/deadline.hpp"
#include "src/error.hpp"
#include "src/http/http.hpp"
#include "src/http/retry.hpp"
#include "src/http/url.hpp"
#include "tests/support/run_plex.hpp"
#include "tests/support/scripted_transport.hpp"

namespace plex::test {
namespace {

using std::chrono::seconds;
using Outcome = HttpOutcome;

constexpr Clock::time_point start{std::chrono::hours(1)};

HttpResponse answer(int status, const std::vector<std::string>& retry_after = {}) {
  HttpResponse response;
  response.status = status;
  for (const std::string& value : retry_after) {
    response.headers.push_back({"retry-after", value});
  }
  return response;
}

Error failure(ErrorCode code, bool request_sent) {
  Error error(code, "played back");
  error.request_sent = request_sent;
  return error;
}

/// Plays outcomes in order, the last one forever, and notes when it was asked.
class Playback : public OneByOneTransport {
 public:
  Playback(std::vector<Outcome> outcomes, const Clock::time_point& clock)
      : outcomes_(std::move(outcomes)), clock_(clock) {}

  HttpResponse send(const HttpRequest&, const Deadline&) override {
    const Outcome& outcome = outcomes_[std::min(asked_at.size(), outcomes_.size() - 1)];
    asked_at.push_back(clock_);
    if (const Error* error = std::get_if<Error>(&outcome)) {
      throw *error;
    }
    return std::get<HttpResponse>(outcome);
  }

  std::vector<Clock::time_point> asked_at;

 private:
  std::vector<Outcome> outcomes_;
  const Clock::time_point& clock_;
};

struct Settings {
  std::string method = "GET";
  RetryPolicy policy = {};
  double jitter = 1.0;
  Deadline deadline = {};
};

struct Played {
  std::optional<HttpResponse> response = {};
  std::optional<Error> error = {};
  std::vector<int> waits = {};
  std::vector<Clock::time_point> asked_at = {};
};

Played play(std::vector<Outcome> outcomes, const Settings& settings = {}) {
  Played played;
  Clock::time_point clock = start;
  Playback transport(std::move(outcomes), clock);
  const RetryTools tools{
      .now = [&] { return clock; },
      .wall_clock = [] { return std::chrono::system_clock::time_point(fixed_now); },
      .sleep =
          [&](Milliseconds wait) {
            played.waits.push_back(static_cast<int>(wait.count()));
            clock += wait;
          },
      .jitter = [&] { return settings.jitter; }};
  HttpRequest request;
  request.method = settings.method;
  request.base = parse_base_url("http://server.test:32400", "the test");
  try {
    played.response =
        send_with_retries(transport, request, settings.policy, tools, settings.deadline);
  } catch (const Error& error) {
    played.error = error;
  }
  played.asked_at = transport.asked_at;
  return played;
}

using Waits = std::vector<int>;

}  // namespace

TEST_CASE("a server that is busy twice is asked a third time") {
  const Played played = play({answer(503), answer(503), answer(200)});
  CHECK(played.response->status == 200);
  CHECK(played.response->attempts == 3);
  CHECK(played.waits == Waits{500, 750});
}

TEST_CASE("a GET is repeated on 429 500 502 503 and 504 and on no other status") {
  for (int status = 200; status <= 599; ++status) {
    CAPTURE(status);
    const bool repeated =
        status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
    const Played played = play({answer(status)});
    CHECK(played.response->status == status);
    CHECK(played.response->attempts == (repeated ? 3 : 1));
    CHECK(played.waits == (repeated ? Waits{500, 750} : Waits{}));
  }
}

TEST_CASE("a GET is repeated when no response came and never on a permanent failure") {
  for (int number = 0; number <= static_cast<int>(ErrorCode::verification_code_required);
       ++number) {
    CAPTURE(number);
    const auto code = static_cast<ErrorCode>(number);
    const bool repeated = code == ErrorCode::dns_failed || code == ErrorCode::connect_failed ||
                          code == ErrorCode::connection_lost || code == ErrorCode::timeout;
    const Played played = play({failure(code, true)});
    CHECK(played.error->code == code);
    CHECK(played.asked_at.size() == (repeated ? 3U : 1U));
    CHECK(played.error->attempts == (repeated ? 3 : 1));
  }
}

TEST_CASE("a failure that passes is forgotten") {
  const Played played = play({failure(ErrorCode::connect_failed, false), answer(502), answer(200)});
  CHECK(played.response->status == 200);
  CHECK(played.response->attempts == 3);
}

TEST_CASE("a POST is repeated only when nothing of it was sent") {
  const Settings post{.method = "POST"};
  for (const ErrorCode code : {ErrorCode::dns_failed, ErrorCode::connect_failed,
                               ErrorCode::connection_lost, ErrorCode::timeout}) {
    CAPTURE(static_cast<int>(code));
    CHECK(play({failure(code, true)}, post).asked_at.size() == 1);
    CHECK(play({failure(code, false)}, post).asked_at.size() == 3);
  }
  for (const int status : {429, 500, 502, 503, 504}) {
    CAPTURE(status);
    const Played played = play({answer(status, {"1"})}, post);
    CHECK(played.response->status == status);
    CHECK(played.asked_at.size() == 1);
    CHECK(played.waits.empty());
  }
}

TEST_CASE("a PUT and a DELETE are repeated only when nothing of them was sent") {
  for (const std::string method : {"PUT", "DELETE"}) {
    CAPTURE(method);
    const Settings settings{.method = method};
    CHECK(play({failure(ErrorCode::connection_lost, true)}, settings).asked_at.size() == 1);
    CHECK(play({failure(ErrorCode::timeout, true)}, settings).asked_at.size() == 1);
    CHECK(play({failure(ErrorCode::connect_failed, false)}, settings).asked_at.size() == 3);
    CHECK(play({answer(503, {"1"})}, settings).asked_at.size() == 1);
    CHECK(play({answer(429, {"1"})}, settings).asked_at.size() == 1);
  }
}

TEST_CASE("retries can be turned off altogether or for connection errors alone") {
  Settings off;
  off.policy.retries = 0;
  CHECK(play({answer(503)}, off).asked_at.size() == 1);
  CHECK(play({failure(ErrorCode::timeout, false)}, off).asked_at.size() == 1);
  Settings answers_only;
  answers_only.policy.connection_errors = false;
  CHECK(play({failure(ErrorCode::connect_failed, false)}, answers_only).error->attempts == 1);
  CHECK(play({answer(503)}, answers_only).response->attempts == 3);
}

TEST_CASE("no attempt comes earlier than Retry-After says whatever the jitter") {
  for (const double jitter : {0.0, 0.3, 1.0}) {
    for (const int status : {429, 503}) {
      CAPTURE(status);
      for (const int asked : {0, 1, 2, 13}) {
        CAPTURE(jitter);
        CAPTURE(asked);
        Settings settings;
        settings.jitter = jitter;
        const Played played = play({answer(status, {std::to_string(asked)})}, settings);
        CHECK(played.asked_at.size() == 3);
        const bool honoured =
            std::adjacent_find(
                played.asked_at.begin(), played.asked_at.end(), [&](auto first, auto second) {
                  return second - first < seconds(asked) || second - first < Milliseconds(250);
                }) == played.asked_at.end();
        CHECK(honoured);
      }
    }
  }
}

TEST_CASE("of two Retry-After headers the longer one counts and an invalid one does not") {
  CHECK(play({answer(429, {"2", "5"}), answer(200)}).waits == Waits{5000});
  CHECK(play({answer(429, {"5", "2"}), answer(200)}).waits == Waits{5000});
  CHECK(play({answer(429, {"soon", "2"}), answer(200)}).waits == Waits{2000});
  CHECK(play({answer(429, {"-5"}), answer(200)}).waits == Waits{500});
}

TEST_CASE("Retry-After counts on 429 and 503 alone") {
  for (const int status : {500, 502, 504}) {
    CAPTURE(status);
    CHECK(play({answer(status, {"99999"}), answer(200)}).waits == Waits{500});
  }
}

TEST_CASE("a Retry-After beyond the time allowed ends the run at once") {
  for (const int status : {429, 503}) {
    CAPTURE(status);
    const Played played = play({answer(status, {"30"})});
    CHECK(played.error->code == ErrorCode::rate_limited);
    CHECK(played.error->message ==
          "the service asks for a wait of 30 s, which is longer than the limits allow");
    CHECK(played.error->advice == Advice::wait_as_asked);
    CHECK(played.error->retry_after == seconds(30));
    CHECK(played.error->http_status == status);
    CHECK(played.error->attempts == 1);
    CHECK(played.error->request_sent);
    CHECK(played.waits.empty());
  }
  CHECK(play({answer(429, {"29"}), answer(200)}).waits == Waits{29000});
  const Played second = play({answer(429, {"20"})});
  CHECK(second.error->code == ErrorCode::rate_limited);
  CHECK(second.waits == Waits{20000});
}

TEST_CASE("a Retry-After beyond the deadline ends the run at once") {
  const Settings settings{.deadline = Deadline(start + seconds(3))};
  const Played played = play({answer(429, {"5"})}, settings);
  CHECK(played.error->code == ErrorCode::rate_limited);
  CHECK(played.error->attempts == 1);
  CHECK(play({answer(429, {"2"}), answer(200)}, settings).response->status == 200);
}

TEST_CASE("no attempt starts later than the longest time after the first") {
  Settings many;
  many.policy.retries = 1000;
  for (const Outcome& outcome :
       {Outcome(answer(503)), Outcome(failure(ErrorCode::timeout, true))}) {
    CAPTURE(outcome.index());
    const Played played = play({outcome}, many);
    CHECK(played.asked_at.size() == 9);
    CHECK(played.asked_at.back() - start == Milliseconds(24629));
  }
}

TEST_CASE("no attempt starts after the deadline") {
  const Settings settings{.deadline = Deadline(start + seconds(1))};
  const Played played = play({answer(503)}, settings);
  CHECK(played.response->status == 503);
  CHECK(played.response->attempts == 2);
  CHECK(played.waits == Waits{500});
  CHECK(play({failure(ErrorCode::timeout, true)}, {.deadline = Deadline(start)}).waits.empty());
}

}  // namespace plex::test
