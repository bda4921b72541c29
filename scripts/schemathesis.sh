#!/usr/bin/env bash
# Tries the interface against its own description: the real server, as two accounts and as nobody (`schemathesis.sh [examples]`). Shorter again on
# PostgreSQL, where `ONE_YES_TEST_POSTGRES` names the folder of one (`postgres.sh start`).
source "$(dirname "$0")/common.sh"
scripts/setup.sh python
examples=${1:-15}
server=${ONE_YES_TEST_SERVER:-target/release/server}

folder=$(mktemp -d)
server_id=
stop() {
  if [[ -n $server_id ]]; then
    kill "$server_id" 2>/dev/null || true
    wait "$server_id" || true
    server_id=
  fi
}
trap 'stop; rm -rf "$folder"' EXIT

# Starts a server with these options; `url` is where it listens.
start() {
  local name=$1
  shift
  "$server" --listen 127.0.0.1:0 --data-dir "$folder/$name" --backups 0 --rate-limits off --log-format json "$@" 2>"$folder/$name.log" &
  server_id=$!
  until url=$(grep -o 'http://127[0-9.]*:[0-9]*' "$folder/$name.log" | head -1) && [[ -n $url ]]; do
    if ! kill -0 "$server_id" 2>/dev/null; then
      echo "The server ended at once:" >&2
      cat "$folder/$name.log" >&2
      exit 1
    fi
    sleep 0.1
  done
}

ask() {
  curl --silent --fail "$url/api/v1$1" --header 'content-type: application/json' "${@:2}"
}

sign_up() {
  ask /accounts --dump-header - --output /dev/null --data "{\"name\": \"$1\", \"password\": \"a quiet lighthouse keeper\"}" |
    sed -n 's/^set-cookie: \([^;]*\).*/\1/ip'
}

try() {
  say "Schemathesis as $1"
  shift
  # Streams of pokes never end. That all of the right form is taken cannot hold: a link, a code, a ceremony has to be one that there is.
  target/python/bin/schemathesis --config-file "$folder/schemathesis.toml" run "$url/api/v1/openapi.json" "$@" \
    --max-examples "$examples" --seed 1 --generation-deterministic \
    --exclude-checks positive_data_acceptance \
    --exclude-path /api/v1/pokes --warnings off --no-color --max-failures 5 --suppress-health-check all >"$folder/told" 2>&1 || {
    tail -120 "$folder/told"
    exit 1
  }
  grep -E 'passed|Test cases|No issues' "$folder/told" || tail -5 "$folder/told"
}

# What ends or changes the session is tried by a third account at the end, or the rest of the run would be nobody's, too.
# The coverage phase tries every method everywhere, and so would delete the account.
keeps_session=(--phases 'examples,fuzzing' --exclude-method DELETE --exclude-path-regex '^/api/v1/(accounts|session|account/password)$')
: >"$folder/schemathesis.toml"

# Says who asks: `$1` is a cookie.
as() {
  printf '[auth.openapi.session]\napi_key = "%s"\n' "${1#*=}" >"$folder/schemathesis.toml"
}

# Fails where bob was answered with what only ada has. Reports have what was asked and answered, up to a megabyte of each.
bob_never_saw() {
  if grep -q --fixed-strings "$1" "$folder"/reports-of-bob/*; then
    echo "bob has reached what is ada's:" >&2
    grep --fixed-strings --max-count 3 "$1" "$folder"/reports-of-bob/* | cut -c 1-2000 >&2
    exit 1
  fi
}

# As nobody and as two accounts, of which one must not reach what is the other's; `$1` is the database in words.
try_as_two_accounts() {
  local ada bob marker before change record session_of_ada link_of_ada export_of_ada
  ada=$(sign_up ada)
  bob=$(sign_up bob)
  marker="only-ada-knows-$RANDOM"
  record=0190f5a0-0000-7000-8000-000000000001
  # The first becomes an earlier version: it is long, and what takes its place is written on another device.
  before="$marker $(printf 'since long ago %.0s' {1..20})"
  for change in "\"019ec5a0000000000000000000000001\": {\"notes\": \"$before\"}" "\"019ec5a0000100000000000000000002\": {\"notes\": \"$marker\"}"; do
    ask /push --output /dev/null --header "cookie: $ada" --data "{\"changes\": {\"opportunity:$record\": {$change}}}"
  done
  [[ $(ask "/records/opportunity/$record/versions" --header "cookie: $ada") == *"$marker"* ]] || {
    echo "ada has no earlier version for bob to reach" >&2
    exit 1
  }
  link_of_ada=$(ask /links --header "cookie: $ada" --data "{\"kind\": \"share\", \"record\": \"$record\"}" | grep -o '"id":"[0-9a-f]*"' | grep -o '[0-9a-f]\{32\}')
  try "nobody, on $1" --phases examples,coverage,fuzzing
  as "$ada"
  try "ada, on $1" "${keeps_session[@]}"
  rm -rf "$folder/reports-of-bob"
  mkdir "$folder/reports-of-bob"
  as "$bob"
  try "bob, on $1" "${keeps_session[@]}" --report-har-path "$folder/reports-of-bob/all.har"

  session_of_ada=$(ask /account --header "cookie: $ada" | grep -o '"sessions":\[{"id":"[0-9a-f]*"' | grep -o '[0-9a-f]\{32\}')
  cat >>"$folder/schemathesis.toml" <<TOML
[[operations]]
include-path = "/api/v1/records/{kind}/{id}/versions"
parameters = { kind = "opportunity", id = "$record" }

[[operations]]
include-path-regex = "^/api/v1/account/(sessions|passkeys)/"
parameters = { id = "$session_of_ada" }

[[operations]]
include-path = "/api/v1/links/{id}"
parameters = { id = "$link_of_ada" }
TOML
  try "bob, with the ids of ada, on $1" --phases examples,fuzzing --include-path-regex '\{id\}' \
    --report-har-path "$folder/reports-of-bob/ids-of-ada.har"
  : >"$folder/schemathesis.toml"
  ask /account/export --header "cookie: $bob" >"$folder/reports-of-bob/export"
  bob_never_saw "$marker"
  bob_never_saw "$link_of_ada\",\"kind"
  export_of_ada=$(ask /account/export --header "cookie: $ada")
  if [[ $export_of_ada != *"$marker"* || $export_of_ada != *"$session_of_ada"* || $export_of_ada != *"$link_of_ada"* ]]; then
    echo "bob has changed or ended what is ada's" >&2
    exit 1
  fi
}

start sqlite
try_as_two_accounts SQLite
cleo=$(sign_up cleo)
as "$cleo"
try "cleo, who may end it all" --phases examples,coverage,fuzzing,stateful
stop

if [[ -n ${ONE_YES_TEST_POSTGRES:-} ]]; then
  database=schemathesis_$$
  scripts/postgres.sh create "$ONE_YES_TEST_POSTGRES" "$database"
  start postgres --database "$(scripts/postgres.sh url "$ONE_YES_TEST_POSTGRES" "$database")"
  examples=$(((examples + 2) / 3))
  try_as_two_accounts PostgreSQL
fi
