// SPDX-License-Identifier: MIT
//
// The parts of CLI11 that are used. App.hpp alone leaves CLI::Formatter and CLI::Config undefined,
// and CLI/CLI.hpp costs a second of compile time more. Only .cpp files include this.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/TypeTools.hpp>
