// SPDX-License-Identifier: MIT
#include "tests/support/fake_vault.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <systemd/sd-bus.h>

#include "tests/support/words.hpp"

namespace plex::test {
namespace {

using Attributes = std::map<std::string, std::string>;

constexpr char service_path[] = "/org/freedesktop/secrets";
constexpr char session_path[] = "/org/freedesktop/secrets/session/s1";
constexpr char collection_path[] = "/org/freedesktop/secrets/collection/login";
constexpr char prompt_path[] = "/org/freedesktop/secrets/prompt/p1";
const std::string item_prefix = std::string(collection_path) + "/";

void check(int result) {
  if (result < 0) {
    throw std::runtime_error("a message of the fake keyring failed: " + std::to_string(-result));
  }
}

std::string read_text(sd_bus_message* call, const char* type = "s") {
  const char* text = nullptr;
  check(sd_bus_message_read(call, type, &text));
  return text;
}

std::string read_bytes(sd_bus_message* call) {
  const void* bytes = nullptr;
  std::size_t size = 0;
  check(sd_bus_message_read_array(call, 'y', &bytes, &size));
  return {static_cast<const char*>(bytes), size};
}

Attributes read_attributes(sd_bus_message* call) {
  Attributes attributes;
  check(sd_bus_message_enter_container(call, 'a', "{ss}"));
  while (sd_bus_message_enter_container(call, 'e', "ss") > 0) {
    const std::string name = read_text(call);
    attributes[name] = read_text(call);
    check(sd_bus_message_exit_container(call));
  }
  check(sd_bus_message_exit_container(call));
  return attributes;
}

bool includes(const Attributes& all, const Attributes& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& pair) {
    const auto found = all.find(pair.first);
    return found != all.end() && found->second == pair.second;
  });
}

FakeItem read_properties(sd_bus_message* call) {
  FakeItem item;
  check(sd_bus_message_enter_container(call, 'a', "{sv}"));
  while (sd_bus_message_enter_container(call, 'e', "sv") > 0) {
    const bool label = read_text(call) == "org.freedesktop.Secret.Item.Label";
    check(sd_bus_message_enter_container(call, 'v', label ? "s" : "a{ss}"));
    if (label) {
      item.label = read_text(call);
    } else {
      item.attributes = read_attributes(call);
    }
    check(sd_bus_message_exit_container(call));
    check(sd_bus_message_exit_container(call));
  }
  check(sd_bus_message_exit_container(call));
  return item;
}

void answer_error(sd_bus_message* call, const char* name) {
  check(sd_bus_reply_method_errorf(call, name, "%s", "secret words of the keyring"));
}

/// An answer that is written and sent. Freed on destruction.
class Answer {
 public:
  explicit Answer(sd_bus_message* call) {
    check(sd_bus_message_new_method_return(call, &message_));
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  ~Answer() { sd_bus_message_unref(message_); }

  Answer& paths(const Words& paths) {
    check(sd_bus_message_open_container(message_, 'a', "o"));
    for (const std::string& path : paths) {
      check(sd_bus_message_append(message_, "o", path.c_str()));
    }
    check(sd_bus_message_close_container(message_));
    return *this;
  }
  Answer& path(const std::string& path) {
    check(sd_bus_message_append(message_, "o", path.c_str()));
    return *this;
  }
  void secret(const FakeItem& item) {
    check(sd_bus_message_open_container(message_, 'r', "oayays"));
    check(sd_bus_message_append(message_, "oay", session_path, 0));
    check(sd_bus_message_append_array(message_, 'y', item.secret.data(), item.secret.size()));
    check(sd_bus_message_append(message_, "s", item.content_type.c_str()));
    check(sd_bus_message_close_container(message_));
    send();
  }
  void send() { check(sd_bus_send(nullptr, message_, nullptr)); }

 private:
  sd_bus_message* message_ = nullptr;
};

/// What stands for the prompt that an object needs before it can be used.
std::string prompt_if(bool locked) { return locked ? prompt_path : "/"; }

}  // namespace

FakeItem plex_item(const std::string& account, const std::string& secret) {
  FakeItem item;
  item.attributes = {
      {"service", "plex"}, {"account", account}, {"xdg:schema", "tv.plex.cli.Token"}};
  item.secret = secret;
  item.label = "Plex token";
  item.content_type = "text/plain";
  return item;
}

void FakeVault::add_item(FakeItem item) {
  items_[item_prefix + std::to_string(items_.size())] = std::move(item);
}

void FakeVault::answer(sd_bus_message* call, const std::string& method) {
  const std::string path = sd_bus_message_get_path(call);
  const auto fault = options_.faults.find(method);
  if (fault != options_.faults.end()) {
    misbehave(call, method, fault->second);
  } else if (path == service_path) {
    answer_service(call, method);
  } else if (path == collection_path) {
    answer_collection(call, method);
  } else if (path == prompt_path && method == "Prompt") {
    show_prompt(call);
  } else {
    answer_item(call, method);
  }
}

