#!/usr/bin/env bash
# Fuzzes every decoder that reads from outside, each for some seconds (5 by default): `fuzz.sh 600` for a long run.
source "$(dirname "$0")/common.sh"
scripts/setup.sh fuzz
seconds=${1:-5}
cd fuzz
# The fuzzer's instrumentation asks for a nightly flag of the compiler. There is no unsafe code, so no sanitizer is needed.
export RUSTC_BOOTSTRAP=1
export CARGO_TARGET_DIR=$project_dir/target/fuzz
cargo fuzz build --sanitizer none
for target in $(cargo fuzz list); do
  say "Fuzzing $target for $seconds s"
  mkdir -p "corpus/$target" "seeds/$target"
  log=$CARGO_TARGET_DIR/$target.log
  if ! cargo fuzz run --sanitizer none "$target" "corpus/$target" "seeds/$target" -- \
    -max_total_time="$seconds" -max_len=20000 >"$log" 2>&1; then
    tail -60 "$log"
    exit 1
  fi
  tail -1 "$log"
done
