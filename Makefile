# What one types. Each target installs what it needs by itself; the work is in scripts/.
.PHONY: setup run dev build release check test bench screenshots

setup: ; @scripts/setup.sh build browser
run: ; @scripts/run.sh
dev: ; @scripts/dev.sh
build: ; @scripts/build.sh
release: ; @scripts/release.sh
check: ; @scripts/check.sh
test: ; @scripts/test.sh
bench: ; @scripts/bench.sh
screenshots: ; @scripts/screenshots.sh
