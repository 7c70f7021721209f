// SPDX-License-Identifier: MIT
#include "cmd/secrets/secret_input.hpp"

#include <utility>

#include <fmt/format.h>

#include "cmd/secrets/secret_file.hpp"
#include "src/text/visible.hpp"

namespace plex::cmd {
namespace {

FoundSecret read_file(const SecretFiles& files, const std::string& path, const char* source) {
  Secret text = read_secret_file(path, files.what, files.limit, files.deadline, files.context);
  return {std::move(text), fmt::format("{} {}", source, path == "-" ? "-" : visible(path)),
          ErrorCode::file_unreadable};
}

}  // namespace

std::optional<FoundSecret> find_secret(const std::vector<SecretSource>& sources) {
  for (const SecretSource& source : sources) {
    if (auto found = source()) {
      return found;
    }
  }
  return std::nullopt;
}

std::optional<FoundSecret> secret_from_options(const TypedOption& option,
                                               const TypedOption& file_option,
                                               const SecretFiles& files) {
  if (option.value && file_option.value) {
    throw Error(ErrorCode::usage,
                fmt::format("{} and {} cannot be used together", option.name, file_option.name));
  }
  if (option.value) {
    return FoundSecret{Secret(*option.value), option.name};
  }
  if (file_option.value) {
    return read_file(files, *file_option.value, file_option.name);
  }
  return std::nullopt;
}

std::optional<FoundSecret> secret_from_variables(const char* variable, const char* file_variable,
                                                 const SecretFiles& files) {
  const auto value = files.context.variable(variable);
  const auto path = files.context.variable(file_variable);
  if (value && path) {
    throw Error(ErrorCode::usage, fmt::format("{} and {} are both set", variable, file_variable),
                "unset one of them");
  }
  if (value) {
    return FoundSecret{Secret(*value), variable};
  }
  if (path) {
    return read_file(files, *path, file_variable);
  }
  return std::nullopt;
}

}  // namespace plex::cmd
