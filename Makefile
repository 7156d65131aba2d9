# Every target sets up what it needs; `make setup` alone makes .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint build bench bench-training lock clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(READY)  ## make .venv with everything the course needs

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; say which with: make setup PYTHON=/path/to/python3.11"; exit 2; }
	@echo "Setting up $(VENV) (two minutes or three the first time) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@$(BIN)/course build --explanations
	@touch $(READY)

demo: $(READY)  ## grade a class of made-up submissions to the first chapters through nbgrader
	@$(BIN)/course demo

test: $(READY)  ## run every test
	@$(BIN)/course doctor --brief
	@$(BIN)/course build --explanations
	@$(BIN)/pytest -n auto --dist loadfile -q

lint: $(READY)  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: $(READY)  ## make source notebooks and release/
	@$(BIN)/course build

bench: $(READY)  ## compare grading speed with stock nbgrader
	@$(BIN)/python benchmarks/grading.py

bench-training: $(READY)  ## compare training speed with PyTorch (which it installs)
	@$(BIN)/python -c "import torch" 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[bench]"
	@$(BIN)/python benchmarks/training.py

lock: $(READY)  ## write the installed versions to constraints.txt
	@{ head -1 constraints.txt; $(BIN)/pip freeze --exclude-editable; } > constraints.new && mv constraints.new constraints.txt

clean:  ## remove what can be made again
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
