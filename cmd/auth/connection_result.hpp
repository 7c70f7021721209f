// SPDX-License-Identifier: MIT
//
// A connection in every output format, and the option that filters connections, for the commands
// that list some.
#pragma once

#include <string>
#include <vector>

#include "cmd/command.hpp"
#include "cmd/output/columns.hpp"
#include "src/auth/connection.hpp"
#include "src/text/json.hpp"

namespace plex::cmd {

/// The headings of the columns of connection_row.
Row connection_headings();

/// The row of a connection in a list; `-` stands for what is absent.
Row connection_row(const auth::Connection& connection);

/// The connection as an object in which every member is present, if only as null.
Json connection_json(const auth::Connection& connection);

/// The values of connection_json in their order, as text; empty for what is absent.
std::vector<std::string> connection_tsv(const auth::Connection& connection);

/// The option `--connection`, which names a kind of connection.
Option connection_option(Typed& target);

/// Keeps the connections of the kind that `--connection` names, all of them without the option.
/// Throws Error(usage) if there is no such kind.
void keep_connections(std::vector<auth::Connection>& connections, const Typed& kind);

}  // namespace plex::cmd
