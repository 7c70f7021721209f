// SPDX-License-Identifier: MIT
//
// source-info and the shapes that servers give their response: lists and single objects, text for
// numbers and booleans, members that are missing, null or wrong.
#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_world.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

const Words source_info = {"auth", "source-info"};

std::string device(const std::string& connections) {
  return R"({"MediaContainer":{"Device":{"name":"n","accessToken":"t","Connection":)" +
         connections + "}}}";
}

/// A run against a server that gives `body` for the attic; its host is written as HOST.
RunResult run_with(const std::string& body, const Words& form) {
  FakePlex server;
  server.respond_next(resources_path, {.body = body});
  RunResult result =
      run_plex(joined(joined(source_info, {attic_source}), form), fake_world(server));
  result.err = replaced(result.err, server.host(), "HOST");
  return result;
}

}  // namespace

TEST_CASE("Device is accepted as an object and as a list of one") {
  const FakePlex server;
  const World world = fake_world(server);
  check_run(run_plex(joined(source_info, {device_list_source, "-q"}), world), 0,
            "http://192.168.7.8:32400\n", "");
  check_run(run_plex(joined(source_info, {vod_source, "-q"}), world), 0,
            "https://films.example.org:443\n", "");
  check_run(run_plex(joined(source_info, {single_connection_source, "-o", "tsv"}), world), 0,
            "https\t2001:db8::5\t32400\tfalse\tfalse\t"
            "https://2001-db8--5.0a1b0000000000000000000000000c0d.plex.direct:32400\n",
            "");
}

TEST_CASE("no Device exits 5 and several exit 8") {
  for (const std::string body :
       {R"({"MediaContainer":{"size":0}})", R"({"MediaContainer":{"Device":[]}})",
        R"({"MediaContainer":{"Device":null}})"}) {
    CAPTURE(body);
    check_run(run_with(body, {}), 5, "",
              "plex: error: the server does not know this source (HOST)\n"
              "hint: check the identifier, or try --refresh\n");
  }
  check_run(run_with(R"({"MediaContainer":{"Device":[{},{},{}]}})", {}), 8, "",
            "plex: error: the response lists 3 devices instead of one (HOST)\n");
}

TEST_CASE("a source without a connection is shown and has nothing to print with -q") {
  const FakePlex server;
  const World world = fake_world(server);
  const Words words = joined(source_info, {no_connection_source});
  check_run(run_plex(words, world), 0,
            "name          No Connection\n"
            "identifier    000000000000000000000000000000000c0ec700\n"
            "access token  transient-1f0e0000-0000-4000-8000-00000000c0e0\n",
            "");
  check_run(run_plex(joined(words, {"--field", "connections"}), world), 0, "[]\n", "");
  check_run(run_plex(joined(words, {"-o", "tsv"}), world), 0, "", "");
  check_run(run_plex(joined(words, {"-q"}), world), 1, "",
            "plex: error: the result has no value to print\n");
  CHECK(run_plex(joined(words, {"-o", "env"}), world).out.empty());
}

TEST_CASE("booleans and ports are typed whatever the server wrote") {
  const FakePlex server;
  const Words words = joined(source_info, {text_values_source});
  check_run(run_plex(joined(words, {"--field", "connections"}), fake_world(server)), 0,
            R"([{"protocol":"https","address":"10.4.5.6","port":32400,)"
            R"("uri":"https://10-4-5-6.0a1b0000000000000000000000000c0d.plex.direct:32400",)"
            R"("local":true,"relay":false},)"
            R"({"protocol":"https","address":"198.51.100.7","port":8443,)"
            R"("uri":"https://198-51-100-7.0a1b0000000000000000000000000c0d.plex.direct:8443",)"
            R"("local":false,"relay":true},)"
            R"({"protocol":"https","address":"203.0.113.10","port":32403,)"
            R"("uri":"https://203-0-113-10.0a1b0000000000000000000000000c0d.plex.direct:32403",)"
            R"("local":false,"relay":false}])"
            "\n",
            "");
  for (const std::string flag : {"true", "1", "\"1\"", "\"true\""}) {
    CAPTURE(flag);
    check_run(run_with(device("[{\"relay\":" + flag + ",\"local\":" + flag + "}]"),
                       {"--field", "connections.0"}),
              0,
              "{\"protocol\":null,\"address\":null,\"port\":null,\"uri\":null,"
              "\"local\":true,\"relay\":true}\n",
              "");
  }
  for (const std::string flag : {"false", "0", "\"0\""}) {
    CAPTURE(flag);
    check_run(run_with(device("{\"local\":" + flag + "}"), {"--field", "connections.0.local"}), 0,
              "false\n", "");
  }
}

