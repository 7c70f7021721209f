// SPDX-License-Identifier: MIT
#include "cmd/options/identity.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "cmd/command.hpp"
#include "cmd/console.hpp"
#include "cmd/options/env.hpp"
#include "cmd/options/settings.hpp"
#include "cmd/storage/client_identifier.hpp"
#include "cmd/version.hpp"
#include "src/error.hpp"
#include "src/http/http.hpp"
#include "src/text/ascii.hpp"
#include "src/text/utf8.hpp"

namespace plex::cmd {
namespace {

constexpr std::size_t max_header_value_bytes = 4096;

bool is_header_name_char(char c) {
  constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         others.find(c) != std::string_view::npos;
}

bool fits_in_header(std::string_view value) { return !has_control(value) && is_valid_utf8(value); }

std::string resolve_client_identifier(const IdentityOptions& options, IdentifierNeed need,
                                      const std::string& kept_identifier, Context& context) {
  const auto given =
      resolve(options.client_id, "--client-id", {env::client_id, env::client_identifier}, context);
  if (given) {
    if (given->value.empty()) {
      throw Error(ErrorCode::usage, given->source + " is empty");
    }
    return check_header_value(given->value, given->source);
  }
  if (!kept_identifier.empty()) {
    return kept_identifier;
  }
  try {
    return stored_client_identifier(context.variable(env::xdg_state_home),
                                    context.variable(env::home));
  } catch (const Error& error) {
    if (need == IdentifierNeed::stable) {
      throw;
    }
    context.console.trace(
        fmt::format("* {}; using a temporary identifier for this run", error.message));
    return random_identifier();
  }
}

}  // namespace

std::string check_header_value(const std::string& value, const std::string& source) {
  if (!fits_in_header(value)) {
    throw Error(
        ErrorCode::usage,
        fmt::format(
            "{} contains a control character or is not UTF-8, so it cannot be sent as a header",
            source));
  }
  if (value.size() > max_header_value_bytes) {
    throw Error(ErrorCode::usage,
                fmt::format("{} is longer than {} bytes", source, max_header_value_bytes));
  }
  return value;
}

std::string device_name_of(std::string_view host_name) {
  return fits_in_header(host_name) ? std::string(host_name) : std::string();
}

Identity resolve_identity(const IdentityOptions& options, IdentifierNeed need,
                          const std::string& kept_identifier, Context& context) {
  utsname host{};
  ::uname(&host);
  const auto value = [](const Typed& typed, const char* name, std::string fallback) {
    return typed ? check_header_value(*typed, name) : std::move(fallback);
  };
  Identity identity;
  identity.product = value(options.product, "--product", "plex-cli");
  identity.version = value(options.client_version, "--client-version", std::string(version));
  identity.platform = value(options.platform, "--platform", host.sysname);
  identity.platform_version = value(options.platform_version, "--platform-version", host.release);
  identity.device = value(options.device, "--device", host.sysname);
  identity.device_name = value(options.device_name, "--device-name", device_name_of(host.nodename));
  identity.device_vendor = value(options.device_vendor, "--device-vendor", "");
  identity.model = value(options.model, "--model", "");
  identity.marketplace = value(options.marketplace, "--marketplace", "");
  identity.client_identifier = resolve_client_identifier(options, need, kept_identifier, context);
  return identity;
}

std::vector<HttpHeader> parse_extra_headers(const std::vector<std::string>& typed,
                                            Console& console) {
  // The token has options of its own. The others would contradict the message, or make libcurl send
  // the request again (Expect, which a server may answer with 417).
  constexpr std::array reserved = {"x-plex-token", "content-length", "transfer-encoding", "expect"};
  std::vector<HttpHeader> headers;
  for (const std::string& line : typed) {
    const std::size_t colon = line.find(':');
    const std::string name = line.substr(0, colon);
    if (colon == std::string::npos || name.empty() ||
        !std::all_of(name.begin(), name.end(), is_header_name_char)) {
      throw Error(ErrorCode::usage, "--header must be 'NAME: VALUE'");
    }
    if (std::find(reserved.begin(), reserved.end(), ascii_lower(name)) != reserved.end()) {
      throw Error(ErrorCode::usage, fmt::format("--header cannot set {}", name),
                  ascii_lower(name) == reserved.front() ? "use --token-file or PLEX_TOKEN" : "");
    }
    std::string value = line.substr(colon + 1);
    value.erase(0, value.find_first_not_of(' '));
    console.learn(value);
    if (value.empty() && ascii_lower(name) == "x-plex-client-identifier") {
      throw Error(ErrorCode::usage, "--header cannot remove the client identifier",
                  "Plex rejects requests without one");
    }
    headers.push_back({name, check_header_value(value, "--header " + name)});
  }
  return headers;
}

}  // namespace plex::cmd
