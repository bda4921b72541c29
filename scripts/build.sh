#!/usr/bin/env bash
# The release build: target/release/server and target/site, hashed names, compressed with brotli and gzip.
source "$(dirname "$0")/common.sh"
scripts/setup.sh build

say "Building the release"
# A file of an earlier build must not be served or precached with this one.
rm -rf target/site
# Several WebAssembly files (docs/decisions/0023).
cargo leptos build --release --split
# Type declarations are for programmers, not for visitors.
rm -f target/site/pkg/*.ts target/site/pkg/__wasm_split_manifest.*
node scripts/compress.mjs target/site
