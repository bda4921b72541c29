#!/usr/bin/env bash
# Formatting, lints, documentation and dependencies, with warnings denied.
source "$(dirname "$0")/common.sh"
scripts/setup.sh check

say "Formatting"
cargo fmt --all --check
cargo fmt --manifest-path fuzz/Cargo.toml --check
say "Lints, server side"
cargo clippy --quiet --workspace --all-targets --exclude frontend --locked -- --deny warnings
say "Lints, browser side"
cargo clippy --quiet --package frontend --target wasm32-unknown-unknown --locked -- --deny warnings
say "Documentation"
RUSTDOCFLAGS="--deny warnings" cargo doc --quiet --workspace --exclude frontend --no-deps --document-private-items --locked
RUSTDOCFLAGS="--deny warnings" cargo doc --quiet --package frontend --target wasm32-unknown-unknown --no-deps \
  --document-private-items --locked
say "Dependencies"
cargo machete
cargo deny --offline --log-level error check licenses bans sources
# `cargo deny fetch db` brings the advisories, where the machine can reach them.
if compgen -G "${CARGO_HOME:-$HOME/.cargo}/advisory-db*" >/dev/null; then
  cargo deny --offline --log-level error check advisories
else
  echo "Advisories are not on this machine, and were not looked at."
fi
say "Scripts and browser tests"
shellcheck --external-sources --source-path=SCRIPTDIR scripts/*.sh .ci/run
(cd end2end && tsc --noEmit)
