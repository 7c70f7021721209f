// SPDX-License-Identifier: MIT
//
// The keyring of the desktop (GNOME Keyring, KWallet, KeePassXC) by the Secret Service API: one
// item per account. Which account a token belongs to, and whether it is kept here or in a file, is
// left to the callers.
#pragma once

#include <string>

#include "cmd/context.hpp"

namespace plex::cmd {

/// What is fixed for users and different in tests.
struct SecretServiceOptions {
  std::string library = "libsystemd.so.0";
  /// How long a function may take, all its calls together, if no person is asked.
  Milliseconds answer_limit{3'000};
  /// How long a person may take to unlock the keyring.
  Milliseconds person_limit{60'000};
};

/// The keyring of the session in which this process runs. Nothing is loaded or opened before one of
/// the functions is called. They share a connection, which is closed with the last copy of them;
/// only one thread may call them.
Keyring secret_service_keyring(const SecretServiceOptions& options = {});

}  // namespace plex::cmd
