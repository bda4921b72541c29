#!/usr/bin/env bash
# Builds, serves on http://127.0.0.1:3000, and builds again at every change.
source "$(dirname "$0")/common.sh"
scripts/setup.sh build
rm -rf target/site
# Without hashes in the names a changed style needs no restart of the server.
export LEPTOS_HASH_FILES=false
exec cargo leptos watch --split "$@"
