// SPDX-License-Identifier: MIT
//
// A transport that plays responses and failures back, for tests of what the operations of the
// library make of them. What is on the wire is left to FakePlex.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "src/error.hpp"
#include "src/http/http.hpp"

namespace plex::test {

/// A transport whose `send` a test writes. Requests side by side are tested with the real one.
class OneByOneTransport : public HttpTransport {
 public:
  void send_all(const std::vector<HttpRequest>&, const ParallelLimits&, const Deadline&,
                const OutcomeSink&) final {
    throw std::logic_error("no script for requests side by side");
  }
};

/// Plays outcomes in order, the last one forever.
class ScriptedTransport : public OneByOneTransport {
 public:
  using Outcome = std::variant<HttpResponse, Error>;

  explicit ScriptedTransport(std::vector<Outcome> outcomes) : outcomes_(std::move(outcomes)) {}

  /// Notes `METHOD URL`, then the token in parentheses and the form, if there are any.
  HttpResponse send(const HttpRequest& request, const Deadline&) override {
    std::string text = request.method + " " + request.url();
    if (!request.token.empty()) {
      text += " (" + std::string(request.token.reveal()) + ")";
    }
    if (!request.body.empty()) {
      text += " " + std::string(request.body.reveal());
    }
    const Outcome& outcome = outcomes_[std::min(requests.size(), outcomes_.size() - 1)];
    requests.push_back(std::move(text));
    if (const Error* error = std::get_if<Error>(&outcome)) {
      throw Error(*error);
    }
    return std::get<HttpResponse>(outcome);
  }

  std::vector<std::string> requests;

 private:
  std::vector<Outcome> outcomes_;
};

inline HttpResponse response(int status, const std::string& body = {},
                             const std::vector<HttpHeader>& headers = {}) {
  HttpResponse response;
  response.status = status;
  response.body = body;
  response.headers = headers;
  return response;
}

}  // namespace plex::test
