#!/usr/bin/env bash
# How fast ctxmend is on a tree of Go code, against a text search and against ast-grep with rules of the same intent.
#
#     tests/bench/compare.sh TREE [RUNS]
#
# All are measured by hyperfine in one run, warm: the four codemods that have the same intent as those rules, and all.
# Needs cargo, hyperfine, rg and ast-grep (PyPI: ast-grep-cli). Exit 1 if a bound is missed: the four take at most 6
# times as long as rg and are at least 5 times faster than ast-grep, and at most a quarter of the bytes of the files
# that import "context" is parsed for all codemods.
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$1" && pwd)
runs=${2:-10}
for tool in cargo hyperfine rg ast-grep; do
    command -v "$tool" >/dev/null || { echo "compare.sh: $tool is not installed" >&2; exit 2; }
done

cargo build --quiet --release --manifest-path "$here/../../Cargo.toml"
ctxmend=$(cargo metadata --quiet --format-version 1 --no-deps --manifest-path "$here/../../Cargo.toml" |
    grep -o '"target_directory":"[^"]*"' | cut -d'"' -f4)/release/ctxmend
four=undeferred-cancel,shadowed-cancel,background-in-handler,ctx-in-struct
times=$(mktemp)
stats=$(mktemp)
trap 'rm -f "$times" "$stats"' EXIT

cd "$tree"
hyperfine --warmup 2 --runs "$runs" --shell none --ignore-failure --export-csv "$times" \
    --command-name four "'$ctxmend' -l --unsafe-fixes --only $four ." \
    --command-name all "'$ctxmend' -l --unsafe-fixes ." \
    --command-name rg "rg -c '\"context\"' ." \
    --command-name ast-grep "ast-grep scan -c '$here/sgconfig.yml' --report-style short --color never ."
"$ctxmend" -l --unsafe-fixes --stats . >"$stats" 2>&1 || [ $? -eq 1 ]

missed=0
# bound NAME FIGURE BOUND SENSE: prints the figure, and remembers a bound that does not hold.
bound() {
    local verdict=holds
    awk -v a="$2" -v b="$3" -v sense="$4" 'BEGIN { exit !(sense == "most" ? a <= b : a >= b) }' ||
        { verdict=MISSED; missed=1; }
    printf '%-40s %8.2f   at %s %s: %s\n' "$1" "$2" "$4" "$3" "$verdict"
}
mean() { awk -F, -v name="$1" '$1 == name { print $2 }' "$times"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { print b ? a / b : 0 }'; }
parsed() { sed -n 's/^parsed .*(\([0-9]*\) % of the files with context).*/\1/p' "$stats"; }

echo
bound "four codemods : rg" "$(ratio "$(mean four)" "$(mean rg)")" 6 most
bound "ast-grep : four codemods" "$(ratio "$(mean ast-grep)" "$(mean four)")" 5 least
bound "% parsed of the files with context" "$(parsed | grep . || echo 100)" 25 most
printf '%-40s %8.2f\n' "ast-grep : all codemods" "$(ratio "$(mean ast-grep)" "$(mean all)")"
exit $missed
