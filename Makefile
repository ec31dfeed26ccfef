# Two commands do everything: `make demo` and `make test`. Both create the environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help setup demo test check prove bench clean
help:  ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -c constraints.txt -e '.[course,lab,hub,postgresql,dev]'
	touch $(STAMP)

setup: $(STAMP)  ## create the environment

demo: $(STAMP)  ## play a whole session with twelve sample learners
	$(BIN)/blocnotes demo

test: $(STAMP)  ## run the whole test suite, one test at a time: browsers and servers need the machine
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest

check: $(STAMP)  ## ruff, mypy, layers, unit tests: what to run before each commit
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -n auto tests/unit tests/house

prove: $(STAMP)  ## show that every grader can be trusted
	$(BIN)/blocnotes prove

bench: $(STAMP)  ## measure throughput against nbgrader
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python benchmarks/throughput.py

clean:  ## remove what was generated
	rm -rf build var dist $(VENV)
