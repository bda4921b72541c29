#!/usr/bin/env bash
# Fuzzes every decoder that reads from outside. Without an argument the same inputs each time, so that a change that passed passes again; those of
# `requests` differ a little, as the tokens it is compared with are made by chance. `fuzz.sh 600` looks for new ones, for so many seconds
# each, and keeps what it learned in fuzz/corpus.
source "$(dirname "$0")/common.sh"
scripts/setup.sh fuzz
cd fuzz
# The fuzzer's instrumentation asks for a nightly flag of the compiler. There is no unsafe code, so no sanitizer is needed.
export RUSTC_BOOTSTRAP=1
export CARGO_TARGET_DIR=$project_dir/target/fuzz
cargo fuzz build --sanitizer none

# What targets write: a database, for one.
TMPDIR=$(mktemp -d)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
if [[ $# -gt 0 ]]; then
  corpus=corpus
  limit=(-max_total_time="$1")
else
  corpus=$TMPDIR/corpus
  limit=(-runs=60000 -seed=1 -reload=0)
fi
# The fuzzer compares addresses, too: where the machine allows it, they are the same in each run.
same_addresses=()
if setarch -R true 2>/dev/null; then same_addresses=(setarch -R); fi
for target in $(cargo fuzz list); do
  say "Fuzzing $target"
  mkdir -p "$corpus/$target" "seeds/$target"
  log=$CARGO_TARGET_DIR/$target.log
  if ! "${same_addresses[@]}" cargo fuzz run --sanitizer none "$target" "$corpus/$target" "seeds/$target" -- \
    "${limit[@]}" -max_len=20000 -timeout=60 >"$log" 2>&1; then
    tail -60 "$log"
    # Last, where a shortened log still shows it.
    echo "$target fails. What it said, and the input (move it to fuzz/seeds/$target with the fix):"
    grep -A4 -m1 'panicked at\|ERROR: libFuzzer' "$log" || true
    grep '^Base64' "$log" || true
    exit 1
  fi
  tail -1 "$log"
done
