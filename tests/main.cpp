// SPDX-License-Identifier: MIT
//
// The entry of the test program. A module of src/ or cmd/ that is tested by itself has its test at
// the same path here; wire/ tests behaviour on the network, process/ what only a process has.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
