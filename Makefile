# socialkit: `make report` and `make test` are all one needs; each makes .venv itself.

SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON ?= python3
OUT ?= report
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BOOK := $(VENV)/.installed-book
SCALE := $(VENV)/.installed-scale
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
NBVAL := --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg --nbval-cell-timeout 600

# Handed to the recipes through the environment, so that any file name survives quoting.
export EXPORT ACCOUNT OUT MUTUAL IDENTIFY PRACTITIONER

.PHONY: help venv report test test-browser test-spark bench lint lab notebooks site fuzz lock clean

help: ## show this list
	@echo "socialkit: how good are an account's followers, not only how many?"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 20
	@echo
	@echo '  make report EXPORT="my archive.zip" ACCOUNT=@handle OUT=my-report MUTUAL=1'
	@echo '                    on your own data; every one of the four may be left out'
	@echo '  make report IDENTIFY=1        call accounts by their names, not by labels'
	@echo '  make report PRACTITIONER=1    refuse whatever is about a single follower'
	@echo '  PYTHON=python3.12 chooses the Python that makes .venv (3.11 or newer)'

venv: $(STAMP) ## make .venv from requirements.lock, when it is missing or older

# The stamp is the last thing written, so that half an installation is begun again.
$(STAMP): requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "socialkit needs Python 3.11 or newer, and there is no $(PYTHON). Try: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "socialkit needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) from requirements.lock (once, one to two minutes) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL) --no-compile --require-hashes --no-deps -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m pip check --quiet --disable-pip-version-check
	@$(BIN)/python -m compileall -qq -j 0 -x '/tests/' $(VENV)/lib || true
	@touch $@

# What builds the site and drives a browser; whoever wants a report or the tests needs none of it.
$(BOOK): $(STAMP) requirements-book.lock
	@echo "Adding to $(VENV) what builds the site and drives a browser (once, half a minute) ..."
	@$(INSTALL) --require-hashes --no-deps -r requirements-book.lock
	@$(BIN)/python -m pip check --quiet --disable-pip-version-check
	@touch $@

# What only the benchmarks and the tests on Spark need: half a gigabyte.
$(SCALE): $(STAMP) requirements-scale.lock
	@echo "Adding to $(VENV) Spark and what the benchmarks compare with (once, a minute) ..."
	@$(INSTALL) --require-hashes --no-deps -r requirements-scale.lock
	@$(BIN)/python -m pip check --quiet --disable-pip-version-check
	@touch $@

report: $(STAMP) ## run the notebooks and write report/index.html
	@set -- --out "$$OUT"; \
	if [ -n "$$ACCOUNT" ]; then set -- "$$@" "--account=$$ACCOUNT"; fi; \
	if [ -n "$$MUTUAL" ]; then set -- "$$@" --mutual; fi; \
	if [ -n "$$IDENTIFY" ]; then set -- "$$@" --identify; fi; \
	if [ -n "$$PRACTITIONER" ]; then set -- "$$@" --practitioner; fi; \
	if [ -n "$$EXPORT" ]; then set -- "$$@" -- "$$EXPORT"; fi; \
	$(BIN)/socialkit report "$$@"

test: lint ## lint, unit tests with doctests, and every notebook re-run and compared
	$(BIN)/python -m pytest -W error -n auto --dist loadfile
	$(BIN)/python -m pytest -W error $(NBVAL) -p no:doctest -o addopts= notebooks tests/conftest.py

site: $(BOOK) ## build the notebooks, the reference and the gallery as a web site, site/index.html
	$(BIN)/python docs/build_site.py

test-browser: site ## open JupyterLab, a report and the site in Chromium, as people would
	$(BIN)/python -m pytest -W error tests/browser

test-spark: $(SCALE) ## the same tables from memory, DuckDB and Spark (needs Java 17 or newer)
	$(BIN)/python -m pytest -W error tests/spark

SIZES ?= S,M,L
bench: $(SCALE) ## measure against pandas and networkx by hand and the best libraries (SIZES=S,M,L,XL)
	$(BIN)/python -m benchmarks.scale --sizes "$(SIZES)"

lint: $(STAMP) ## check style and formatting, notebooks too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lab: $(STAMP) ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir=notebooks

notebooks: $(STAMP) ## run every notebook from top to bottom and store what it shows
	$(BIN)/ruff check --fix notebooks
	$(BIN)/ruff format notebooks
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False notebooks/*.ipynb

CASES ?= 20000
fuzz: $(STAMP) ## read broken exports of every platform by the thousand (CASES=20000)
	$(BIN)/python tests/fuzz_readers.py $(CASES)

lock: ## pin every package again after a change in pyproject.toml (UPGRADE=1: to the newest)
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && \
	"$$tools/bin/python" -m pip install --quiet --disable-pip-version-check uv && \
	"$$tools/bin/uv" pip compile pyproject.toml --quiet --extra test --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		$(if $(UPGRADE),--upgrade) --output-file requirements.lock && \
	"$$tools/bin/uv" pip compile --quiet --group book --group browser --constraint requirements.lock \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --no-annotate $(if $(UPGRADE),--upgrade) --output-file requirements-book.lock && \
	"$$tools/bin/uv" pip compile --quiet --group scale --constraint requirements.lock \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --no-annotate $(if $(UPGRADE),--upgrade) --output-file requirements-scale.lock

clean: ## remove .venv, caches and built files; reports stay
	rm -rf $(VENV) site dist build .pytest_cache .ruff_cache .hypothesis
	find socialkit tests notebooks data \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
