# Two commands: `make run` shows the board on sample data, `make test` proves it. Needs Python ≥ 3.11.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Three for two cores, as browsers wait much; in the order of tests/conftest.py, not by the number of tests in a file.
PARALLEL := -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: run test check screenshots sample bench clean

run: $(VENV)/run.stamp
	$(BIN)/streamlit run dashboard.py

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest $(PARALLEL)

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(PARALLEL)

screenshots: $(VENV)/dev.stamp
	$(BIN)/python -m tools.screenshots
	$(BIN)/python -m tools.meeting
	$(BIN)/python -m tools.meeting_run

sample: $(VENV)/dev.stamp
	$(BIN)/python -m sample_data

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks check
	$(BIN)/python -m benchmarks pages

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
