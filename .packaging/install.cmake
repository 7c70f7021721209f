# SPDX-License-Identifier: MIT
#
# What is installed and where: the GNU places, and the vendor directories of the three shells.
include(GNUInstallDirs)

install(TARGETS plex)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
# The name under which Debian looks for a licence.
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(FILES ${PROJECT_SOURCE_DIR}/completions/plex.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME plex)
install(FILES ${PROJECT_SOURCE_DIR}/completions/_plex
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${PROJECT_SOURCE_DIR}/completions/plex.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# Compressed as distributions want it; without a time, so that the same source gives the same bytes.
find_program(GZIP gzip REQUIRED)
function(install_compressed file directory)
  get_filename_component(name ${file} NAME)
  set(compressed ${PROJECT_BINARY_DIR}/compressed/${name}.gz)
  add_custom_command(OUTPUT ${compressed}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/compressed
    COMMAND ${GZIP} -9nc ${file} > ${compressed}
    DEPENDS ${file})
  install(FILES ${compressed} DESTINATION ${directory})
  set(all_compressed ${all_compressed} ${compressed} PARENT_SCOPE)
endfunction()

file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/man/*.[17])
foreach(page IN LISTS pages)
  string(REGEX MATCH "[17]$" section ${page})
  install_compressed(${page} ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
configure_file(${PROJECT_SOURCE_DIR}/.packaging/changelog.in ${PROJECT_BINARY_DIR}/changelog @ONLY)
install_compressed(${PROJECT_BINARY_DIR}/changelog ${CMAKE_INSTALL_DOCDIR})
add_custom_target(compressed ALL DEPENDS ${all_compressed})
