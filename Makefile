# Each target does its own set-up first; a stamp in .venv/made says that a step is done.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
PYTHON ?=

export DJANGO_SETTINGS_MODULE := enslinje.config.settings
export ENSLINJE_MODE ?= demo
export ENSLINJE_DATA ?= var
export PYTHONUTF8 := 1
export UV_LINK_MODE := copy

venv := .venv/bin
made := .venv/made
python := $(venv)/python
django := $(venv)/django-admin
enslinje := $(venv)/enslinje
compile := $(venv)/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate
install := $(venv)/uv pip install --quiet --python $(python)
sources := src tests scripts benchmarks tools
templates := src/enslinje/web/templates
catalogue := src/enslinje/web/locale/en/LC_MESSAGES/django
collected := $(ENSLINJE_DATA)/static/staticfiles.json

.PHONY: help
help: ## This list.
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

# Set-up -----------------------------------------------------------------------------------

$(made)/installer: requirements/installer.lock
	@chosen="$(PYTHON)"; chosen="$${chosen:-$$(python3 scripts/quickest_python.py)}"; \
	echo "· Python environment: $$chosen"; \
	"$$chosen" -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  "Enslinje needs Python 3.11 or newer: make PYTHON=python3.x …")'; \
	"$$chosen" -m venv .venv
	@$(python) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p $(made) && touch $@

$(made)/packages: requirements/dev.lock $(made)/installer
	@echo "· Python packages"
	@$(install) --require-hashes --compile-bytecode -r $<
	@touch $@

$(made)/project: pyproject.toml $(made)/packages
	@$(install) --no-deps --no-build-isolation --editable .
	@touch $@

$(made)/front-end: package-lock.json package.json scripts/front_end.py $(made)/installer
	@echo "· Front-end files"
	@command -v npm >/dev/null || $(install) --require-hashes -r requirements/node.lock
	@PATH="$$PATH:$(CURDIR)/$(venv)" npm ci --ignore-scripts --no-fund --no-audit --silent
	@$(python) scripts/front_end.py
	@touch $@

$(catalogue).mo: $(catalogue).po scripts/messages.py $(made)/packages
	@$(python) scripts/messages.py compile

$(collected): $(made)/front-end $(made)/project $(shell find src/enslinje/web/static -type f 2>/dev/null)
	@echo "· Static files"
	@$(django) collectstatic --no-input --verbosity 0
	@touch $@

.PHONY: setup
setup: $(made)/packages $(made)/project $(made)/front-end $(catalogue).mo ## What the other targets need.

# Use --------------------------------------------------------------------------------------

.PHONY: run demo bench
run: demo $(collected) ## The product with Stockholm's data for 2021. PORT=8000
	@$(enslinje) serve --port $(PORT)

demo: setup ## Stockholm's data for 2021 into the database, when it is empty. CLOCK=2021-02-15
	@$(django) migrate --skip-checks --verbosity 0
	@$(enslinje) demo stockholm-2021 --if-empty $(if $(CLOCK),--clock $(CLOCK))

bench: setup ## How long things take, beside the peers.
	$(python) -m benchmarks

# Tests ------------------------------------------------------------------------------------

# What asks nothing of a database, or only reads what others write on both, is run once.
RUN_ONCE := browser config core house rendering cli/test_serve.py exchange/test_damage.py \
  exchange/test_faults_of_a_folder.py exchange/sie budget/test_year_bridges.py \
  budget/test_breakdowns.py web/test_pieces.py
PYTEST := $(venv)/pytest -q -n 2

.PHONY: test test-sqlite test-postgres test-browser stress stress-sqlite stress-postgres oracles
test: test-sqlite test-postgres test-browser ## Every test: SQLite, PostgreSQL, a real browser.

test-sqlite: setup
	$(PYTEST) --ignore=tests/browser

test-postgres: setup
	$(PYTEST) --postgres $(addprefix --ignore=tests/,$(RUN_ONCE))

test-browser: setup
	@scripts/debian_package chromium 'The browser tests need'
	$(PYTEST) tests/browser

STRESS := tests/stress tests/web/test_fuzz.py tests/web/targets/test_malformed.py

stress: stress-sqlite stress-postgres ## Races, kills, manipulations and forms in full. ENSLINJE_STRESS=0.1

stress-sqlite: oracles
	$(venv)/pytest -q -m stress $(STRESS)

stress-postgres: oracles
	$(venv)/pytest -q -m stress $(STRESS) --postgres

oracles: setup $(made)/oracles ## Beancount and hledger check the ledger that we write.
	@scripts/debian_package hledger 'The ledger is also checked by'
	$(PYTEST) tests/budget/test_oracles.py

$(made)/oracles: requirements/oracles.lock $(made)/packages
	@$(install) --require-hashes -r $<
	@touch $@

# Checks -----------------------------------------------------------------------------------

.PHONY: check format messages policy lock
check: setup ## Style, types, layers, templates, migrations, translations, addresses.
	$(venv)/ruff check --quiet $(sources)
	$(venv)/ruff format --check --quiet $(sources)
	$(venv)/mypy
	$(venv)/lint-imports --no-logo
	$(venv)/djlint --lint --quiet $(templates)
	$(django) check --fail-level WARNING
	$(django) makemigrations --check --dry-run
	$(python) scripts/messages.py check
	$(python) scripts/addresses.py

format: setup ## Style, mended where a machine can.
	$(venv)/ruff check --fix $(sources)
	$(venv)/ruff format $(sources)

messages: $(made)/packages ## New texts into the English catalogue; those no longer used out of it.
	$(python) scripts/messages.py update

policy: $(made)/project ## docs/policy.md from the table of the policy.
	$(python) -m scripts.policy

lock: $(made)/installer ## The newest versions that fit, with hashes.
	$(compile) --upgrade pyproject.toml --group dev -o requirements/dev.lock
	$(compile) --upgrade --group installer -o requirements/installer.lock
	$(compile) --upgrade --group node -o requirements/node.lock
	$(compile) --upgrade --constraint requirements/dev.lock --group oracles -o requirements/oracles.lock
	$(compile) --constraint requirements/dev.lock pyproject.toml -o requirements/runtime.lock
	npm install --package-lock-only --ignore-scripts
	$(python) scripts/npm_lock.py
