# Every target does its own set-up. `make demo` and `make test` are the two that a newcomer needs.
#
#   make demo    reads examples/ and shows the record
#   make test    checks everything: lint, types, direction of imports, tests
#   make bench   measures, and fails where a score falls below benchmarks/baseline.json (needs ../shared)
#   make docs    writes the generated parts of docs/ and README.md
#   make clean   takes away what was built, the virtual environment too
#
# Another Python: make demo PYTHON=python3.12. Another place for the environment: make demo VENV=/somewhere.

VENV ?= .venv
SHARED ?= ../shared
BIN := $(VENV)/bin

# The first of these that is 3.11 or newer.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; exit; }; done; echo none)

PACKAGED := pyproject.toml $(wildcard hatch_build.py)

.PHONY: demo test bench docs clean
.DEFAULT_GOAL := demo

$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Dateline needs Python 3.11 or newer, and none was found. Name one: make demo PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "Making a virtual environment in $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv "$(VENV)" || { \
		rm -rf "$(VENV)"; echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

# Stamps: made when everything below them is installed, so that the second run is instant.
$(VENV)/.installed: $(BIN)/python $(PACKAGED)
	@echo "Installing Dateline into $(VENV) (the first time takes a minute or two)"
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --editable .
	@touch "$@"

$(VENV)/.tools: $(VENV)/.installed
	@echo "Installing the tools for the checks"
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --group dev
	@touch "$@"

demo: $(VENV)/.installed
	@mkdir -p build
	@rm -f build/demo.db build/demo.db-wal build/demo.db-shm
	@"$(BIN)/dateline" read examples --into build/demo.db
	@echo
	@"$(BIN)/dateline" show build/demo.db
	@echo
	@echo 'One event, and the words it came from (dateline show build/demo.db --why top):'
	@echo
	@"$(BIN)/dateline" show build/demo.db --why top
	@echo
	@"$(BIN)/dateline" page build/demo.db
	@echo
	@echo 'To look around in it: $(BIN)/dateline desk build/demo.db'

test: $(VENV)/.tools
	"$(BIN)/ruff" check .
	"$(BIN)/ruff" format --check .
	"$(BIN)/mypy"
	"$(BIN)/lint-imports"
	"$(BIN)/python" -m pytest

bench: $(VENV)/.tools
	@test -d "$(SHARED)" || { echo "The benchmarks need data: make bench SHARED=/path/to/shared" >&2; exit 1; }
	"$(BIN)/python" -m benchmarks gate --data "$(SHARED)"

docs: $(VENV)/.tools
	"$(BIN)/python" -m tools.write_docs --excerpt

clean:
	rm -rf build dist "$(VENV)" src/dateline/desk/parts .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
