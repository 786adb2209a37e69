# A room of the house: one folder, one OBJECT library.
#   USES   the rooms whose headers it may include (architecture_test.cc holds it)
#   DOORS  the outside libraries it is the door of
function(disclose_room name)
  cmake_parse_arguments(room "" "" "SOURCES;USES;DOORS" ${ARGN})
  add_library(disclose_${name} OBJECT ${room_SOURCES})
  target_include_directories(disclose_${name} PUBLIC ${PROJECT_SOURCE_DIR}/generator)
  list(TRANSFORM room_USES PREPEND disclose_)
  target_link_libraries(disclose_${name}
    PUBLIC ${room_USES}
    PRIVATE disclose_warnings fmt::fmt Threads::Threads ${room_DOORS})
  set_property(GLOBAL APPEND PROPERTY DISCLOSE_ROOMS ${name})
endfunction()

# The tests of one room: one program that links the whole house.
function(disclose_test name)
  cmake_parse_arguments(test "" "" "SOURCES;DOORS" ${ARGN})
  add_executable(${name}_tests ${test_SOURCES})
  target_link_libraries(${name}_tests PRIVATE
    disclose_house disclose_test_support disclose_warnings fmt::fmt
    GTest::gmock GTest::gtest_main ${test_DOORS})
  target_compile_definitions(${name}_tests PRIVATE
    DISCLOSE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  # The limit is for work that grows with the square of a hostile input, not for slow machines.
  gtest_discover_tests(${name}_tests DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 300)
endfunction()

# Writes the files below ROOT that match the patterns into the program; they are read through
# `std::span<const std::pair<std::string_view, std::string_view>> disclose::<function>()`.
function(disclose_embed_files target function root)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${root} ${ARGN})
  list(SORT files)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${function}.cc)
  list(TRANSFORM files PREPEND ${root}/ OUTPUT_VARIABLE paths)
  add_custom_command(OUTPUT ${output}
    COMMAND disclose_embed ${output} ${function} ${root} ${files}
    DEPENDS disclose_embed ${paths}
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
