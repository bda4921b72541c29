#!/usr/bin/env bash
# Everything a change must pass: lints, tests of all crates and of the style, then the release build in a real browser.
source "$(dirname "$0")/common.sh"
scripts/setup.sh build browser engines database python proxies
scripts/lint.sh

# One PostgreSQL for all tests, each with a database of its own.
ONE_YES_TEST_POSTGRES=$(scripts/postgres.sh start)
export ONE_YES_TEST_POSTGRES
trap 'scripts/postgres.sh stop "$ONE_YES_TEST_POSTGRES"' EXIT

# The same cases each time, so that a change that passed passes again; without it, properties are tried on new ones.
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-1}
say "Tests of the crates"
if have cargo-nextest; then
  cargo nextest run --workspace --exclude frontend --locked --no-fail-fast
else
  cargo test --workspace --exclude frontend --locked --no-fail-fast
fi

scripts/fuzz.sh

if compgen -G 'style/*.test.mjs' >/dev/null; then
  say "Tests of the style"
  node --test style/*.test.mjs
fi

scripts/build.sh

scripts/release.sh --no-build
scripts/proxies.sh
scripts/schemathesis.sh

say "Tests in a browser"
CHROMIUM=$(find_browser)
export CHROMIUM
# In a subshell: what runs at exit starts from the project's folder.
(cd end2end && npx playwright test "$@")
say "All tests passed"
