# `make run` to use the app, `make test` before a change lands. Both put in place what they need (.ci/setup).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run build reproducible first deploy rollback test setup format lint test-core test-hosting fuzz test-deploy test-browser native bench bench-native bench-browser clean

# The address of `make run`: PORT=9000 make run
PORT ?= 8080

export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.tools/node_modules/.bin:$(CURDIR)/.venv/bin:$(PATH)

# Trunk must take the installed tools; what it would download is not from a registry. It also reads NO_COLOR as a
# truth value, which the rest of the world does not.
TRUNK := env -u NO_COLOR trunk --offline --skip-version-check

# One set of features for all native builds, so that they share what is compiled.
FEATURES := --locked --features browser-tests

# cargo-nextest where it is installed: the same tests, more of them at a time.
TEST := $(shell command -v cargo-nextest >/dev/null && echo 'nextest run --no-tests=fail' || echo test)

# A heading with the time, so that a long run shows where it is.
say = @printf '\n\033[1m[%(%H:%M:%S)T] %s\033[0m\n' -1 '$(1)'

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: ## Build the app and serve it; PORT=8080 unless set
	@.ci/setup run
	$(call say,Building; the app will be at http://127.0.0.1:$(PORT)/)
	@$(TRUNK) serve --address 127.0.0.1 --port $(PORT) --watch index.html --watch src --watch style --watch public --watch Cargo.toml

build: ## Build the app for hosting, into dist/
	@.ci/setup build
	$(call say,Release build of the app)
	@.ci/build
	@.ci/sizes dist

reproducible: ## Build twice from nothing and compare every byte
	@.ci/setup build
	$(call say,Two release builds)
	@.ci/reproducible

first: ## Find out anew what a first visit runs; release builds are split by it (.ci/later.txt)
	@.ci/setup build
	$(call say,Release build that is not split)
	@SPLIT=off .ci/build target/whole
	$(call say,A first visit in Chromium)
	@node .ci/profile.mjs target/whole

# To host it: hosting/README.md. BUCKET, and if there is one, the id of the CloudFront distribution; PREFIX is a folder.
export BUCKET DISTRIBUTION PREFIX BUILD
DIST ?= dist

deploy: ## Upload dist/ and make it public: BUCKET=my-bucket [DISTRIBUTION=E123] [PREFIX=tools/designer]
	@node hosting/deploy.mjs deploy $(DIST)

rollback: ## Make the version before public again: BUCKET=… [DISTRIBUTION=…] [BUILD=…]
	@node hosting/deploy.mjs rollback

native: ## Build the headless command, into target/native/vpc-designer
	@cargo build --locked --profile native --bin vpc-designer

setup: ## Put in place all tools of the tests
	@.ci/setup test

test: ## Run all checks and tests
	@.ci/setup test
	@$(MAKE) --no-print-directory lint test-core build test-hosting test-browser test-deploy

format: ## Format the sources
	@cargo fmt

lint: ## Check formatting, lints and scripts
	$(call say,Formatting and lints)
	@cargo fmt --check
	@cargo clippy $(FEATURES) --all-targets -- --deny warnings
	@cargo clippy $(FEATURES) --test deploy -- --deny warnings
	@cargo clippy --locked --target wasm32-unknown-unknown --no-default-features --features app --bin app -- --deny warnings
	@.ci/supply
	@shellcheck .ci/setup .ci/run .ci/sizes .ci/build .ci/reproducible

test-core: ## Run the tests of the core and of the headless command
	$(call say,Tests of the core and the headless command)
	@cargo $(TEST) $(FEATURES) --lib --bins --test core
	@cargo test $(FEATURES) --doc --quiet
	@python3 -B -m unittest discover -s tests/catalog

FUZZ_SECONDS ?= 60
fuzz: ## Feed mutated files, links, lists and clipboards to what reads them; FUZZ_SECONDS=600 for each, FUZZ_KEEP=1 grows the corpora
	$(call say,Hostile input)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) cargo test $(FEATURES) --test core -- hostile:: --nocapture

test-browser: ## Run the tests in Chromium, on the release build in dist/
	$(call say,Browser tests)
	@cargo $(TEST) $(FEATURES) --test browser

test-hosting: ## Deploy the site to an AWS played by moto; judge hosting/ by cfn-lint, Terraform and checkov
	$(call say,Tests of hosting)
	@node --test tests/hosting/
	@python3 -B -m unittest discover -s tests/hosting

test-deploy: ## Deploy every template with all three exports to an AWS played by moto, and compare
	$(call say,Deploy tests: real Terraform and AWS CLI against moto on loopback)
	@cargo $(TEST) $(FEATURES) --test deploy

# What was measured before goes first, and what fails in one half does not keep the other from being measured: a report
# never shows figures of another run, and tells what was not measured.
bench: ## Run all benchmarks, about ten minutes; writes bench/RESULTS.md
	@rm -f bench/.work/native.json bench/.work/browser.json
	@status=0; for part in bench-native build bench-browser; do $(MAKE) --no-print-directory $$part || status=$$?; done; exit $$status

bench-native: ## Benchmarks of the core; one topic only: TOPIC=edits
	$(call say,Benchmarks of the core)
	@.ci/setup bench-native
	@mkdir -p bench/.work
	@cargo bench --quiet --locked --profile native --bench native -- --json $(TOPIC) >bench/.work/native.part
	@mv bench/.work/native.part bench/.work/native.json
	@node bench/report.mjs

bench-browser: ## Benchmarks of the release build in dist/, in Chromium, beside React Flow; TOPIC=load
	@.ci/setup bench
	$(call say,Benchmarks in Chromium)
	@status=0; node bench/browser/main.mjs $(TOPIC) || status=$$?; node bench/report.mjs; exit $$status

clean: ## Remove what was built; tools stay
	@cargo clean --quiet
	@rm -rf dist tests/.work
