#!/usr/bin/env bash
# Tries the interface against its own description: the real server, as two accounts and as nobody (`schemathesis.sh [examples]`).
source "$(dirname "$0")/common.sh"
scripts/setup.sh python
examples=${1:-15}
server=${ONE_YES_TEST_SERVER:-target/release/server}

folder=$(mktemp -d)
"$server" --listen 127.0.0.1:0 --data-dir "$folder" --backups 0 --rate-limits off --log-format json 2>"$folder/log" &
server_id=$!
trap 'kill $server_id; wait $server_id || true; rm -rf "$folder"' EXIT
until url=$(grep -o 'http://127[0-9.]*:[0-9]*' "$folder/log" | head -1) && [[ -n $url ]]; do sleep 0.1; done

sign_up() {
  curl --silent --fail --dump-header - --output /dev/null "$url/api/v1/accounts" --header 'content-type: application/json' \
    --data "{\"name\": \"$1\", \"password\": \"a quiet lighthouse keeper\"}" | sed -n 's/^set-cookie: \([^;]*\).*/\1/ip'
}

try() {
  say "Schemathesis as $1"
  shift
  # Streams of pokes never end.
  target/python/bin/schemathesis run "$url/api/v1/openapi.json" "$@" --max-examples "$examples" --seed 1 --generation-deterministic \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
    --exclude-path /api/v1/pokes --warnings off --no-color --max-failures 5 --suppress-health-check all >"$folder/told" 2>&1 || {
    tail -120 "$folder/told"
    exit 1
  }
  grep -E 'passed|Test cases|No issues' "$folder/told" || tail -5 "$folder/told"
}

ada=$(sign_up ada)
bob=$(sign_up bob)
marker="only-ada-knows-$RANDOM"
curl --silent --fail --output /dev/null "$url/api/v1/push" --header "cookie: $ada" --header 'content-type: application/json' \
  --data "{\"changes\": {\"opportunity:0190f5a0-0000-7000-8000-000000000001\": {\"019ec5a0000000000000000000000001\": {\"notes\": \"$marker\"}}}}"
try nobody --phases examples,coverage,fuzzing
# What ends or changes the session is tried by a third account at the end, or the rest of the run would be nobody's, too.
# The coverage phase tries every method everywhere, and so would delete the account.
keeps_session=(--phases examples,fuzzing --exclude-method DELETE --exclude-path-regex '^/api/v1/(accounts|session|account/password)$')
try ada "${keeps_session[@]}" --header "cookie: $ada"
try bob "${keeps_session[@]}" --header "cookie: $bob"
export_of_bob=$(curl --silent --header "cookie: $bob" "$url/api/v1/account/export")
if [[ $export_of_bob == *"$marker"* ]]; then
  echo "bob has reached what is ada's" >&2
  exit 1
fi
export_of_ada=$(curl --silent --header "cookie: $ada" "$url/api/v1/account/export")
[[ $export_of_ada == *"$marker"* ]]

cleo=$(sign_up cleo)
try "cleo, who may end it all" --phases examples,coverage,fuzzing --header "cookie: $cleo"
