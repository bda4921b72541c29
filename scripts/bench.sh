#!/usr/bin/env bash
# Measures the release build and writes docs/benchmarks.md.
source "$(dirname "$0")/common.sh"
scripts/setup.sh bench
scripts/build.sh
say "Measuring (about five minutes)"
mkdir -p docs
CHROMIUM=$(find_browser) node end2end/bench/bench.mjs docs/benchmarks.md
say "Syncing, simulated for longer"
SEEDS=${SEEDS:-20000} cargo test --quiet --package domain --test simulation whatever
