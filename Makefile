# Each target does its own set-up; a stamp file in .venv/made says that a step is done.
#   make run     the product with Stockholm's data for 2021, on this machine only
#   make test    every test: SQLite, PostgreSQL, a real browser
#   make check   style, types, layers, templates, migrations, translations

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
PYTHON ?= python3

export DJANGO_SETTINGS_MODULE := enslinje.config.settings
export PYTHONUTF8 := 1
export UV_LINK_MODE := copy

venv := .venv/bin
made := .venv/made
python := $(venv)/python
enslinje := $(venv)/enslinje
sources := src tests scripts $(wildcard benchmarks)
compile := $(venv)/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate
catalogue := src/enslinje/web/locale/en/LC_MESSAGES/django

.PHONY: help
help: ## This list.
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

# Set-up -----------------------------------------------------------------------------------

$(made)/installer: requirements/installer.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Enslinje needs Python 3.11 or newer: make PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(python) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	mkdir -p $(made) && touch $@

$(made)/packages: requirements/dev.lock $(made)/installer
	$(venv)/uv pip install --quiet --python $(python) --require-hashes --compile-bytecode -r $<
	touch $@

$(made)/project: pyproject.toml $(made)/packages
	$(venv)/uv pip install --quiet --python $(python) --no-deps --no-build-isolation --editable .
	touch $@

$(made)/front-end: package-lock.json package.json scripts/front_end.py $(made)/project
	command -v npm >/dev/null || $(venv)/uv pip install --quiet --python $(python) --require-hashes -r requirements/node.lock
	PATH="$$PATH:$(CURDIR)/$(venv)" npm ci --ignore-scripts --no-fund --no-audit --loglevel=error
	$(python) scripts/front_end.py
	touch $@

$(catalogue).mo: $(catalogue).po scripts/messages.py $(made)/project
	$(python) scripts/messages.py compile

.PHONY: setup
setup: $(made)/front-end $(catalogue).mo ## Everything that the other targets need.

# Use --------------------------------------------------------------------------------------

.PHONY: run demo
run: demo ## The product with Stockholm's data for 2021, at http://127.0.0.1:$(PORT)/.
	$(venv)/django-admin collectstatic --no-input --verbosity 0
	$(enslinje) serve --port $(PORT)

demo: setup ## A database with Stockholm's data for 2021, when it is empty.
	$(venv)/django-admin migrate --skip-checks --verbosity 0
	$(enslinje) demo stockholm-2021 --if-empty

.PHONY: bench
bench: setup ## How long things take, beside the peers.
	$(python) -m benchmarks

# Tests ------------------------------------------------------------------------------------

# What does not touch a database is not run a second time on PostgreSQL.
WITHOUT_DATABASE := core rendering house browser
PYTEST := $(venv)/pytest -q -n 2

.PHONY: test test-sqlite test-postgres test-browser
test: test-sqlite test-postgres test-browser ## Every test: SQLite, PostgreSQL, a real browser.

test-sqlite: setup
	$(PYTEST) --ignore=tests/browser

test-postgres: setup
	$(PYTEST) --postgres $(addprefix --ignore=tests/,$(WITHOUT_DATABASE))

test-browser: setup
	scripts/chromium
	$(PYTEST) tests/browser

# Checks -----------------------------------------------------------------------------------

.PHONY: check format messages
check: setup ## Style, types, layers, templates, migrations, translations, addresses.
	$(venv)/ruff check $(sources)
	$(venv)/ruff format --check $(sources)
	$(venv)/mypy
	$(venv)/lint-imports
	$(venv)/djlint --check --lint --quiet src/enslinje/web/templates
	$(venv)/django-admin makemigrations --check --dry-run
	$(python) scripts/messages.py check
	$(python) scripts/addresses.py

format: setup ## Style, mended where a machine can.
	$(venv)/ruff check --fix $(sources)
	$(venv)/ruff format $(sources)
	$(venv)/djlint --reformat --quiet src/enslinje/web/templates

messages: setup ## New texts into the English catalogue; those no longer used out of it.
	$(python) scripts/messages.py update

.PHONY: lock
lock: $(made)/installer ## The newest versions that fit, with hashes.
	for group in dev installer node; do \
	  $(compile) --upgrade $$([ $$group = dev ] && echo pyproject.toml) --group $$group -o requirements/$$group.lock; \
	done
	$(compile) --constraint requirements/dev.lock pyproject.toml -o requirements/runtime.lock
	npm install --package-lock-only --ignore-scripts
