// SPDX-License-Identifier: MIT
//
// The entry of the test program; tests are in the files beside it, one per module and per command.
// Where a test's name begins with a letter and a number, it is about something that goes wrong: A
// in what was typed and in the environment, B in output, signals and secrets, C in HTTP, TLS and
// the network, D in JSON, E in files that are kept. Tests with the same number are about the same
// fault.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
