#!/usr/bin/env bash
# The quick check before a commit: formatting, lints, tests of the domain. Under a minute once compiled.
source "$(dirname "$0")/common.sh"
scripts/lint.sh
say "Tests of the domain"
cargo test --quiet --package domain --locked
