// SPDX-License-Identifier: MIT
#include "cmd/options/settings.hpp"

#include <utility>

#include "cmd/options/env.hpp"

namespace plex::cmd {
namespace {

constexpr char default_server[] = "http://localhost:32400";
constexpr char default_plex_tv[] = "https://plex.tv/api/v2";

BaseUrl resolve_url(const Typed& flag, const char* flag_name, const char* variable,
                    const char* fallback, const Context& context) {
  const auto found = resolve(flag, flag_name, {variable}, context);
  return found ? parse_base_url(found->value, found->source) : parse_base_url(fallback, flag_name);
}

bool forced(const std::optional<std::string>& variable) { return variable && *variable != "0"; }

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

BaseUrl resolve_server(const ServerOptions& options, const Context& context) {
  return resolve_url(options.server, "--server", env::server, default_server, context);
}

BaseUrl resolve_plex_tv(const PlexTvOptions& options, const Context& context) {
  return resolve_url(options.plex_tv_url, "--plex-tv-url", env::plex_tv_url, default_plex_tv,
                     context);
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
