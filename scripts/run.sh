#!/usr/bin/env bash
# Builds the release and serves it on http://127.0.0.1:3000; further arguments go to the server (try --help).
source "$(dirname "$0")/common.sh"
scripts/build.sh
say "Serving; end it with Ctrl-C"
exec target/release/server "$@"
