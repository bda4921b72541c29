# shellcheck shell=bash
# Shared by all scripts: strict mode, the project's folder, and the tools of end2end on PATH. Sourced, not run.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
project_dir=$PWD
export PATH="$project_dir/end2end/node_modules/.bin:$HOME/.cargo/bin:$PATH"
started_at=$SECONDS

# One line that says what is being done, with the seconds since the start.
say() {
  printf '\n== %s (%d s)\n' "$*" $((SECONDS - started_at))
}

have() {
  command -v "$1" >/dev/null 2>&1
}

# The version of a package in Cargo.lock.
locked_version() {
  awk -v name="\"$1\"" '$1 == "name" && $3 == name { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

# Where the browser for tests is; nothing if there is none.
find_browser() {
  local name
  for name in ${CHROMIUM:-} chromium chromium-browser google-chrome-stable google-chrome; do
    if have "$name"; then
      command -v "$name"
      return
    fi
  done
}