TEST_CASE("a connection with an empty address is left out for scripts") {
  const std::string body = device(R"([{"uri":""},{"uri":"http://10.0.0.1:1"}])");
  check_run(run_with(body, {"-q"}), 0, "http://10.0.0.1:1\n", "");
  check_run(run_with(body, {"-o", "env"}), 0,
            "PLEX_TOKEN=t\nPLEX_URL=http://10.0.0.1:1\nPLEX_TOKEN_FILE=\nPLEX_ACCOUNT=\n", "");
  check_run(run_with(device(R"({"uri":""})"), {"-o", "env"}), 1, "",
            "plex: error: the result has no value for PLEX_URL\n");
}

TEST_CASE("a field is found in the largest response that is accepted") {
  std::string connections;
  for (int at = 0; at < 33'000; ++at) {
    connections += at == 0 ? R"([{"uri":"u"})" : R"(,{"uri":"u"})";
  }
  check_run(run_with(device(connections + "]"), {"--field", "name"}), 0, "n\n", "");
}

TEST_CASE("source-info writes a missing value as null and a missing relay as false") {
  const std::string nothing = R"({"MediaContainer":{"Device":{"Connection":[{}]}}})";
  check_run(run_with(nothing, {"--json"}), 0,
            R"({"source":"server://a77100000000000000000000000000000000d01a","name":null,)"
            R"("clientIdentifier":null,"accessToken":null,"connections":[{"protocol":null,)"
            R"("address":null,"port":null,"uri":null,"local":null,"relay":false}]})"
            "\n",
            "");
  check_run(run_with(nothing, {"-o", "tsv"}), 0, "\t\t\t\tfalse\t\n", "");
  check_run(run_with(nothing, {"-o", "table"}), 0,
            "name          -\n"
            "identifier    -\n"
            "access token  -\n"
            "\n"
            "protocol  address  port  kind    uri\n"
            "-         -        -     remote  -\n",
            "");
  for (const std::string path : {"name", "accessToken", "connections.0.uri"}) {
    CAPTURE(path);
    CHECK(run_with(nothing, {"--field", path}).status == 1);
  }
}

TEST_CASE("source-info names the path of a value of the wrong type and exits 8") {
  struct Row {
    std::string body;
    std::string path;
  };
  for (const Row& row : {
           Row{R"({"MediaContainer":{"Device":{"name":1}}})", "MediaContainer.Device.name"},
           Row{R"({"MediaContainer":{"Device":{"clientIdentifier":[]}}})",
               "MediaContainer.Device.clientIdentifier"},
           Row{R"({"MediaContainer":{"Device":{"accessToken":{}}}})",
               "MediaContainer.Device.accessToken"},
           Row{R"({"MediaContainer":{"Device":"x"}})", "MediaContainer.Device"},
           Row{R"({"MediaContainer":{"Device":[7]}})", "MediaContainer.Device"},
           Row{device("true"), "MediaContainer.Device.Connection"},
           Row{device("[null]"), "MediaContainer.Device.Connection"},
           Row{device(R"([{"uri":7}])"), "MediaContainer.Device.Connection"},
           Row{device(R"([{"port":"http"}])"), "port"},
           Row{device(R"([{"port":65536}])"), "port"},
           Row{device(R"([{"port":-1}])"), "port"},
           Row{device(R"([{"port":1.5}])"), "port"},
           Row{device(R"([{"port":true}])"), "port"},
           Row{device(R"([{"local":"maybe"}])"), "local"},
           Row{device(R"([{"relay":2}])"), "relay"},
           Row{"[]", "MediaContainer"},
           Row{"{}", "MediaContainer"},
           Row{R"({"MediaContainer":[]})", "MediaContainer"},
       }) {
    CAPTURE(row.body);
    const RunResult result = run_with(row.body, {});
    CHECK(result.status == 8);
    CHECK(result.out.empty());
    CHECK(result.err.starts_with("plex: error: the response"));
    CHECK(result.err.find(row.path) != std::string::npos);
    CHECK(result.err.ends_with(" (HOST)\n"));
  }
}

TEST_CASE("source-info does not print an access token that is not valid") {
  for (const std::string& token :
       {std::string(R"("")"), std::string(R"("a\nb")"), std::string(R"("a\u001b[31m")"),
        std::string("\"") + std::string(1 << 20, 'a') + "\""}) {
    CAPTURE(token.substr(0, 20));
    for (const Words& form : {Words{}, Words{"-o", "tsv"}, Words{"-o", "env"}, Words{"-q"}}) {
      CAPTURE(command_line(form));
      check_run(
          run_with(R"({"MediaContainer":{"Device":{"accessToken":)" + token + "}}}", form), 8, "",
          "plex: error: the response's MediaContainer.Device.accessToken is not a valid token "
          "(HOST)\n");
    }
  }
}

TEST_CASE("source-info -o env exits 8 for an address that an env line cannot hold") {
  for (const std::string uri : {"https://a/$(id)", "https://[::1]:32400", "https://a b", "a;b"}) {
    CAPTURE(uri);
    check_run(
        run_with(device(R"([{"uri":")" + uri + R"("}])"), {"-o", "env"}), 8, "",
        "plex: error: the value for PLEX_URL contains a character that an env line cannot hold\n"
        "hint: use -o json\n");
  }
}

}  // namespace plex::test
