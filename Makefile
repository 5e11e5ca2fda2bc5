# What a newcomer types. Everything happens in .venv/, from the locked dependencies; nothing else is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
DATA ?= evaluation/data
FORMS ?= $(DATA)/surface_forms_dev.py

.PHONY: help install demo run test lint eval bench lock clean
help:
	@echo "make demo      a little news world on this machine: see an alert come about (ARGS=\"--once --json\" to end by itself)"
	@echo "make run       run the daemon on ./config.yaml"
	@echo "make install   set up .venv/ and nothing more"
	@echo "make test      set up and run every test"
	@echo "make lint      ruff, mypy --strict and the import contracts"
	@echo "make eval      how well articles are judged, held against the floors (DATA=folder of third-party material)"
	@echo "make bench     what things cost, as ratios (DATA=… as above)"

# One stamp a lock file: what is installed is what the lock says, and an unchanged lock costs nothing.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "monitor needs Python 3.11 or newer; '$(PYTHON)' is older or missing. Say which: make PYTHON=python3.12 …" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "This Python cannot make virtual environments. On Debian: apt install python3-venv" >&2; exit 2; }

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked dependencies into $(VENV)/ …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	@echo "Installing the tools for tests and checks …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/installed
	@echo "Ready: $(BIN)/monitor --help"

demo: $(VENV)/installed
	@$(BIN)/monitor demo $(ARGS)

run: $(VENV)/installed
	@$(BIN)/monitor run $(ARGS)

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The quality gate: what is measured is told by evaluation/README.md, and no figure may fall below its floor.
eval: $(VENV)/installed-dev
	$(BIN)/python -m evaluation --data $(DATA) --forms $(FORMS) $(ARGS)

# Timed figures, compared inside one run; the machine's mood is no reason for a test to fail.
bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks --data $(DATA) $(ARGS)

# Renews both locks from pyproject.toml; the only target that resolves versions anew.
lock: $(VENV)/bin/python
	@test -x $(VENV)/uv/bin/uv || { $(PYTHON) -m venv $(VENV)/uv && $(VENV)/uv/bin/pip install --quiet uv; }
	$(VENV)/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links --extra build pyproject.toml -o requirements.lock
	$(VENV)/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build ./*.egg-info
