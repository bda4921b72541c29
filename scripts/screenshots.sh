#!/usr/bin/env bash
# Takes the pictures for the install dialog anew, from the release build with the example search.
source "$(dirname "$0")/common.sh"
scripts/setup.sh browser
[[ -x target/release/server && -d target/site ]] || scripts/build.sh

say "Taking pictures into public/screenshots"
mkdir -p public/screenshots
target/release/server --listen 127.0.0.1:3055 &
trap 'kill %1' EXIT
sleep 1
CHROMIUM=$(find_browser) node end2end/bench/screenshots.mjs http://127.0.0.1:3055 public/screenshots
