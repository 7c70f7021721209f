// SPDX-License-Identifier: MIT
#include "cmd/options/settings.hpp"

#include <cstddef>
#include <utility>

#include "cmd/options/env.hpp"
#include "src/error.hpp"
#include "src/text/ascii.hpp"
#include "src/text/utf8.hpp"

namespace plex::cmd {
namespace {

constexpr char default_server[] = "http://localhost:32400";
constexpr char default_plex_tv[] = "https://plex.tv/api/v2";
constexpr std::size_t max_server_name_bytes = 256;

bool forced(const std::optional<std::string>& variable) { return variable && *variable != "0"; }

/// The name of a server. Throws Error(usage), which does not repeat what may be anything.
std::string check_server_name(const Resolved& name) {
  if (name.value.size() > max_server_name_bytes || has_control(name.value) ||
      !is_valid_utf8(name.value)) {
    throw Error(ErrorCode::usage, name.source + " is not a URL or the name of a server");
  }
  return name.value;
}

}  // namespace

std::optional<Resolved> resolve(const Typed& flag, const char* flag_name,
                                std::initializer_list<const char*> variables,
                                const Context& context) {
  if (flag) {
    return Resolved{*flag, flag_name};
  }
  for (const char* name : variables) {
    if (auto value = context.variable(name)) {
      return Resolved{*std::move(value), name};
    }
  }
  return std::nullopt;
}

Target resolve_server(const ServerOptions& options, const Context& context) {
  Target target{Service::media_server, {}, std::nullopt, false};
  const auto found = resolve(options.server, "--server", {env::server}, context);
  target.given = found.has_value();
  if (!found) {
    target.base = parse_base_url(default_server, "--server");
  } else if (found->value.find("://") != std::string::npos) {
    target.base = parse_base_url(found->value, found->source);
  } else if (found->value.empty()) {
    throw Error(ErrorCode::usage, found->source + " is empty");
  } else {
    target.server_name = check_server_name(*found);
    target.base = resolve_plex_tv({}, context).base;
  }
  return target;
}

Target resolve_plex_tv(const PlexTvOptions& options, const Context& context) {
  const auto found = resolve(options.plex_tv_url, "--plex-tv-url", {env::plex_tv_url}, context);
  return {Service::plex_tv,
          found ? parse_base_url(found->value, found->source)
                : parse_base_url(default_plex_tv, "--plex-tv-url"),
          std::nullopt, found.has_value()};
}

Colors resolve_colors(const Typed& color, const Context& context) {
  const std::string choice = color.value_or("auto");
  if (choice == "always" || choice == "never") {
    return {choice == "always", choice == "always"};
  }
  if (context.variable("NO_COLOR")) {
    return {};
  }
  if (forced(context.variable("CLICOLOR_FORCE"))) {
    return {true, true};
  }
  if (context.variable("CLICOLOR") == "0" || context.variable("TERM") == "dumb") {
    return {};
  }
  return {context.stdout_is_terminal, context.stderr_is_terminal};
}

}  // namespace plex::cmd
