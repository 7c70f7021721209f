// SPDX-License-Identifier: MIT
//
// Which proxy a run uses: the option, the variables and their order, and which hosts bypass the
// proxy.
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_plex.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_file.hpp"
#include "tests/support/wire_runs.hpp"
#include "tests/support/words.hpp"

namespace plex::test {
namespace {

/// A proxy that refuses every tunnel: it only shows whether it was asked.
struct RefusingProxy : RawServer {
  RefusingProxy()
      : RawServer({ReadRequest{}, Send{"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"}, Close{}}) {}
};

World with(const Variables& environment) {
  World world;
  world.environment = environment;
  return world;
}

}  // namespace

TEST_CASE("an https request goes through the first proxy variable that is set") {
  const RefusingProxy proxy;
  const RefusingProxy other;
  const std::vector<std::string> order = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
  std::size_t asked = 0;
  for (std::size_t first = 0; first < order.size(); ++first) {
    CAPTURE(order[first]);
    Variables environment = {{"http_proxy", other.url()}, {"HTTP_PROXY", other.url()}};
    for (std::size_t at = 0; at < order.size(); ++at) {
      environment[order[at]] = at < first ? "" : at == first ? proxy.url() : other.url();
    }
    CHECK(failure_of(run_transient_token("https://server.test", {"-o", "json"},
                                         with(environment))) == "6 proxy_failed, attempts 1");
    CHECK(proxy.connections() == ++asked);
  }
  CHECK(other.connections() == 0);
}

TEST_CASE("an http request goes through the first proxy variable that is set") {
  const RawServer proxy({ReadRequest{}, Send{good_response()}, Close{}});
  const RefusingProxy other;
  const std::vector<std::string> order = {"http_proxy", "all_proxy", "ALL_PROXY"};
  std::size_t asked = 0;
  for (std::size_t first = 0; first < order.size(); ++first) {
    CAPTURE(order[first]);
    Variables environment = {{"https_proxy", other.url()}, {"HTTPS_PROXY", other.url()}};
    for (std::size_t at = first; at < order.size(); ++at) {
      environment[order[at]] = at == first ? proxy.url() : other.url();
    }
    CHECK(run_transient_token("http://server.test", {"-q", "--allow-http"}, with(environment))
              .status == 0);
    CHECK(proxy.connections() == ++asked);
  }
  CHECK(other.connections() == 0);
}

TEST_CASE("HTTP_PROXY in capitals is not read because a web request can set it") {
  const FakePlex server;
  const RefusingProxy proxy;
  CHECK(run_transient_token(server.server_url(), {"-q"}, with({{"HTTP_PROXY", proxy.url()}}))
            .status == 0);
  CHECK(proxy.connections() == 0);
}

TEST_CASE("--proxy takes precedence over the variables and an empty one turns them off") {
  const FakePlex server({.https = true});
  const TemporaryFile authority(server.ca_pem());
  const RefusingProxy typed;
  const RefusingProxy variable;
  const World world = with({{"https_proxy", variable.url()}, {"CURL_CA_BUNDLE", authority.path()}});
  CHECK(failure_of(run_transient_token(server.server_url(), {"-o", "json", "--proxy", typed.url()},
                                       world)) == "6 proxy_failed, attempts 1");
  CHECK(typed.connections() == 1);
  CHECK(run_transient_token(server.server_url(), {"-q", "--proxy", ""}, world).status == 0);
  CHECK(variable.connections() == 0);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("hosts that need no proxy are reached without it") {
  const FakePlex server({.https = true});
  const TemporaryFile authority(server.ca_pem());
  const RefusingProxy proxy;
  struct Row {
    Variables environment;
    bool direct;
  };
  std::size_t direct = 0;
  std::size_t proxied = 0;
  for (const Row& row : std::vector<Row>{{{{"no_proxy", "127.0.0.1"}}, true},
                                         {{{"NO_PROXY", "127.0.0.1"}}, true},
                                         {{{"no_proxy", "*"}}, true},
                                         {{{"no_proxy", "other.test, 127.0.0.1"}}, true},
                                         {{{"no_proxy", "127.0.0.0/8"}}, true},
                                         {{{"no_proxy", ""}, {"NO_PROXY", "127.0.0.1"}}, true},
                                         {{{"no_proxy", "other.test"}}, false},
                                         {{{"no_proxy", "127.0.0.12"}}, false},
                                         {{{"no_proxy", "other.test"}, {"NO_PROXY", "*"}}, false},
                                         {{}, false}}) {
    CAPTURE(assignments(row.environment));
    Variables environment = row.environment;
    environment["https_proxy"] = proxy.url();
    environment["CURL_CA_BUNDLE"] = authority.path();
    const RunResult result = run_transient_token(server.server_url(), {"-q"}, with(environment));
    CHECK(result.status == (row.direct ? 0 : 6));
    CHECK(server.requests().size() == (direct += row.direct ? 1 : 0));
    CHECK(proxy.connections() == (proxied += row.direct ? 0 : 1));
  }
}

TEST_CASE("a server on loopback that needs no proxy is asked over plain http without a warning") {
  const FakePlex server;
  const RefusingProxy proxy;
  const RunResult result =
      run_transient_token(server.server_url(), {"--field", "server"},
                          with({{"http_proxy", proxy.url()}, {"no_proxy", "127.0.0.1"}}));
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  CHECK(proxy.connections() == 0);
}

}  // namespace plex::test
