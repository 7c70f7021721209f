// SPDX-License-Identifier: MIT
#include "cmd/accounts/code_sign_in.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <optional>
#include <string>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "src/auth/approval.hpp"
#include "src/error.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

using std::chrono::seconds;
using std::chrono::system_clock;

/// The time of day here: it is for a person.
std::string time_of_day(system_clock::time_point time) {
  return fmt::format("{:%H:%M}", fmt::localtime(system_clock::to_time_t(time)));
}

/// What is left of the lifetime of a code.
seconds time_left(const PendingSignIn& pending, const Context& context) {
  const auto left = pending.expires_at - context.tools.wall_clock();
  return std::max(std::chrono::ceil<seconds>(left), seconds(0));
}

/// One line that says how much time is left, written over itself.
class Countdown {
 public:
  explicit Countdown(Context& context) : context_(context) {}
  Countdown(const Countdown&) = delete;
  Countdown& operator=(const Countdown&) = delete;
  ~Countdown() {
    if (shown_) {
      context_.console.write_error("\r\x1B[K");
    }
  }

  void show(seconds left) {
    if (context_.stderr_is_terminal) {
      context_.console.write_error(fmt::format("\r{}:{:02} left (Ctrl-C stops)\x1B[K",
                                               left.count() / 60, left.count() % 60));
      shown_ = true;
    }
  }

 private:
  Context& context_;
  bool shown_ = false;
};

}  // namespace

PendingSignIn begin_code_sign_in(const Client& client, auth::PinKind kind, KeptIn place,
                                 Context& context) {
  auth::Pin pin = auth::create_pin(client, kind);
  context.console.learn(pin.id.reveal());
  PendingSignIn pending;
  pending.plex_tv = client.base.text();
  pending.client_identifier = header_value(client.headers, "X-Plex-Client-Identifier");
  pending.url = kind == auth::PinKind::typed
                    ? auth::link_url(pin.code)
                    : auth::browser_url(pending.client_identifier, pin.code,
                                        header_value(client.headers, "X-Plex-Product"));
  pending.pin_id = std::move(pin.id);
  pending.code = std::move(pin.code);
  pending.expires_at = std::chrono::floor<seconds>(context.tools.wall_clock()) + pin.expires_in;
  pending.kept_in = place;
  return pending;
}

void show_code(const PendingSignIn& pending, Context& context) {
  std::string text = fmt::format("Sign in to Plex\n  open   {}\n", visible(pending.url));
  if (pending.url == auth::link_url(pending.code)) {
    text += fmt::format("  or go to plex.tv/link on any device and enter   {}\n",
                        pending.code.reveal());
  }
  text += fmt::format("waiting until {} (Ctrl-C stops)\n", time_of_day(pending.expires_at));
  context.console.write_error(text);
  context.console.learn(pending.code.reveal());
}

Secret take_approved_token(const Client& client, const PendingSignIn& pending) {
  std::optional<Secret> token = auth::poll_pin(client, pending.pin_id);
  if (!token) {
    throw Error(ErrorCode::approval_pending, "nobody has approved the code yet",
                "approve it, then try again");
  }
  return *std::move(token);
}

Secret wait_for_approval(const Client& client, const PendingSignIn& pending,
                         const std::function<void()>& before_poll, Context& context) {
  Countdown countdown(context);
  const auth::Pin pin{pending.pin_id.clone(), pending.code.clone(), time_left(pending, context)};
  const Clock::time_point end = context.tools.now() + time_left(pending, context);
  countdown.show(time_left(pending, context));
  return auth::await_approval(
      client, pin, end,
      {.now = context.tools.now, .sleep = context.tools.sleep, .before_poll = [&] {
         before_poll();
         countdown.show(time_left(pending, context));
       }});
}

}  // namespace plex::cmd
