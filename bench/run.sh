#!/bin/sh
# Times the phases of a build on a synthetic county.
#   sh bench/run.sh path/to/make_county.py [projects a year] [years]
set -eu
cd "$(dirname "$0")/.."
maker=$1
projects=${2:-3500}
years=${3:-2024}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 "$maker" "$scratch/county" --projects "$projects" --years "$years"
cmake --preset release >/dev/null
cmake --build --preset release >/dev/null
program=build/release/generator/disclose
echo "check:"
command time -f '%e s, %U s user, %M KB' "$program" check --site "$scratch/county" --quiet >/dev/null
for i in 1 2 3; do
  echo "build without PDF ($i):"
  command time -f '%e s, %U s user, %S s system, %M KB' "$program" build --site "$scratch/county" --out "$scratch/site" --no-pdf --timings 2>&1 >/dev/null | tail -8
done
echo "build with PDF:"
command time -f '%e s, %U s user, %M KB' "$program" build --site "$scratch/county" --out "$scratch/site" --quiet >/dev/null 2>"$scratch/err"; tail -1 "$scratch/err"
