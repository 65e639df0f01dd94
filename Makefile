# `make help` lists what can be done. All set-up is done by the first command that needs it, in .venv here.

PYTHON ?= python3
PIP_CACHE_DIR ?= $(CURDIR)/.cache/pip
UV ?= uv
BIN := .venv/bin
READY := .venv/ready

# What a user's own settings may do to pip or Python that would break the set-up here.
export PIP_CACHE_DIR
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_REQUIREMENT
unexport PIP_REQUIRE_HASHES PIP_NO_BINARY PIP_DRY_RUN PIP_NO_DEPS PIP_EDITABLE

.DEFAULT_GOAL := help
.PHONY: help demo serve test check lint types contracts format docs pictures bench faults load lock release-hashes clean FORCE

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

demo: $(READY) ## run a whole year on simulated zones; the results are in out/demo
	$(BIN)/kaohe demo --out out/demo

serve: $(READY) ## open the office in the browser; what it keeps is in out/office
	$(BIN)/kaohe serve --home out/office

test: $(READY) ## run every test; those of the office on SQLite and on PostgreSQL
	$(BIN)/python -m pytest -n 2
	KAOHE_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 tests/office tests/web tests/faults tests/cli/test_office.py

check: lint types contracts ## lint, types and contracts

lint: $(READY) ## check style and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## check the types, strictly
	KAOHE_HOME=$(CURDIR)/.cache/office $(BIN)/mypy

contracts: $(READY) ## check which room imports which
	$(BIN)/lint-imports

format: $(READY) ## lay out the code and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY) ## renew the reference pages that come from the code and its packs
	$(BIN)/python -m docs.generate

pictures: $(READY) ## renew the pictures of the office in docs/images/office (needs chromium)
	KAOHE_SCREENSHOTS=docs/images/office $(BIN)/python -m pytest tests/journeys

bench: $(READY) ## measure speed; each file of bench/ prints what it measured
	@set -e; for file in bench/*.py; do echo "$$file"; $(BIN)/python "$$file"; done

faults: $(READY) ## the long run of the tests that make faults happen
	KAOHE_KILLS=300 $(BIN)/python -m pytest -n 2 -m fault
	KAOHE_KILLS=200 KAOHE_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 -m fault tests/faults

load: $(READY) ## score 20,000 simulated zones once; then deadline day: 219 zones report at once
	$(BIN)/python bench/assess.py --zones 20000 --runs 1
	$(BIN)/python -m tests.load.deadline_day

lock: ## renew lock/requirements.txt from pyproject.toml (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(UV) pip compile pyproject.toml --extra office --group dev --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o lock/requirements.txt

release-hashes: ## declare the data packs as they are released: from now on they may only get new versions
	find src/kaohe/data -type f | LC_ALL=C sort | xargs -r -d '\n' sha256sum > tests/released.txt

clean: ## remove what was built, and the caches
	rm -rf .venv .cache out dist .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Not ready when the environment is gone, broken, half-made, for another Python, or was moved with the folder.
ifneq ($(shell $(BIN)/python -I -c 'import kaohe; print(kaohe.__file__)' 2>/dev/null),$(CURDIR)/src/kaohe/__init__.py)
$(READY): FORCE
endif

$(READY): lock/requirements.txt pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "Kaohe needs Python 3.11 or newer, and $(PYTHON) is not there: apt install python3 python3-venv" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kaohe needs Python 3.11 or newer, and $(PYTHON) is older; name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once; a minute or so)"
	@"$(PYTHON)" -m venv --clear .venv
	@$(BIN)/python -m pip install -q --require-hashes -r lock/requirements.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@
