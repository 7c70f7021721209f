// SPDX-License-Identifier: MIT
//
// Names and types are those of https://specifications.freedesktop.org/secret-service/
#include "cmd/accounts/secret_service_session.hpp"

#include <utility>

#include <fmt/format.h>

namespace plex::cmd {
namespace {

constexpr char service_name[] = "org.freedesktop.secrets";
constexpr char service_path[] = "/org/freedesktop/secrets";
constexpr char service_interface[] = "org.freedesktop.Secret.Service";
constexpr char collection_interface[] = "org.freedesktop.Secret.Collection";
constexpr char item_interface[] = "org.freedesktop.Secret.Item";
constexpr char prompt_interface[] = "org.freedesktop.Secret.Prompt";

/// The path of an object, empty if it is none.
std::string read_object(BusMessage& answer) {
  std::string path = answer.read_path();
  return path == "/" ? std::string() : path;
}

void add_attribute(BusMessage& message, const std::string& name, const std::string& value) {
  message.open('e', "ss");
  message.add_text(name);
  message.add_text(value);
  message.close();
}

/// What an item is found by. Keyrings need not encrypt attributes, so they name no person.
void add_search_attributes(BusMessage& message, std::string_view account) {
  add_attribute(message, "service", "plex");
  add_attribute(message, "account", std::string(account));
}

/// The label and the attributes of an item.
void add_properties(BusMessage& message, std::string_view account) {
  message.open('a', "{sv}");
  message.open('e', "sv");
  message.add_text("org.freedesktop.Secret.Item.Label");
  message.open('v', "s");
  message.add_text("Plex token");
  message.close();
  message.close();
  message.open('e', "sv");
  message.add_text("org.freedesktop.Secret.Item.Attributes");
  message.open('v', "a{ss}");
  message.open('a', "{ss}");
  add_search_attributes(message, account);
  add_attribute(message, "xdg:schema", "tv.plex.cli.Token");
  message.close();
  message.close();
  message.close();
  message.close();
}

}  // namespace

std::string SecretServiceSession::find_default_collection() {
  BusMessage request = new_call(service_path, service_interface, "ReadAlias");
  request.add_text("default");
  BusMessage answer = call(request);
  return read_object(answer);
}

bool SecretServiceSession::is_locked(const std::string& collection) {
  BusMessage answer = get_property(collection, collection_interface, "Locked");
  answer.enter('v', "b");
  return answer.read_flag();
}

std::string SecretServiceSession::unlock(const std::string& collection) {
  BusMessage request = new_call(service_path, service_interface, "Unlock");
  request.open('a', "o");
  request.add_path(collection);
  request.close();
  BusMessage answer = call(request);
  answer.skip("ao");
  return read_object(answer);
}

FoundItems SecretServiceSession::find_items(std::string_view account) {
  BusMessage request = new_call(service_path, service_interface, "SearchItems");
  request.open('a', "{ss}");
  add_search_attributes(request, account);
  request.close();
  BusMessage answer = call(request);
  FoundItems items;
  items.unlocked = answer.read_paths();
  items.locked = answer.read_paths();
  return items;
}

std::string SecretServiceSession::find_newest(const std::vector<std::string>& items) {
  if (items.size() == 1) {
    return items.front();
  }
  std::pair<std::uint64_t, std::string> best;
  for (const std::string& item : items) {
    const std::uint64_t time = read_time_of_change(item);
    if (best.second.empty() || time > best.first) {
      best = {time, item};
    }
  }
  return best.second;
}

Secret SecretServiceSession::read_secret(const std::string& item) {
  BusMessage request = new_call(item, item_interface, "GetSecret");
  request.add_path(open_session());
  BusMessage answer = call(request);
  answer.mark_sensitive();
  answer.enter('r', "oayays");
  answer.skip("oay");
  return answer.read_bytes();
}

std::string SecretServiceSession::create_item(const std::string& collection,
                                              std::string_view account, const Secret& secret) {
  BusMessage request = new_call(collection, collection_interface, "CreateItem");
  request.mark_sensitive();
  add_properties(request, account);
  request.open('r', "oayays");
  request.add_path(open_session());
  request.add_bytes("");
  request.add_bytes(secret.reveal());
  request.add_text("text/plain");
  request.close();
  request.add_flag(true);
  BusMessage answer = call(request);
  answer.skip("o");
  return read_object(answer);
}

std::string SecretServiceSession::delete_item(const std::string& item) {
  BusMessage answer = call(new_call(item, item_interface, "Delete"));
  return read_object(answer);
}

void SecretServiceSession::show_prompt(const std::string& prompt) {
  bus_.subscribe(fmt::format("type='signal',sender='{}',interface='{}',member='Completed'",
                             service_name, prompt_interface),
                 until_);
  // If the keyring ends, nobody completes the prompt.
  bus_.subscribe(fmt::format("type='signal',sender='org.freedesktop.DBus',"
                             "member='NameOwnerChanged',arg0='{}',arg2=''",
                             service_name),
                 until_);
  BusMessage request = new_call(prompt, prompt_interface, "Prompt");
  request.add_text("");
  call(request);
}

bool SecretServiceSession::await_prompt(const std::string& prompt, Clock::time_point until) {
  while (true) {
    BusMessage signal = bus_.next_signal(until);
    if (signal.is_signal(prompt_interface, "Completed") && signal.path() == prompt) {
      return !signal.read_flag();
    }
    if (signal.is_signal("org.freedesktop.DBus", "NameOwnerChanged")) {
      throw BusError(BusFailure::lost);
    }
  }
}

BusMessage SecretServiceSession::new_call(const std::string& path, const char* interface,
                                          const char* method) const {
  return bus_.new_call({service_name, path, interface, method});
}

/// The property as a variant.
BusMessage SecretServiceSession::get_property(const std::string& path, const char* interface,
                                              const char* name) {
  BusMessage request = new_call(path, "org.freedesktop.DBus.Properties", "Get");
  request.add_text(interface);
  request.add_text(name);
  return call(request);
}

/// Seconds since 1970.
std::uint64_t SecretServiceSession::read_time_of_change(const std::string& item) {
  BusMessage answer = get_property(item, item_interface, "Modified");
  answer.enter('v', "t");
  return answer.read_number();
}

/// Secrets cross the bus as they are ("plain"): it is a socket on this machine, open to its owner
/// alone, and whoever could read along could also ask the keyring.
const std::string& SecretServiceSession::open_session() {
  if (session_.empty()) {
    BusMessage request = new_call(service_path, service_interface, "OpenSession");
    request.add_text("plain");
    request.open('v', "s");
    request.add_text("");
    request.close();
    BusMessage answer = call(request);
    answer.skip("v");
    session_ = answer.read_path();
  }
  return session_;
}

}  // namespace plex::cmd
