# make demo   sets up .venv and runs the main job on the sample reports
# make test   sets up .venv with the developers' tools and runs the tests
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test setup check eval lock docs messages clean

demo: $(VENV)/core
	@$(BIN)/picketline demo

test: $(VENV)/dev
	$(BIN)/pytest

setup: $(VENV)/dev

check: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python .ci/licences.py
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements/core.txt || echo "pip-audit: its database could not be reached, or it has findings (above)" >&2

# Needs ../shared and the train extra: see training/README.md
eval: $(VENV)/dev
	$(BIN)/python training/bench.py

lock: $(VENV)/dev
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q pyproject.toml -o requirements/core.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q pyproject.toml --group dev -c requirements/core.txt -o requirements/dev.txt

# The messages for translators; a translation is src/picketline/web/locales/xx.po
messages: $(VENV)/dev
	$(BIN)/python docs/messages.py

$(VENV)/python:
	python3 -m venv $(VENV)
	@touch $@

$(VENV)/core: $(VENV)/python requirements/core.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/core.txt
	$(PIP) --require-hashes -r requirements/build.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/core requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache
