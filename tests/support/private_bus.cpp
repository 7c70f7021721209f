// SPDX-License-Identifier: MIT
#include "tests/support/private_bus.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <stdexcept>

#include "tests/support/file_descriptor.hpp"

namespace plex::test {
namespace {

/// What is needed to own a name and to call it.
std::string config(const std::string& address) {
  return R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>)" +
         address + R"(</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";
}

}  // namespace

PrivateBus::PrivateBus() {
  const FileDescriptor null = open_file("/dev/null", O_RDWR);
  Pipe output = make_pipe();
  ChildOptions options;
  options.program = "/usr/bin/dbus-daemon";
  options.arguments = {
      "--config-file=" + directory_.write_file("bus.conf", config(address())).string(), "--nofork",
      "--nosyslog", "--print-address"};
  // In a container it complains about limits that it cannot set.
  options.standard = {null.get(), output.write_end.get(), null.get()};
  daemon_ = std::make_unique<Child>(options);
  output.write_end.reset();
  // It says its address once it listens.
  char byte = 0;
  if (::read(output.read_end.get(), &byte, 1) != 1) {
    throw std::runtime_error("dbus-daemon did not start");
  }
}

std::string PrivateBus::address() const {
  return "unix:path=" + (directory_.path() / "bus").string();
}

void PrivateBus::stop() { daemon_.reset(); }

}  // namespace plex::test
