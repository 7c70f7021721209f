// SPDX-License-Identifier: MIT
#include "tests/support/fake_plex_script.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "tests/support/fake_plex_tv_routes.hpp"

namespace plex::test {

CannedResponse FakePlexScript::answer(const RecordedRequest& request) {
  const std::lock_guard lock(mutex_);
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

void FakePlexScript::note_secrets_in_url(const RecordedRequest& request) {
  const std::string where = " in URL: " + request.method + " " + request.path;
  if (request.has_query("X-Plex-Token")) {
    unexpected_.push_back("token" + where);
  }
  constexpr std::array<std::string_view, 3> credentials = {"login", "password", "verificationCode"};
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
  if (std::optional<CannedResponse> answer = respond_as_plex_tv(request)) {
    return *std::move(answer);
  }
  if (std::optional<CannedResponse> answer = server_routes_.answer(request)) {
    return *std::move(answer);
  }
  unexpected_.push_back(request.method + " " + request.path);
  return html_response(404, "Not Found");
}

}  // namespace plex::test
