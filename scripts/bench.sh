#!/usr/bin/env bash
# Measures the release build and writes docs/benchmarks.md.
source "$(dirname "$0")/common.sh"
scripts/setup.sh bench
scripts/build.sh
say "Measuring (about five minutes)"
mkdir -p docs
CHROMIUM=$(find_browser) node end2end/bench/bench.mjs docs/benchmarks.md
say "The domain"
{
  cat <<'END'

## The domain

Native, one thread, median of five (`domain/benches/timings.rs`).

| What | Milliseconds |
| --- | --- |
END
  cargo bench --quiet --package domain --bench timings | sed 's/^/| /; s/\t/ | /; s/$/ |/'
} >>docs/benchmarks.md
say "Syncing, simulated for longer"
export SEEDS=${SEEDS:-20000}
cargo test --quiet --release --package domain --test simulation --no-run
begin=$SECONDS
cargo test --quiet --release --package domain --test simulation whatever
cat >>docs/benchmarks.md <<END

## Syncing, simulated

$SEEDS runs of 200 steps each, with everything that goes wrong in them (\`domain/tests/simulation.rs\`), held in $((SECONDS - begin)) seconds.
END
