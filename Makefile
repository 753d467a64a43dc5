# Suar: all a newcomer needs is `make run` and `make test`. Needs Python 3.11 or newer, and make.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
SYSTEM_PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && { echo $$p; break; }; done)
UV := $(shell command -v uv 2>/dev/null)
export PYTHONPATH := $(CURDIR)
SUAR := DJANGO_SETTINGS_MODULE=$${DJANGO_SETTINGS_MODULE:-suar.config.settings.dev} $(PY) -m suar
PYTEST := DJANGO_SETTINGS_MODULE=suar.config.settings.test $(PY) -m pytest
TESTS ?=
WORKERS ?= auto
RUN_ARGS ?=

.PHONY: help run demo-new test test-postgres test-browser check format prove bench docs messages \
	lock audit doctor clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

# --- the environment: uv where it is installed, else pip; every package by its hash -------------
$(PY):
	@if [ -z "$(SYSTEM_PYTHON)" ]; then \
		echo "Suar needs Python 3.11 or newer / Suar memerlukan Python 3.11 atau lebih baru."; \
		exit 1; fi
	@if [ -n "$(UV)" ]; then uv venv --quiet --python "$(SYSTEM_PYTHON)" $(VENV); \
	else "$(SYSTEM_PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python has no venv module: on Debian, apt install python3-venv"; exit 1; }; fi

define install
	@echo "Installing from $(1) …"
	@if [ -n "$(UV)" ]; then \
		UV_COMPILE_BYTECODE=1 uv pip install --quiet --python $(PY) --require-hashes -r $(1); \
	else $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); fi
	@printf '%s\n' '#!/bin/sh' 'export PYTHONPATH="$(CURDIR)"' \
		'export DJANGO_SETTINGS_MODULE="$${DJANGO_SETTINGS_MODULE:-suar.config.settings.dev}"' \
		'exec "$(CURDIR)/$(PY)" -m suar "$$@"' > $(VENV)/bin/suar && chmod +x $(VENV)/bin/suar
endef

$(VENV)/.run: requirements/base.txt | $(PY)
	$(call install,requirements/base.txt)
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(PY)
	$(call install,requirements/dev.txt)
	@touch $@ $(VENV)/.run

# --- use it -----------------------------------------------------------------------------------
run: $(VENV)/.run ## start Suar with the demo on this machine; Ctrl-C ends it
	@$(SUAR) demo $(RUN_ARGS)

demo-new: $(VENV)/.run ## throw the demo away and make a new one
	@$(SUAR) demo --new $(RUN_ARGS)

doctor: $(VENV)/.run ## look the installation over: databases, keys, files, migrations, chains
	@$(SUAR) doctor

# --- work on it -------------------------------------------------------------------------------
test: $(VENV)/.dev ## all tests on SQLite; says at the end what could not run here
	@$(PYTEST) -q -n $(WORKERS) --dist loadgroup $(TESTS)

test-postgres: $(VENV)/.dev ## the same tests on PostgreSQL (127.0.0.1:5432, user postgres)
	@SUAR_TEST_DB=postgres $(PYTEST) -q -n $(WORKERS) --dist loadgroup $(TESTS)

test-browser: $(VENV)/.dev ## the walkthroughs in Chromium alone
	@$(PYTEST) -q -m browser $(TESTS)

CHECKS := check-format check-lint check-types check-layers check-templates check-catalogues \
	check-migrations check-django check-docs
.PHONY: $(CHECKS)

check: $(CHECKS) ## format, lint, types, layers, templates, catalogues, migrations, documents
	@echo "make check: nothing to say."
$(CHECKS): $(VENV)/.dev
check-format:
	@$(PY) -m ruff format --check --quiet .
check-lint:
	@$(PY) -m ruff check --quiet .
check-types:
	@$(PY) -m mypy suar
check-layers:
	@$(VENV)/bin/lint-imports
check-templates:
	@$(VENV)/bin/djlint suar --lint --quiet
check-catalogues:
	@$(SUAR) messages --check
check-migrations:
	@$(PY) -m django makemigrations --check --dry-run --settings suar.config.settings.test
check-django:
	@$(PY) -m django check --settings suar.config.settings.test
check-docs:
	@$(SUAR) permissions --check docs/permissions.md

format: $(VENV)/.dev ## put the code into the house's form
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix-only --quiet .

prove: $(VENV)/.dev ## the long proofs in full: kills, power cuts, canaries, mutations
	@if ls tests/prove/test_*.py >/dev/null 2>&1; then \
		SUAR_PROVE=full $(PYTEST) -q -m prove --timeout 0 $(TESTS); \
	else echo "tests/prove holds no proof yet."; exit 1; fi

bench: $(VENV)/.dev ## measure, and write docs/benchmarks.md
	@if [ -f tests/bench/__main__.py ]; then $(PY) -m tests.bench $(BENCH_ARGS); \
	else echo "tests/bench holds no benchmark yet."; exit 1; fi

docs: $(VENV)/.run ## write docs/permissions.md anew from the policy
	@$(SUAR) permissions --write docs/permissions.md

messages: $(VENV)/.dev ## gather the texts of every app into its Indonesian catalogue
	@$(SUAR) messages

lock: $(VENV)/.dev ## compile requirements/*.in into hashed locks
	@for name in base dev; do $(PY) -m piptools compile --quiet --upgrade --allow-unsafe \
		--generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --output-file requirements/$$name.txt requirements/$$name.in; done

audit: $(VENV)/.dev ## ask the public list of known holes about our packages (needs a network)
	@$(VENV)/bin/pip-audit --require-hashes --disable-pip -r requirements/base.txt

clean: ## remove the environment and the caches; the demo in var/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
