# SPDX-License-Identifier: MIT
#
# What is installed and where: the GNU places, and the vendor folders of the three shells.
include(GNUInstallDirs)

install(TARGETS plex)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/completions/plex.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME plex)
install(FILES ${PROJECT_SOURCE_DIR}/completions/_plex
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${PROJECT_SOURCE_DIR}/completions/plex.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# Pages are installed compressed, as distributions want them; without a time, so that the same
# source gives the same bytes.
find_program(GZIP gzip REQUIRED)
file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/man/*.[17])
set(compressed_pages)
foreach(page IN LISTS pages)
  get_filename_component(name ${page} NAME)
  string(REGEX MATCH "[17]$" section ${name})
  set(compressed ${PROJECT_BINARY_DIR}/man/${name}.gz)
  add_custom_command(OUTPUT ${compressed}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/man
    COMMAND ${GZIP} -9nc ${page} > ${compressed}
    DEPENDS ${page})
  install(FILES ${compressed} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
  list(APPEND compressed_pages ${compressed})
endforeach()
add_custom_target(man ALL DEPENDS ${compressed_pages})
