// SPDX-License-Identifier: MIT
#include "cmd/secrets/credentials.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cmd/command.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/settings.hpp"
#include "cmd/secrets/secret_input.hpp"
#include "src/error.hpp"
#include "src/plex/token.hpp"
#include "src/text/ascii.hpp"
#include "src/text/utf8.hpp"

namespace plex::cmd {
namespace {

constexpr std::size_t max_username_bytes = 1024;
constexpr std::size_t max_password_bytes = 4 * 1024;
constexpr char the_prompt[] = "the prompt";

/// Asks the person, whose time does not count. Throws Error(usage) if the person cancels.
Secret prompt(const char* question, const char* what, Echo echo, Deadline& deadline,
              Context& context) {
  const Clock::time_point asked = Clock::now();
  std::optional<Secret> answer = context.terminal.prompt(question, echo);
  deadline.extend(Clock::now() - asked);
  if (!answer) {
    throw Error(ErrorCode::usage, fmt::format("cancelled at the {} prompt", what));
  }
  return *std::move(answer);
}

std::string check_username(std::string username, const std::string& source) {
  if (username.empty() || has_control(username) || username.size() > max_username_bytes ||
      !is_valid_utf8(username)) {
    throw Error(
        ErrorCode::usage,
        fmt::format("the user name from {} is empty, too long or not plain UTF-8 text", source));
  }
  return username;
}

Secret check_password(const FoundSecret& found) {
  const std::string_view password = strip_line_end(found.text.reveal());
  if (password.empty()) {
    throw Error(ErrorCode::token_source_empty,
                fmt::format("the password from {} is empty", found.source));
  }
  if (password.size() > max_password_bytes) {
    throw Error(found.too_long, fmt::format("the password from {} is longer than {} bytes",
                                            found.source, max_password_bytes));
  }
  if (password.find('\0') != std::string_view::npos) {
    throw Error(ErrorCode::usage,
                fmt::format("the password from {} contains a NUL byte", found.source));
  }
  return Secret(password);
}

Secret check_code(Secret code, const std::string& source, Context& context) {
  if (!is_token(code.reveal())) {
    throw Error(ErrorCode::usage,
                fmt::format("the code from {} is empty or contains an invalid byte", source));
  }
  context.console.learn(code.reveal());
  return code;
}

/// What was typed for `--password-file`, or its equal `--password-stdin`.
Typed password_file(const PasswordOptions& options) {
  if (!options.password_stdin) {
    return options.password_file;
  }
  if (options.password_file || options.password) {
    throw Error(ErrorCode::usage,
                fmt::format("--password-stdin and {} cannot be used together",
                            options.password_file ? "--password-file" : "--password"));
  }
  return "-";
}

}  // namespace

bool can_prompt(bool no_input, const Context& context) {
  return context.terminal.interactive && !no_input && !context.variable(env::ci);
}

std::string read_username(const Typed& username, bool no_input, Deadline& deadline,
                          Context& context) {
  if (auto found = resolve(username, "--username", {env::username}, context)) {
    return check_username(std::move(found->value), found->source);
  }
  if (!can_prompt(no_input, context)) {
    throw Error(ErrorCode::usage, "no user name was given",
                "pass --username NAME or set PLEX_USERNAME");
  }
  const Secret answer =
      prompt("Plex user name or e-mail: ", "user name", Echo::on, deadline, context);
  return check_username(std::string(answer.reveal()), the_prompt);
}

Secret read_password(const PasswordOptions& options, bool no_input, Deadline& deadline,
                     Context& context) {
  const Typed file = password_file(options);
  const SecretFiles files{"password", max_password_bytes + 2, deadline, context};
  const auto from_person = [&]() -> std::optional<FoundSecret> {
    if (!can_prompt(no_input, context)) {
      return std::nullopt;
    }
    return FoundSecret{prompt("Password: ", "password", Echo::off, deadline, context), the_prompt};
  };
  const auto found = find_secret({
      [&] {
        return secret_from_options({"--password", options.password}, {"--password-file", file},
                                   files);
      },
      [&] { return secret_from_variables(env::password, env::password_file, files); },
      from_person,
  });
  if (!found) {
    throw Error(ErrorCode::usage, "no password was given",
                "pass --password-file FILE or set PLEX_PASSWORD");
  }
  Secret password = check_password(*found);
  context.console.learn(password.reveal());
  return password;
}

Secret find_code(const Typed& code, Context& context) {
  const auto found = resolve(code, "--code", {env::verification_code}, context);
  return found ? check_code(Secret(found->value), found->source, context) : Secret();
}

std::optional<Secret> prompt_code(bool no_input, Deadline& deadline, Context& context) {
  if (!can_prompt(no_input, context)) {
    return std::nullopt;
  }
  Secret answer = prompt("Verification code: ", "verification code", Echo::on, deadline, context);
  return check_code(std::move(answer), the_prompt, context);
}

}  // namespace plex::cmd
