#!/usr/bin/env bash
# Builds, serves on http://127.0.0.1:3000, and builds again at every change.
source "$(dirname "$0")/common.sh"
scripts/setup.sh build
rm -rf target/site
exec cargo leptos watch "$@"
