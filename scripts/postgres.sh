#!/usr/bin/env bash
# A PostgreSQL of its own in a temporary folder, for tests and benchmarks: `postgres.sh start` prints the folder, `create FOLDER NAME`
# makes a database in it, `url FOLDER NAME` prints its address, `stop FOLDER` ends and deletes it. It listens on a socket in that folder and nowhere else.
set -euo pipefail

# Debian keeps the programs off PATH.
bin_dir() {
  local dir
  # The newest, where there are several.
  dir=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort | tail -1)
  if [[ -x $dir/initdb ]]; then
    echo "$dir"
    return
  fi
  if ! dir=$(command -v initdb); then
    echo "There is no PostgreSQL here: run scripts/setup.sh database." >&2
    return 1
  fi
  dirname "$dir"
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [[ $EUID == 0 ]]; then
    (cd / && exec setpriv --reuid=postgres --regid=postgres --clear-groups "$@")
  else
    "$@"
  fi
}

start() {
  local folder bin
  bin=$(bin_dir)
  folder=$(mktemp -d /tmp/one-yes-pg.XXXXXX)
  if [[ $EUID == 0 ]]; then chown postgres "$folder"; fi
  as_postgres "$bin/initdb" --pgdata "$folder/data" --username one_yes --auth trust --encoding UTF8 --no-sync >"$folder/log" 2>&1
  # $POSTGRES_OPTIONS: tests need no flush to disk, benchmarks do.
  as_postgres "$bin/pg_ctl" --pgdata "$folder/data" --wait --log "$folder/server.log" \
    --options "-k $folder -c listen_addresses='' -c max_connections=200 ${POSTGRES_OPTIONS:--c fsync=off -c synchronous_commit=off -c full_page_writes=off}" \
    start >>"$folder/log" 2>&1 || { cat "$folder"/*log >&2; return 1; }
  echo "$folder"
}

case ${1:-} in
  start) start ;;
  create)
    as_postgres "$(bin_dir)/createdb" --host "$2" --username one_yes "$3"
    ;;
  url) echo "postgres://one_yes@localhost/$3?host=$2" ;;
  stop)
    as_postgres "$(bin_dir)/pg_ctl" --pgdata "$2/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$2"
    ;;
  *) echo "usage: postgres.sh start | create FOLDER NAME | url FOLDER NAME | stop FOLDER" >&2; exit 2 ;;
esac
