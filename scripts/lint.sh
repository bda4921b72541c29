#!/usr/bin/env bash
# Formatting and lints, for server and browser, with warnings denied.
source "$(dirname "$0")/common.sh"
scripts/setup.sh check

say "Formatting"
cargo fmt --all --check
cargo fmt --manifest-path fuzz/Cargo.toml --check
say "Lints, server side"
cargo clippy --quiet --workspace --all-targets --exclude frontend --locked -- --deny warnings
say "Lints, browser side"
cargo clippy --quiet --package frontend --target wasm32-unknown-unknown --locked -- --deny warnings
