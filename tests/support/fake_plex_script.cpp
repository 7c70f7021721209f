// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_script.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace plex::test {

CannedResponse FakePlexScript::answer(const RecordedRequest& request) {
  const std::lock_guard lock(mutex_);
  if (request.path == "/control/approve" && request.method == "POST") {
    return control(request);
  }
  requests_.push_back(request);
  note_secrets_in_url(request);
  if (std::optional<CannedResponse> canned = take_canned(request.path)) {
    return *std::move(canned);
  }
  return deserved_response(request);
}

void FakePlexScript::respond_next(const std::string& path, CannedResponse answer) {
  const std::lock_guard lock(mutex_);
  next_[path].push_back(std::move(answer));
}

void FakePlexScript::respond_always(const std::string& path, CannedResponse answer) {
  const std::lock_guard lock(mutex_);
  always_.insert_or_assign(path, std::move(answer));
}

void FakePlexScript::allow_only_post_for_transient_token() {
  const std::lock_guard lock(mutex_);
  server_routes_.allow_only_post_for_transient_token();
}

void FakePlexScript::set_server_url(const std::string& url) {
  const std::lock_guard lock(mutex_);
  tv_routes_.set_server_url(url);
}

void FakePlexScript::advance_clock(std::chrono::seconds by) {
  const std::lock_guard lock(mutex_);
  tv_routes_.advance_clock(by);
}

void FakePlexScript::approve(const std::string& code, const std::string& token) {
  const std::lock_guard lock(mutex_);
  tv_routes_.approve(code, token);
}

std::vector<std::string> FakePlexScript::pins() const {
  const std::lock_guard lock(mutex_);
  return tv_routes_.codes();
}

std::vector<RecordedRequest> FakePlexScript::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::vector<std::string> FakePlexScript::unexpected() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> all = unexpected_;
  for (const auto& [path, answers] : next_) {
    all.insert(all.end(), answers.size(), "never asked: " + path);
  }
  return all;
}

/// What a script asks of the fake itself: no request to Plex.
CannedResponse FakePlexScript::control(const RecordedRequest& request) {
  try {
    tv_routes_.approve(request.form("code"), request.form("token"));
    return {204, "", "", {}};
  } catch (const std::invalid_argument&) {
    unexpected_.push_back(request.method + " " + request.path + " without a living code");
    return html_response(404, "Not Found");
  }
}

void FakePlexScript::note_secrets_in_url(const RecordedRequest& request) {
  const std::string where = " in URL: " + request.method + " " + request.path;
  if (request.has_query("X-Plex-Token")) {
    unexpected_.push_back("token" + where);
  }
  constexpr std::array<std::string_view, 4> credentials = {"login", "password", "verificationCode",
                                                           "code"};
  if (std::any_of(credentials.begin(), credentials.end(),
                  [&request](std::string_view name) { return request.has_query(name); })) {
    unexpected_.push_back("credentials" + where);
  }
}

std::optional<CannedResponse> FakePlexScript::take_canned(const std::string& path) {
  if (const auto next = next_.find(path); next != next_.end() && !next->second.empty()) {
    CannedResponse answer = std::move(next->second.front());
    next->second.pop_front();
    return answer;
  }
  if (const auto always = always_.find(path); always != always_.end()) {
    return always->second;
  }
  return std::nullopt;
}

CannedResponse FakePlexScript::deserved_response(const RecordedRequest& request) {
  if (std::optional<CannedResponse> answer = tv_routes_.answer(request)) {
    return *std::move(answer);
  }
  if (std::optional<CannedResponse> answer = server_routes_.answer(request)) {
    return *std::move(answer);
  }
  unexpected_.push_back(request.method + " " + request.path);
  return html_response(404, "Not Found");
}

}  // namespace plex::test
