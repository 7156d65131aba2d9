# Every target sets up what it needs; `make setup` alone makes .venv.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CONSTRAINTS := constraints.txt
LOWEST := build/lowest.txt
UV := build/uv/bin/uv
AXE := build/npm/node_modules/axe-core/axe.min.js
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check

# Where it is set, each of the hundreds of processes of a test run compiles the course anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup tables demo quick test test-pythons test-lowest browser test-browser lint build site packages
.PHONY: bench bench-watch bench-capstone bench-hostile bench-training soak lock upgrade clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(READY)  ## make .venv with everything the course needs
	@:

# Shows what pip says as one line that counts, or where there is no terminal as a line for every 20 packages.
define SHOW_PACKAGES
while read -r first what rest; do case $$first in \
  Collecting | Processing) n=$$((n + 1)); \
    if [ -t 1 ]; then printf '\r  2 of 3  package %d of about %d: %-30.30s' $$n $$total "$$(sed -E 's,.*/,,; s/[=<>;~]+.*|-[0-9].*//' <<< "$$what")"; \
    elif [ $$((n % 20)) = 0 ]; then echo "          $$n of about $$total packages"; fi ;; \
  Installing) if [ "$$what" = collected ]; then \
    [ ! -t 1 ] || printf '\r'; printf '  2 of 3  %-60s\n' "all $$n packages are here, and are unpacked"; fi ;; \
esac; done
endef

$(READY): pyproject.toml $(CONSTRAINTS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; say which with: make setup PYTHON=/path/to/python3.11"; exit 2; }
	@echo "Making $(VENV): about two minutes on two cores; the first time 220 MB are downloaded besides."
	@echo "  1 of 3  a virtual environment of $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@echo "  2 of 3  packages, in the versions that $(CONSTRAINTS) says"
	@set -o pipefail; total=$$(grep -c '^[a-z]' $(CONSTRAINTS)); n=0; \
	  $(PIP_INSTALL) --progress-bar off -c $(CONSTRAINTS) -e ".[dev]" | $(SHOW_PACKAGES)
	@echo "  3 of 3  the table of explanations: what each known mistake answers to each test"
	@$(BIN)/course build --explanations
	@touch $(READY)
	@echo "$(VENV) is ready."

tables: $(READY)
	@$(BIN)/course build --explanations

demo: tables  ## grade a class of made-up submissions to the first chapters through nbgrader
	@$(BIN)/course demo

quick: tables  ## run the tests that are quick: all but those marked slow
	@$(BIN)/pytest -n auto --dist loadfile -q -m "not slow"

test: tables  ## run every test
	@$(BIN)/course doctor --brief
	@$(BIN)/pytest -n auto --dist loadfile -q

test-pythons:  ## set up and run the quick tests with every Python found
	@failed=; while read -r version python; do \
	  echo; echo "Python $$version: $$python"; \
	  $(MAKE) --no-print-directory quick PYTHON=$$python VENV=build/pythons/$$version </dev/null || failed="$$failed $$version"; \
	done < <(.ci/pythons); \
	if [ -n "$$failed" ]; then echo "failed with Python$$failed"; exit 1; fi; echo "passed with every Python found"

test-lowest: $(LOWEST)  ## set up and run the quick tests with the lowest versions that pyproject.toml claims
	@read -r version python < <(.ci/pythons); echo "Python $$version: $$python"; \
	  $(MAKE) --no-print-directory quick PYTHON=$$python VENV=build/pythons/lowest CONSTRAINTS=$(LOWEST)

lint: $(READY)  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser: $(AXE)  ## install what tests in a browser need: Chromium, and axe-core from npm
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && (apt-get update && apt-get install -y chromium chromium-driver) >/dev/null 2>&1; } || { \
	  echo "Chromium is needed: apt-get install chromium chromium-driver"; exit 2; }

test-browser: $(READY) browser  ## look at the website, and at Module 1 in JupyterLab, in a real browser
	@COURSE_REQUIRE_BROWSER=1 $(BIN)/pytest -q tests/test_site.py tests/test_jupyterlab.py

$(AXE):
	@npm install --silent --no-audit --no-fund --prefix build/npm axe-core@4.11.0

site: $(READY)  ## make the website of the lessons, in build/site
	@$(BIN)/course site --to build/site --zip

build: $(READY)  ## make source notebooks and release/
	@$(BIN)/course build

packages: tables  ## make both wheels, in dist/: for students, and with all tests and solutions
	@$(BIN)/course package --to dist

bench: $(READY)  ## compare grading speed with stock nbgrader
	@$(BIN)/python benchmarks/grading.py

bench-watch: tables  ## measure course watch, from a save to its verdict, beside course check
	@$(BIN)/python benchmarks/watch.py

bench-capstone: $(READY)  ## what models that learn lose on distorted digits, on which the capstone's grader stands
	@$(BIN)/python -m benchmarks.capstone

bench-hostile: $(READY)  ## measure what the dearest submissions cost (ten minutes)
	@$(BIN)/python benchmarks/hostile.py

bench-training: $(READY)  ## compare training speed with PyTorch (which it installs)
	@$(BIN)/python -c "import torch" 2>/dev/null || $(PIP_INSTALL) --quiet -c constraints.txt -e ".[bench]"
	@$(BIN)/python benchmarks/training.py

soak: tables  ## grade a class of 1,000 on processes and a cluster, killed 100 times, and 10,000 simulated (hours)
	@$(BIN)/python benchmarks/soak.py

# One file for every Python and system, the oldest patch release included: uv resolves for all of them at once.
COMPILE = $(UV) pip compile --quiet --python-version 3.11 --extra dev --no-annotate pyproject.toml
LOCK = $(COMPILE) --universal --custom-compile-command "make lock" --output-file constraints.txt

lock: $(UV)  ## make constraints.txt anew for every supported Python; what still holds is kept
	@$(LOCK)

upgrade: $(UV)  ## the same with the newest version of everything
	@$(LOCK) --upgrade

$(LOWEST): pyproject.toml $(UV)
	@# Said besides, or a dependency's newest release would lift what is claimed: notebook lifts jupyterlab.
	@grep -oE '"[a-z0-9-]+>=[0-9.]+' pyproject.toml | sed -E 's/"(.+)>=(.+)/\1==\2.*/' > build/claims.txt
	@$(COMPILE) --resolution lowest-direct --upgrade --constraint build/claims.txt --output-file $@

$(UV):  # apart from .venv, which cannot be made where constraints.txt does not hold
	@$(PYTHON) -m venv build/uv
	@build/uv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.5"

clean:  ## remove what can be made again
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
