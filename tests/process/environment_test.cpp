// SPDX-License-Identifier: MIT
//
// That neither the language of the user nor a missing or unwritable home directory changes what the
// program does. Which variable means what is tested with each command.
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/known_commands.hpp"
#include "tests/support/plex_process.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

const std::vector<std::string>& languages() {
  static const std::vector<std::string> all = {"de_DE.UTF-8", "tr_TR.UTF-8",    "C",
                                               "POSIX",       "no_SUCH.locale", "\xFF/../x"};
  return all;
}

/// German and Turkish for the C library, made for the test: few machines have both.
class MadeLocales {
 public:
  MadeLocales() {
    for (const std::string language : {"de_DE", "tr_TR"}) {
      CAPTURE(language);
      ProcessOptions options;
      options.program = "/usr/bin/localedef";
      options.arguments = {"-i", language, "-f", "UTF-8",
                           directory_.path() / (language + ".UTF-8")};
      REQUIRE(run_process(options).status == 0);
      options.program = "/usr/bin/printf";
      options.arguments = {"%.1f", "2"};
      options.environment = in_language(language + ".UTF-8", {});
      REQUIRE(run_process(options).out == "2,0");
    }
  }

  [[nodiscard]] Variables in_language(const std::string& language, Variables variables) const {
    variables["LOCPATH"] = directory_.path();
    // newlocale(3) of glibc never frees what it makes of LOCPATH.
    variables["ASAN_OPTIONS"] = "detect_leaks=0";
    for (const char* name : {"LANG", "LC_ALL", "LC_NUMERIC", "LC_CTYPE", "LANGUAGE"}) {
      variables[name] = language;
    }
    return variables;
  }

 private:
  TemporaryDirectory directory_;
};

/// The others keep something in a state directory, or find it there.
std::vector<KnownCommand> commands_without_sign_ins() {
  std::vector<KnownCommand> commands = every_command();
  std::erase_if(commands, [](const KnownCommand& each) { return each.needs_sign_ins; });
  return commands;
}

}  // namespace

TEST_CASE("the output is the same bytes in every language") {
  const FakePlex server;
  const MadeLocales locales;
  const std::vector<Words> commands = {{"auth", "whoami", "-o", "json"},
                                       {"auth", "whoami", "-o", "tsv"},
                                       {"auth", "whoami"},
                                       {"auth", "source-info", attic_source, "-o", "json"},
                                       {"auth", "source-info", attic_source, "-o", "tsv"},
                                       {"auth", "source-info", attic_source},
                                       {"auth", "signin", "-o", "json"},
                                       {"auth", "whoami", "--help"},
                                       {"auth", "whoami", "--timeout", "no"}};
  for (const Words& command : commands) {
    CAPTURE(command[1]);
    const ProcessResult plain = run_process(plex_process(command, variables_for(server)));
    CHECK(plain.out.empty() == (plain.status != 0));
    for (const std::string& language : languages()) {
      CAPTURE(language);
      const ProcessResult result =
          run_process(plex_process(command, locales.in_language(language, variables_for(server))));
      CHECK(result.status == plain.status);
      CHECK(result.out == plain.out);
      CHECK(result.err == plain.err);
    }
  }
}

TEST_CASE("numbers have a decimal point in every language") {
  const FakePlex server;
  const MadeLocales locales;
  for (const std::string& language : languages()) {
    CAPTURE(language);
    const Variables variables = locales.in_language(language, variables_for(server));
    const Words point = {"auth", "whoami", "-q", "--timeout", "30.5", "--retry-exponent", "1.5"};
    CHECK(run_process(plex_process(point, variables)).status == 0);
    const Words comma = {"auth", "whoami", "-q", "--timeout", "30,5"};
    CHECK(run_process(plex_process(comma, variables)).status == 2);
    Variables variable = variables;
    variable["PLEX_TIMEOUT"] = "30,5";
    CHECK(run_process(plex_process({"auth", "whoami"}, variable)).status == 2);
    CHECK(run_process(plex_process({"--version"}, variable)).status == 0);
  }
}

TEST_CASE("a command that is given its client identifier needs no home directory") {
  const FakePlex server;
  for (const KnownCommand& command : commands_without_sign_ins()) {
    CAPTURE(command_line(command.words));
    const ProcessResult result = run_process(plex_process(command.words, variables_for(server)));
    CHECK(result.status == 0);
    CHECK(result.err == "");
  }
}

TEST_CASE("a command that is given its identifier needs no writable home directory") {
  const FakePlex server;
  const TemporaryDirectory home;
  std::filesystem::permissions(home.path(), static_cast<std::filesystem::perms>(0555));
  Variables variables = variables_for(server);
  variables["HOME"] = home.path();
  for (const KnownCommand& command : commands_without_sign_ins()) {
    CAPTURE(command_line(command.words));
    const ProcessResult result =
        run_process(without_privileges(plex_process(joined(command.words, {"-v"}), variables)));
    CHECK(result.status == 0);
    CHECK(result.err.find("identifier cannot") == std::string::npos);
  }
  CHECK(std::filesystem::is_empty(home.path()));
}

TEST_CASE("a program without arguments at all is a usage error") {
  ProcessOptions options = plex_process({}, {});
  options.empty_argv = true;
  const ProcessResult result = run_process(options);
  // Newer kernels pass one empty argument, which is then a program name like any other. env(1)
  // refuses to run without arguments, so it shows which kernel this is.
  options.program = "/usr/bin/env";
  if (run_process(options).status == 0) {
    CHECK(result.status == 0);
    CHECK(result.out == run_process(plex_process({}, {})).out);
  } else {
    CHECK(result.status == 2);
    CHECK(result.err == "plex: error: the argument list is empty\n");
  }
}

TEST_CASE("a huge argument is refused and not repeated whole") {
  const std::string huge(100'000, 'x');
  for (const Words& words : {Words{huge}, Words{"auth", huge}, Words{"auth", "whoami", huge},
                             Words{"auth", "whoami", "--" + huge}}) {
    CAPTURE(words.size());
    const ProcessResult result = run_process(plex_process(words, {}));
    CHECK(result.status == 2);
    CHECK(result.out == "");
    CHECK(result.err.size() < 2000);
  }
}

}  // namespace plex::test
