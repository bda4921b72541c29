#!/usr/bin/env bash
# The quick check before a commit: formatting, lints, tests of the domain. Under a minute once compiled.
source "$(dirname "$0")/common.sh"
scripts/lint.sh
say "Tests of the domain"
# Fewer histories of syncing than `make test` tries, so that all of this takes less than a minute.
export SEEDS=${SEEDS:-500}
cargo test --quiet --package domain --locked
