// SPDX-License-Identifier: MIT
//
// The entry of the test program; tests are in the files beside it, one per module and per command.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
