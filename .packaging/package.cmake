# SPDX-License-Identifier: MIT
#
# Packages of what install.cmake installs: a .deb whose dependencies are read off the program, and a
# .tar.gz.
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_CONTACT "plex maintainers <maintainers@plex-cli.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "get, check and hand out Plex tokens")
set(CPACK_PACKAGE_DESCRIPTION
"plex signs in to plex.tv, tells whose a token is and whether it still works,
gets temporary tokens of a media server, and finds where a server can be
reached. It is made for shells, scripts and CI: stable exit codes tell a
revoked token from an outage, results come as table, JSON, TSV or bare value,
and secrets are shown only where they are asked for.")
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 1)
set(CPACK_PACKAGE_FILE_NAME ${PROJECT_NAME}-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# libsystemd is loaded at run time, for the keyring.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, libsystemd0")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

include(CPack)
