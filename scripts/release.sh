#!/usr/bin/env bash
# A release: builds, and packs program, site and what runs them into target/release-files/one-yes-<version>-<commit>-<machine>.tar.gz, with
# checksums. What was packed is unpacked, checked and started before it counts. `--no-build` packs what is built already.
source "$(dirname "$0")/common.sh"

case ${1:-} in
  "") scripts/build.sh ;;
  --no-build) ;;
  *) echo "usage: release.sh [--no-build]" >&2; exit 2 ;;
esac

version=$(sed -nE 's/^version = "(.*)"/\1/p' Cargo.toml | head -1)
commit=$(git rev-parse --short=10 HEAD)
# What was built from changed files is not what the commit says.
[[ -z "$(git status --porcelain)" ]] || commit+=-changed
name=one-yes-$version-$commit-$(uname -m)
out=target/release-files
archive=$out/$name.tar.gz

if ! compgen -G 'target/site/pkg/*.wasm.br' >/dev/null; then
  echo "There is no whole build in target/: run scripts/build.sh first." >&2
  exit 1
fi

folder=$(mktemp -d /tmp/one-yes-release.XXXXXX)
trap 'rm -rf "$folder"' EXIT

say "Packing $name"
packed=$folder/$name
mkdir -p "$packed" "$out"
cp target/release/server "$packed/"
cp -r target/site "$packed/site"
cp deploy/one-yes.service deploy/one-yes.sysusers deploy/one-yes.env deploy/one-yes-admin deploy/Caddyfile deploy/nginx.conf "$packed/"
cp docs/operating.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$packed/"
chmod -R u=rwX,go=rX "$packed"
(cd "$packed" && find . -type f -print0 | sort --zero-terminated | xargs --null sha256sum) >"$folder/SHA256SUMS"
mv "$folder/SHA256SUMS" "$packed/"
# The same build packs to the same bytes.
tar --create --directory "$folder" --sort=name --owner=0 --group=0 --numeric-owner \
  --mtime="@$(git log -1 --format=%ct)" "$name" | gzip --no-name >"$archive"
(cd "$out" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")

say "Trying what was packed"
mkdir "$folder/unpacked"
(cd "$out" && sha256sum --check --quiet "$name.tar.gz.sha256")
tar --extract --directory "$folder/unpacked" --file "$archive"
cd "$folder/unpacked/$name"
sha256sum --check --quiet SHA256SUMS
NO_COLOR=1 ./server --listen 127.0.0.1:0 --data-dir "$folder/data" --backups 0 >"$folder/log" 2>&1 &
server=$!
for ((tries = 0; tries < 100; tries++)); do
  address=$(sed -nE 's#.*served on (http://[0-9.:]+).*#\1#p' "$folder/log")
  [[ -z $address ]] || break
  sleep 0.1
done
answer=$(node -e 'fetch(process.argv[1]).then(async (r) => { if (!r.ok) throw r.status; console.log(await r.text()); })' "$address/healthz") ||
  { cat "$folder/log" >&2; kill "$server"; exit 1; }
kill "$server"
wait "$server"
echo "$answer"
# The oldest C library that it runs with: glibc's own names for its versions.
needed=$(grep -aoE 'GLIBC_2\.[0-9]+' server | sort --version-sort | tail -1)
cd "$project_dir"
ls -l "$archive" "$archive.sha256"
echo "It needs glibc ${needed#GLIBC_} or newer on $(uname -m)."
