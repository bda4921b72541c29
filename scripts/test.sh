#!/usr/bin/env bash
# Everything a change must pass: lints, tests of all crates and of the style, then the release build in a real browser.
source "$(dirname "$0")/common.sh"
scripts/setup.sh build browser
scripts/lint.sh

say "Tests of the crates"
if have cargo-nextest; then
  cargo nextest run --workspace --exclude frontend --locked --no-fail-fast
else
  cargo test --workspace --exclude frontend --locked --no-fail-fast
fi

if compgen -G 'style/*.test.mjs' >/dev/null; then
  say "Tests of the style"
  node --test style/*.test.mjs
fi

scripts/build.sh

say "Tests in a browser"
cd end2end
CHROMIUM=$(find_browser) npx playwright test "$@"
say "All tests passed"