void FakeVault::answer_service(sd_bus_message* call, const std::string& method) {
  if (method == "OpenSession" && read_text(call) == "plain") {
    has_session_ = true;
    check(sd_bus_reply_method_return(call, "vo", "s", "", session_path));
  } else if (method == "ReadAlias") {
    const bool found = options_.has_default_collection && read_text(call) == "default";
    Answer(call).path(found ? collection_path : "/").send();
  } else if (method == "SearchItems") {
    search(call);
  } else if (method == "Unlock") {
    const Words unlocked = options_.locked ? Words() : Words{collection_path};
    Answer(call).paths(unlocked).path(prompt_if(options_.locked)).send();
  } else {
    throw std::runtime_error("unknown to the service");
  }
}

void FakeVault::answer_collection(sd_bus_message* call, const std::string& method) {
  if (method == "Locked") {
    check(sd_bus_reply_method_return(call, "v", "b", options_.locked ? 1 : 0));
  } else if (method == "CreateItem") {
    create_item(call);
  } else {
    throw std::runtime_error("unknown to a collection");
  }
}

void FakeVault::answer_item(sd_bus_message* call, const std::string& method) {
  const auto found = items_.find(sd_bus_message_get_path(call));
  if (found == items_.end()) {
    throw std::runtime_error("there is no such item");
  }
  const bool locked = found->second.locked || options_.locked;
  if (method == "Modified") {
    check(sd_bus_reply_method_return(call, "v", "t", found->second.modified));
  } else if (method == "GetSecret") {
    check_session(call);
    if (locked) {
      answer_error(call, "org.freedesktop.Secret.Error.IsLocked");
    } else {
      Answer(call).secret(found->second);
    }
  } else if (method == "Delete") {
    if (!locked) {
      items_.erase(found);
    }
    Answer(call).path(prompt_if(locked)).send();
  } else {
    throw std::runtime_error("unknown to an item");
  }
}

void FakeVault::misbehave(sd_bus_message* call, const std::string& method, KeyringFault fault) {
  switch (fault) {
    case KeyringFault::silence: break;
    case KeyringFault::death: dead_ = true; break;
    case KeyringFault::error: answer_error(call, options_.error_name.c_str()); break;
    case KeyringFault::wrong_type:
      if (method == "Locked" || method == "Modified") {
        check(sd_bus_reply_method_return(call, "v", "s", "yes"));
      } else {
        check(sd_bus_reply_method_return(call, "u", 7));
      }
      break;
  }
}

void FakeVault::search(sd_bus_message* call) const {
  const Attributes wanted = read_attributes(call);
  Words unlocked;
  Words locked;
  for (const auto& [path, item] : items_) {
    if (includes(item.attributes, wanted)) {
      (item.locked || options_.locked ? locked : unlocked).push_back(path);
    }
  }
  Answer(call).paths(unlocked).paths(locked).send();
}

/// Throws for a session that was not opened.
void FakeVault::check_session(sd_bus_message* call) const {
  if (!has_session_ || read_text(call, "o") != session_path) {
    throw std::runtime_error("there is no such session");
  }
}

void FakeVault::create_item(sd_bus_message* call) {
  FakeItem item = read_properties(call);
  check(sd_bus_message_enter_container(call, 'r', "oayays"));
  check_session(call);
  if (!read_bytes(call).empty()) {
    throw std::runtime_error("a plain session has no parameters");
  }
  item.secret = read_bytes(call);
  item.content_type = read_text(call);
  check(sd_bus_message_exit_container(call));
  int replace = 0;
  check(sd_bus_message_read(call, "b", &replace));
  if (options_.locked) {
    Answer(call).path("/").path(prompt_path).send();
    return;
  }
  const auto place = std::find_if(items_.begin(), items_.end(), [&](const auto& pair) {
    return replace != 0 && pair.second.attributes == item.attributes;
  });
  const std::string path =
      place == items_.end() ? item_prefix + std::to_string(items_.size()) : place->first;
  items_[path] = item;
  Answer(call).path(path).path("/").send();
}

void FakeVault::show_prompt(sd_bus_message* call) {
  check(sd_bus_reply_method_return(call, ""));
  const auto complete = [&](auto... values) {
    check(sd_bus_emit_signal(sd_bus_message_get_bus(call), prompt_path,
                             "org.freedesktop.Secret.Prompt", "Completed", values...));
  };
  switch (options_.prompt_end) {
    case PromptEnd::confirmed:
      options_.locked = false;
      complete("bv", 0, "ao", 0);
      break;
    case PromptEnd::dismissed: complete("bv", 1, "s", ""); break;
    case PromptEnd::wrong_type: complete("s", "yes"); break;
    case PromptEnd::never: break;
    case PromptEnd::death: dead_ = true; break;
  }
}

}  // namespace plex::test
