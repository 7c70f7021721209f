// SPDX-License-Identifier: MIT
#include "cmd/secrets/secret_input.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cmd/options/env.hpp"
#include "cmd/options/settings.hpp"
#include "cmd/secrets/secret_file.hpp"
#include "src/error.hpp"
#include "src/plex/token.hpp"
#include "src/text/ascii.hpp"
#include "src/text/utf8.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

/// Room for a line end, quotes and a prefix around the longest token.
constexpr std::size_t max_token_file_bytes = max_token_bytes + 64;
constexpr std::size_t max_username_bytes = 1024;

/// A secret's bytes and where they came from.
struct SecretText {
  Secret text;
  std::string source;
  /// Too much in a file is the file's fault, too much in an option the caller's.
  ErrorCode too_long = ErrorCode::usage;
};

/// The names of the four places of one secret, and how much of it there may be.
struct Places {
  const char* what;
  const char* flag;
  const char* file_flag;
  const char* variable;
  const char* file_variable;
  std::size_t limit;
};

constexpr Places token_places = {"token",    "--token",       "--token-file",
                                 env::token, env::token_file, max_token_file_bytes};
constexpr Places password_places = {"password",    "--password",       "--password-file",
                                    env::password, env::password_file, max_password_bytes + 2};

SecretText read_file(const Places& places, const std::string& path, const std::string& source,
                     Deadline& deadline, Context& context) {
  Secret text = read_secret_file(path, places.what, places.limit, deadline, context);
  return {std::move(text), fmt::format("{} {}", source, path == "-" ? "-" : visible(path)),
          ErrorCode::file_unreadable};
}

/// Flag, file flag, variable, file variable; nothing where none of them is there.
std::optional<SecretText> find_secret(const Places& places, const Typed& flag,
                                      const Typed& file_flag, Deadline& deadline,
                                      Context& context) {
  if (flag && file_flag) {
    throw Error(ErrorCode::usage,
                fmt::format("{} and {} cannot be used together", places.flag, places.file_flag));
  }
  if (flag) {
    return SecretText{Secret(*flag), places.flag};
  }
  if (file_flag) {
    return read_file(places, *file_flag, places.file_flag, deadline, context);
  }
  const auto value = context.variable(places.variable);
  const auto path = context.variable(places.file_variable);
  if (value && path) {
    throw Error(ErrorCode::usage,
                fmt::format("{} and {} are both set", places.variable, places.file_variable),
                "unset one of them");
  }
  if (value) {
    return SecretText{Secret(*value), places.variable};
  }
  if (path) {
    return read_file(places, *path, places.file_variable, deadline, context);
  }
  return std::nullopt;
}

Secret check_password(const SecretText& found) {
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
                fmt::format("the password from {} holds a NUL byte", found.source));
  }
  return Secret(password);
}

bool can_prompt(bool no_input, const Context& context) {
  return context.terminal.interactive && !no_input && !context.variable(env::ci);
}

/// Asks the person, whose time does not count. Throws Error(usage) where the person cancels.
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
  const bool control = std::any_of(username.begin(), username.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (username.empty() || control || username.size() > max_username_bytes ||
      !is_valid_utf8(username)) {
    throw Error(
        ErrorCode::usage,
        fmt::format("the user name from {} is empty, too long or not plain UTF-8 text", source));
  }
  return username;
}

Secret check_code(Secret code, const std::string& source, Context& context) {
  if (!is_token(code.reveal())) {
    throw Error(ErrorCode::usage,
                fmt::format("the code from {} is empty or contains an invalid byte", source));
  }
  context.console.learn(code.reveal());
  return code;
}

}  // namespace

Secret read_token(const TokenOptions& options, Deadline& deadline, Context& context) {
  const auto found =
      find_secret(token_places, options.token, options.token_file, deadline, context);
  if (!found) {
    throw Error(ErrorCode::token_missing, "no token was given",
                "pass --token-file FILE or set PLEX_TOKEN; 'plex auth signin' gets one");
  }
  context.console.learn(strip_line_end(found->text.reveal()));
  TokenText text = parse_token_text(found->text.reveal(), found->source, found->too_long);
  context.console.learn(text.token.reveal());
  for (const std::string& note : text.notes) {
    context.console.note(note);
  }
  return std::move(text.token);
}

std::string read_username(const SignInOptions& options, bool no_input, Deadline& deadline,
                          Context& context) {
  if (auto found = resolve(options.username, "--username", {env::username}, context)) {
    return check_username(std::move(found->value), found->source);
  }
  if (!can_prompt(no_input, context)) {
    throw Error(ErrorCode::usage, "no user name was given",
                "pass --username NAME or set PLEX_USERNAME");
  }
  const Secret answer =
      prompt("Plex user name or e-mail: ", "user name", Echo::on, deadline, context);
  return check_username(std::string(answer.reveal()), "the prompt");
}

Secret read_password(const SignInOptions& options, bool no_input, Deadline& deadline,
                     Context& context) {
  Typed file = options.password_file;
  if (options.password_stdin) {
    if (file) {
      throw Error(ErrorCode::usage, "--password-stdin and --password-file cannot be used together");
    }
    file = "-";
  }
  auto found = find_secret(password_places, options.password, file, deadline, context);
  if (!found) {
    if (!can_prompt(no_input, context)) {
      throw Error(ErrorCode::usage, "no password was given",
                  "pass --password-file FILE or set PLEX_PASSWORD");
    }
    found =
        SecretText{prompt("Password: ", "password", Echo::off, deadline, context), "the prompt"};
  }
  Secret password = check_password(*found);
  context.console.learn(password.reveal());
  return password;
}

Secret find_code(const SignInOptions& options, Context& context) {
  const auto found = resolve(options.code, "--code", {env::verification_code}, context);
  return found ? check_code(Secret(found->value), found->source, context) : Secret();
}

std::optional<Secret> prompt_code(bool no_input, Deadline& deadline, Context& context) {
  if (!can_prompt(no_input, context)) {
    return std::nullopt;
  }
  Secret answer = prompt("Verification code: ", "verification code", Echo::on, deadline, context);
  return check_code(std::move(answer), "the prompt", context);
}

}  // namespace plex::cmd
