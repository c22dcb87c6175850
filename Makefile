# make demo: see it work; make test: the whole suite; make check: lint, types, import rules, thresholds;
# make docs: the manual as a site, in site/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What pages of docs/ link to outside that folder.
LINKED := action.yml signalen.schema.json thresholds.schema.json thresholds.yaml \
	samples/agentschappen.yaml samples/geval-signalen.yaml tests/thresholds/invalid

.PHONY: demo test check docs samples benchmarks clean

demo: $(VENV)/installed
	$(BIN)/ews score samples/jaarrekening.xlsx

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/ews thresholds check --strict thresholds.yaml

docs: $(VENV)/installed-dev
	rm -rf site
	$(BIN)/zensical build --clean --strict
	tar -cf - $(LINKED) | tar -xf - -C site

samples: $(VENV)/installed-dev
	$(BIN)/python samples/make_samples.py

benchmarks: $(VENV)/installed-dev
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/thresholds.py

clean:
	rm -rf $(VENV) build dist site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

# A Debian python3 without python3-venv cannot put pip into a new environment; its own pip can.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { $(PYTHON) -m venv --clear --without-pip $(VENV) \
		&& $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,docs]'
	@touch $@ $(VENV)/installed
