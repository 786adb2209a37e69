# How our own code is compiled. Never exported to whoever uses the library.
add_library(disclose_warnings INTERFACE)
target_compile_options(disclose_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
  -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
  # Designated initializers leave the rest at their defaults; that is what we mean.
  -Wno-missing-field-initializers
  -Wformat=2 -Wimplicit-fallthrough -Wmissing-declarations -Wundef -Wswitch-enum
  # GCC 12 takes every std::variant of strings and vectors for uninitialized (its bug 105593 and kin).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op>
  $<$<BOOL:${DISCLOSE_WERROR}>:-Werror>)
