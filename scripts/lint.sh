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
say "Words"
# People read ’, never '. What they themselves type and paste (capture, tone) and SQL have both.
if git grep --line-number --perl-regexp "^(?:(?!//).)*[A-Za-z](?<!\\bb)'[A-Za-z]" -- '*/src/*.rs' \
  ':!fuzz' ':!server/src/store' ':!domain/src/capture' ':!domain/src/tone/despair.rs' ':!domain/src/tone/words.rs'; then
  echo "Write ’ for the apostrophes above." >&2
  exit 1
fi
say "Scripts and browser tests"
shellcheck --external-sources --source-path=SCRIPTDIR scripts/*.sh deploy/one-yes-admin .ci/run
(cd end2end && tsc --noEmit)
if have systemd-analyze; then
  say "The service"
  # The program is not where the unit will find it, and everything else that is said about the unit is a fault.
  faults=$(systemd-analyze verify --man=no deploy/one-yes.service 2>&1 | grep -v 'Command /opt/one-yes/server is not executable' || true)
  [[ -z "$faults" ]] || { echo "$faults" >&2; exit 1; }
  # Of 100 where 0 is the safest; releases of systemd differ a little.
  systemd-analyze security --offline=true --threshold=15 --no-pager deploy/one-yes.service >/dev/null ||
    { echo "deploy/one-yes.service lets the server do more than before: systemd-analyze security" >&2; exit 1; }
else
  echo "systemd-analyze is not on this machine, and deploy/one-yes.service was not checked."
fi
