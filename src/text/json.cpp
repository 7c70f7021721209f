// SPDX-License-Identifier: MIT
#include "src/text/json.hpp"

#include <charconv>
#include <cstddef>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/error.hpp"
#include "src/text/visible.hpp"

namespace plex {
namespace {

/// Builds the document from the parser's events and stops it at the first breach of a limit.
class BoundedBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit BoundedBuilder(std::string_view subject) : subject_(subject) {}

  Json take() { return std::move(root_); }
  std::optional<Error> error() const { return error_; }

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return stop("binary data"); }

  bool number_float(number_float_t value, const string_t& text) override {
    if (text.find_first_of(".eE") == string_t::npos) {
      return stop("an integer of more than 64 bits");
    }
    return add(value);
  }

  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    if (!level.names.insert(name).second) {
      return stop("an object with a duplicate name");
    }
    level.next_name = std::move(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
    error_ = Error(ErrorCode::malformed,
                   fmt::format("{} is not valid JSON (at byte {})", subject_, position));
    return false;
  }

 private:
  struct Level {
    Json* container;
    std::set<std::string> names;
    std::string next_name;
  };

  bool stop(const char* what) {
    error_ = Error(ErrorCode::malformed, fmt::format("{} contains {}", subject_, what));
    return false;
  }

  /// Adds the value where the document has got to. Returns its place, or nullptr past the limit.
  Json* place(Json value) {
    if (++values_ > max_json_values) {
      error_ = Error(ErrorCode::too_large,
                     fmt::format("{} contains more than {} values", subject_, max_json_values));
      return nullptr;
    }
    if (levels_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Level& level = levels_.back();
    if (level.container->is_array()) {
      level.container->push_back(std::move(value));
      return &level.container->back();
    }
    // Not operator[], which searches the whole object: key() has checked that the name is new.
    auto& members = level.container->get_ref<Json::object_t&>();
    members.emplace_back(std::move(level.next_name), std::move(value));
    return &members.back().second;
  }

  template <class Value>
  bool add(Value&& value) {
    return place(Json(std::forward<Value>(value))) != nullptr;
  }

  bool open(Json empty) {
    if (levels_.size() == max_json_depth) {
      return stop("values nested more than 64 deep");
    }
    Json* container = place(std::move(empty));
    if (container == nullptr) {
      return false;
    }
    levels_.push_back({container, {}, {}});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  std::string_view subject_;
  Json root_;
  std::vector<Level> levels_;
  std::size_t values_ = 0;
  std::optional<Error> error_;
};

[[noreturn]] void wrong_type(std::string_view path, std::string_view name, const char* what) {
  throw Error(ErrorCode::unexpected, fmt::format("the response's {}{} is {}", path, name, what));
}

}  // namespace

Json parse_json(std::string_view text, std::string_view subject) {
  // The library treats a NUL byte as the end of its input.
  if (text.find('\0') != std::string_view::npos) {
    throw Error(ErrorCode::malformed, fmt::format("{} contains a NUL byte", subject));
  }
  BoundedBuilder builder(subject);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) {
    throw builder.error().value_or(
        Error(ErrorCode::malformed, fmt::format("{} is not valid JSON", subject)));
  }
  return builder.take();
}

std::string format_json(const Json& value) { return escape_json_controls(value.dump()); }

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}
// Here, as the header only declares what Json is.
template Json or_null(const std::optional<std::string>& value);
template Json or_null(const std::optional<bool>& value);
template Json or_null(const std::optional<int>& value);
template Json or_null(const std::optional<std::int64_t>& value);

std::optional<std::int64_t> exact_integer(const Json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    const bool fits = number <= static_cast<std::uint64_t>(INT64_MAX);
    return fits ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
  }
  if (value.is_number_integer()) {
    return value.get<std::int64_t>();
  }
  if (value.is_string()) {
    const std::string& digits = value.get_ref<const std::string&>();
    std::int64_t number = 0;
    const char* end = digits.data() + digits.size();
    const auto [last, error] = std::from_chars(digits.data(), end, number);
    return error == std::errc() && last == end ? std::optional(number) : std::nullopt;
  }
  return std::nullopt;
}

Json null_if_empty(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

const Json* find_member(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::optional<std::string> optional_string(const Json& object, std::string_view name,
                                           std::string_view path) {
  const Json* member = find_member(object, name);
  if (member == nullptr) {
    return std::nullopt;
  }
  if (!member->is_string()) {
    wrong_type(path, name, "not a string");
  }
  return member->get<std::string>();
}

std::optional<bool> optional_flag(const Json& object, std::string_view name,
                                  std::string_view path) {
  const Json* member = find_member(object, name);
  if (member == nullptr) {
    return std::nullopt;
  }
  if (member->is_boolean()) {
    return member->get<bool>();
  }
  if (*member == 1 || *member == "1" || *member == "true") {
    return true;
  }
  if (*member == 0 || *member == "0" || *member == "false") {
    return false;
  }
  wrong_type(path, name, "not a boolean");
}

std::optional<std::int64_t> optional_integer(const Json& object, std::string_view name,
                                             std::string_view path, std::int64_t least,
                                             std::int64_t most) {
  const Json* member = find_member(object, name);
  if (member == nullptr) {
    return std::nullopt;
  }
  const std::optional<std::int64_t> number = exact_integer(*member);
  if (!number || *number < least || *number > most) {
    wrong_type(path, name, "out of range or not a whole number");
  }
  return number;
}

}  // namespace plex
