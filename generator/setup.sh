#!/bin/sh
# Debian 12: installs the packages, builds the program and the demonstration site into output/.
#   sh generator/setup.sh
set -eu
cd "$(dirname "$0")/.."

packages="g++ cmake ninja-build pkg-config
  libcmark-gfm-dev libcmark-gfm-extensions-dev nlohmann-json3-dev libyaml-cpp-dev libhpdf-dev
  libharfbuzz-dev libdeflate-dev libqrencode-dev libpugixml-dev libxlsxwriter-dev
  libpoppler-cpp-dev libzip-dev libgumbo-dev libcurl4-openssl-dev libtcmalloc-minimal4
  libssl-dev libfmt-dev libcli11-dev fonts-noto-cjk fonts-lxgw-wenkai"
missing=$(for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
done)
if [ -n "$missing" ]; then
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of names
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi

cmake --preset release
cmake --build --preset release
build/release/generator/disclose build --site . --out output
