#!/usr/bin/env bash
# Installs what is missing, each thing once: `setup.sh check`, `build`, `browser`, `database`, `engines`, `fuzz`, `python`, `proxies` or `bench`, in any combination.
source "$(dirname "$0")/common.sh"

# 0.3.11 asks for a newer Rust than ours.
readonly cargo_leptos_version=0.3.10

readonly schemathesis_version=4.32.5
readonly icalendar_version=7.3.0
readonly cargo_fuzz_version=0.13.2
readonly cargo_machete_version=0.9.2
readonly cargo_deny_version=0.20.2

# Tools are used a few times a day: building them fast matters more than how fast they are.
install_tool() {
  local name=$1 version=$2
  shift 2
  if have cargo-binstall && cargo binstall --no-confirm --disable-strategies compile "$name@$version"; then
    return
  fi
  CARGO_TARGET_DIR=target/tools cargo install "$name" --version "$version" --debug "$@"
}

setup_toolchain() {
  if ! rustc --print target-libdir --target wasm32-unknown-unknown | xargs test -d; then
    say "Installing the WebAssembly target of Rust"
    rustup target add wasm32-unknown-unknown
  fi
  local component
  for component in rustfmt clippy; do
    have "cargo-${component/rust/}" || rustup component add "$component"
  done
}

# The tools of `make check`, which whoever only runs the app does not need.
setup_check() {
  setup_toolchain
  if [[ "$(cargo machete --version 2>/dev/null)" != *"$cargo_machete_version"* ]]; then
    say "Installing cargo-machete $cargo_machete_version"
    install_tool cargo-machete "$cargo_machete_version" --locked
  fi
  if [[ "$(cargo deny --version 2>/dev/null)" != *" $cargo_deny_version"* ]]; then
    say "Installing cargo-deny $cargo_deny_version"
    install_tool cargo-deny "$cargo_deny_version" --locked
  fi
  have shellcheck || setup_packages shellcheck
  setup_npm end2end
}

setup_npm() {
  local dir=$1
  if ! cmp -s "$dir/package-lock.json" "$dir/node_modules/.installed-lock.json"; then
    say "Installing npm packages in $dir"
    npm --prefix "$dir" ci --no-audit --no-fund --loglevel=error
    cp "$dir/package-lock.json" "$dir/node_modules/.installed-lock.json"
  fi
}

setup_build() {
  setup_toolchain
  setup_npm end2end
  if [[ "$(cargo leptos --version 2>/dev/null)" != *" $cargo_leptos_version"* ]]; then
    say "Installing cargo-leptos $cargo_leptos_version (about ten minutes of one processor where it must be compiled)"
    install_tool cargo-leptos "$cargo_leptos_version" --locked --features no_downloads
  fi
  local bindgen_version
  bindgen_version=$(locked_version wasm-bindgen)
  if [[ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $bindgen_version" ]]; then
    say "Installing wasm-bindgen-cli $bindgen_version, the version in Cargo.lock"
    # Not --locked: its published lock file does not build with current compilers.
    install_tool wasm-bindgen-cli "$bindgen_version"
  fi
}

setup_packages() {
  say "Installing $* with apt"
  local as_root=
  [[ $EUID == 0 ]] || as_root=sudo
  $as_root apt-get update -q
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -q -y --no-install-recommends "$@"
}

setup_browser() {
  setup_npm end2end
  [[ -n "$(find_browser)" ]] || setup_packages chromium fonts-liberation
}

# Firefox and WebKit, beside Chromium, for end2end/tests/engines.spec.ts.
setup_engines() {
  local missing=()
  have firefox-esr || have firefox || missing+=(firefox-esr)
  have WebKitWebDriver || missing+=(webkit2gtk-driver)
  have Xvfb || missing+=(xvfb)
  [[ ${#missing[@]} == 0 ]] || setup_packages "${missing[@]}"
}

setup_database() {
  if ! have initdb && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
    setup_packages postgresql
  fi
}

setup_fuzz() {
  if [[ "$(cargo fuzz --version 2>/dev/null)" != *" $cargo_fuzz_version"* ]]; then
    say "Installing cargo-fuzz $cargo_fuzz_version"
    install_tool cargo-fuzz "$cargo_fuzz_version" --locked
  fi
}

setup_python() {
  have curl || setup_packages curl
  if [[ "$(target/python/bin/schemathesis --version 2>/dev/null)" != *" $schemathesis_version" ]]; then
    say "Installing schemathesis $schemathesis_version in target/python"
    python3 -m venv target/python 2>/dev/null || { setup_packages python3-venv && python3 -m venv target/python; }
    target/python/bin/pip install --quiet "schemathesis==$schemathesis_version"
  fi
  # A second reader of calendars, beside the one in the browser tests.
  if ! target/python/bin/python -c "import icalendar; assert icalendar.__version__ == '$icalendar_version'" 2>/dev/null; then
    say "Installing icalendar $icalendar_version in target/python"
    target/python/bin/pip install --quiet "icalendar==$icalendar_version"
  fi
}

# For scripts/proxies.sh. Debian's packages start both as services, so only `make test` asks for them.
setup_proxies() {
  local missing=() name
  for name in nginx caddy curl openssl; do
    have "$name" || missing+=("$name")
  done
  [[ ${#missing[@]} == 0 ]] || setup_packages "${missing[@]}"
}

setup_bench() {
  setup_build
  setup_browser
  setup_database
  setup_npm end2end/bench
  have wrk || setup_packages wrk
}

for what in "$@"; do
  "setup_$what"
done
