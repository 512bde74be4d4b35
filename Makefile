# make run   the app, with the sample company, in the browser
# make test  everything the suite proves
# make check the quick part, under 90 seconds
# make bench the measured bars, as tables and JSON in benchmarks/results
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8501
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
## One more than two cores: some tests wait for what they watch.
WORKERS ?= 3
SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname))
IN_BROWSER := $(if $(SCREEN),--server.headless false --server.showEmailPrompt false)
## What is compiled is kept, wherever this runs: a process that starts reads it in a third of the time.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test proven check quick bench lint format clean

help:
	@sed -n 's/^# //p' Makefile

.installed-app: requirements.txt
	if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv; fi
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.installed-dev: requirements-dev.txt .installed-app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

.installed-browser: .installed-dev
	if ! command -v chromium chromium-browser google-chrome >/dev/null; then
	  ($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq chromium) || $(BIN)/playwright install --with-deps chromium
	fi
	touch $@

run: .installed-app
	$(BIN)/python -m scorecard demo --if-empty
	exec $(BIN)/streamlit run app.py --server.port $(PORT) $(IN_BROWSER)

lint: .installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

## Small matrices on several threads at once are slower than on one, and the workers need the cores.
check quick test proven: export OPENBLAS_NUM_THREADS := 1

check: .installed-dev
	$(MAKE) --no-print-directory -j 2 lint quick

quick: .installed-dev
	$(BIN)/pytest -n $(WORKERS) -m "not slow and not browser and not postgres"

test: .installed-browser
	export SAMPLE_COMPANY_OF_THIS_RUN=$$(mktemp -d)
	trap 'rm -rf "$$SAMPLE_COMPANY_OF_THIS_RUN"' EXIT
	$(MAKE) --no-print-directory -j 2 lint proven
	$(BIN)/pytest -n 2 -m browser --durations 5 $$(grep -rl --include='*.py' mark.browser tests)

proven: .installed-browser
	$(BIN)/pytest -n $(WORKERS) -m "not browser" --durations 15

bench: .installed-browser
	$(BIN)/python -m benchmarks

clean:
	rm -rf .installed-* .mypy_cache .ruff_cache .pytest_cache .hypothesis
