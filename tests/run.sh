#!/bin/sh
# Debian 12: installs what the tests need, builds everything and runs every test.
#   sh tests/run.sh
set -eu
cd "$(dirname "$0")/.."

packages="g++ cmake ninja-build pkg-config
  libcmark-gfm-dev libcmark-gfm-extensions-dev nlohmann-json3-dev libyaml-cpp-dev libhpdf-dev
  libharfbuzz-dev libdeflate-dev libqrencode-dev libpugixml-dev libxlsxwriter-dev
  libpoppler-cpp-dev libzip-dev libgumbo-dev libcurl4-openssl-dev
  libssl-dev libfmt-dev libcli11-dev fonts-noto-cjk fonts-lxgw-wenkai
  libgtest-dev libgmock-dev poppler-utils qpdf python3
  openssl golang-go golang-golang-x-mod-dev nodejs"
missing=$(for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
done)
if [ -n "$missing" ]; then
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of names
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi

cmake --workflow --preset dev
