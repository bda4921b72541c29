#!/usr/bin/env bash
# Tries deploy/nginx.conf and deploy/Caddyfile with the programs themselves, in front of the release build: the event stream arrives as it
# comes, whole pushes pass, addresses are forwarded and cannot be forged, and no log has a secret. A program that is not here is left out.
source "$(dirname "$0")/common.sh"

# Two ports, this and the next, on loopback.
port=${ONE_YES_PROXY_PORT:-8090}
folder=$(mktemp -d /tmp/one-yes-proxies.XXXXXX)
# What was started here and still runs.
stop_all() {
  local running
  mapfile -t running < <(jobs -pr)
  [[ ${#running[@]} == 0 ]] || kill "${running[@]}" || true
  wait
}
trap 'stop_all; rm -rf "$folder"' EXIT

fail() {
  echo "$name: $*" >&2
  tail -n 5 "$folder"/*.log >&2
  exit 1
}

wait_until() {
  local tries
  for ((tries = 0; tries < 200; tries++)); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.05
  done
  fail "this did not happen in 10 seconds: $*"
}

# What listens on a port, as curl sees it: the host is the one of the configuration, whatever the port.
ask() {
  curl --silent --show-error --cacert "$folder/ca.pem" --connect-to "one.example:443:127.0.0.1:$proxy_port" \
    --cookie "$folder/$name.cookies" --cookie-jar "$folder/$name.cookies" --header "content-type: application/json" "$@"
}

start_server() {
  # --listen with port 0 takes a free one, and the log names it.
  NO_COLOR=1 target/release/server --listen 127.0.0.1:0 --data-dir "$folder/data" --backups 0 --origin https://one.example \
    --trusted-proxies 127.0.0.1 >"$folder/server.log" 2>&1 &
  server=$!
  wait_until grep -q 'served on http' "$folder/server.log"
  upstream=$(sed -nE 's#.*served on http://([0-9.:]+).*#\1#p' "$folder/server.log")
}

# The files of deploy/ with other ports and a certificate of our own; nothing else is changed.
start_nginx() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=one.example \
    -addext subjectAltName=DNS:one.example -keyout "$folder/key.pem" -out "$folder/ca.pem" 2>/dev/null
  sed -e "s#127.0.0.1:3000#$upstream#" -e "s#/etc/letsencrypt/live/one.example/fullchain.pem#$folder/ca.pem#" \
    -e "s#/etc/letsencrypt/live/one.example/privkey.pem#$folder/key.pem#" -e "s#/var/log/nginx#$folder#" \
    -e '/listen \[::\]/d' -e "s#listen 80;#listen unix:$folder/http;#" -e "s#listen 443#listen 127.0.0.1:$proxy_port#" \
    deploy/nginx.conf >"$folder/site.conf"
  cat >"$folder/nginx.conf" <<END
daemon off; master_process off; pid $folder/nginx.pid; error_log $folder/nginx.log;
events {}
http {
  client_body_temp_path $folder/bodies; proxy_temp_path $folder/proxied;
  fastcgi_temp_path $folder/fastcgi; uwsgi_temp_path $folder/uwsgi; scgi_temp_path $folder/scgi;
  include $folder/site.conf;
}
END
  nginx -q -e "$folder/nginx.log" -c "$folder/nginx.conf" 2>"$folder/nginx-start.log" &
}

start_caddy() {
  sed "0,/^{/s//{\n\thttps_port $proxy_port\n\tauto_https disable_redirects\n\tlocal_certs\n\tskip_install_trust\n\tadmin off/" \
    deploy/Caddyfile >"$folder/Caddyfile"
  ONE_YES_HOST=one.example ONE_YES_UPSTREAM=$upstream XDG_DATA_HOME=$folder XDG_CONFIG_HOME=$folder \
    caddy run --config "$folder/Caddyfile" --adapter caddyfile >"$folder/caddy.log" 2>&1 &
  # The authority of this Caddy alone.
  local authority=$folder/caddy/pki/authorities/local/root.crt
  wait_until test -s "$authority"
  cp "$authority" "$folder/ca.pem"
}

# A push near the largest that the server takes, and the time until a device that listens hears of it.
try_stream() {
  local version=$1 heads=$folder/$name.heads stream=$folder/$name.stream
  rm -f "$heads"
  ask "$version" --no-buffer --max-time 60 --dump-header "$heads" --output "$stream" https://one.example/api/v1/pokes &
  wait_until grep -q 'text/event-stream' "$heads"
  local before since
  before=$(stat --format %s "$stream" 2>/dev/null || echo 0)
  # shellcheck disable=SC2016
  node -e '
    const stamp = `${Date.now().toString(16).padStart(12, "0")}00000000000000000001`;
    const record = "opportunity:0190f5a0-0000-7000-8000-000000000001";
    const cells = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`field${i}`, "x".repeat(10_000)]));
    console.log(JSON.stringify({ cursor: 0, changes: { [record]: { [stamp]: cells } } }));' >"$folder/push.json"
  since=$(date +%s%N)
  must_answer 200 "$version" --data-binary "@$folder/push.json" https://one.example/api/v1/push
  wait_until eval "[[ \$(stat --format %s '$stream') -gt $before ]]"
  echo "$name $version: $(wc -c <"$folder/push.json") bytes pushed and heard of after $((($(date +%s%N) - since) / 1000000)) ms"
}

must_answer() {
  local expected=$1 status
  shift
  status=$(ask --output "$folder/answer" --write-out '%{http_code}' "$@")
  [[ $status == "$expected" ]] || fail "answered $status instead of $expected: $(cat "$folder/answer")"
}

# Whoever asks is known by the address of the connection, whatever they write.
try_addresses() {
  must_answer 401 --interface 127.0.0.9 --header 'x-forwarded-for: 203.0.113.66' \
    --data '{"name": "nobody", "password": "not the password of anyone"}' https://one.example/api/v1/session
  wait_until grep -q 'peer=127.0.0.9' "$folder/server.log"
  if grep 'peer=203' "$folder/server.log"; then fail "a forged address was believed"; fi
}

# Neither what is shared nor the secret of a calendar or a link is in any log, while the server answers and while it does not.
try_secrets() {
  must_answer 404 https://one.example/calendar/of-a-calendar-the-secret.ics
  must_answer 404 https://one.example/feedback/of-a-request-the-secret
  must_answer 404 https://one.example/shared/of-a-share-the-secret
  must_answer 200 "https://one.example/search?add=of-a-posting-the-secret"
  kill "$server"
  wait "$server"
  must_answer 502 https://one.example/calendar/of-a-calendar-the-secret.ics
  must_answer 502 https://one.example/feedback/of-a-request-the-secret
  must_answer 502 https://one.example/shared/of-a-share-the-secret
  must_answer 502 "https://one.example/search?add=of-a-posting-the-secret"
  if grep 'the-secret' "$folder"/*.log; then fail "a secret is in a log"; fi
}

try_proxy() {
  name=$1
  if ! have "$name"; then
    echo "$name is not on this machine, and its configuration was not tried: scripts/setup.sh proxies installs it."
    return
  fi
  proxy_port=$port
  port=$((port + 1))
  rm -rf "$folder/data" "$folder"/*.log
  start_server
  "start_$name"
  wait_until ask --fail --output /dev/null https://one.example/healthz
  must_answer 201 --data '{"name": "ada", "password": "a quiet lighthouse keeper"}' https://one.example/api/v1/accounts
  try_stream --http1.1
  try_stream --http2
  try_addresses
  try_secrets
  stop_all
}

try_proxy nginx
try_proxy caddy
