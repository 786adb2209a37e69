#!/bin/sh
# The same four-page report by us and by whichever peers are installed, in one run; ratios count, machines differ.
#   sh bench/reports.sh FOLDER [COUNT]     FOLDER holds content.json, chart.svg and the peers' scripts
# Peers: typst (npm i @myriaddreamin/typst-ts-node-compiler in the current folder), weasyprint (apt), chromium (apt).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
count=${2:-200}
root=$(dirname "$here")
cmake -S "$root" --preset release >/dev/null
cmake --build "$root/build/release" --target report_bench >/dev/null
bench=$root/build/release/bench/report_bench
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 "$here/report_markup.py" "$folder" >"$scratch/report.xhtml"
work=$(pwd)
cd "$scratch"
for layout in report gbt9704; do
  echo "layout $layout:"
  "$bench" report.xhtml "$folder/content.json" "$count" 1 $layout
  "$bench" report.xhtml "$folder/content.json" "$count" 2 $layout
done
if [ -d "$work/node_modules/@myriaddreamin/typst-ts-node-compiler" ]; then
  cp "$folder/typst_bench.mjs" "$folder/report.typ" "$folder/content.json" "$folder/chart.svg" .
  ln -s "$work/node_modules" node_modules
  node typst_bench.mjs 50
fi
if python3 -c 'import weasyprint' 2>/dev/null; then
  cp "$folder/weasyprint_bench.py" "$folder/report.html" "$folder/chart.svg" .
  python3 weasyprint_bench.py 3
fi
if command -v chromium >/dev/null; then
  begin=$(date +%s%N)
  chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=chromium.pdf "$folder/report.html" >/dev/null 2>&1
  end=$(date +%s%N)
  echo "chromium: 1 document, $(((end - begin) / 1000000)) ms with its start, $(stat -c %s chromium.pdf) bytes"
fi
