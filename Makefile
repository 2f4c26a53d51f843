.DEFAULT_GOAL := help
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
export OMP_NUM_THREADS ?= 1

.PHONY: help demo test test-quick lint types build neo4j pictures bench model evaluate docs clean

help:  ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

$(BIN)/kg: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $(BIN)/kg

demo: $(BIN)/kg  ## build the example reports and ask which projects span several cities
	$(BIN)/kg build examples/reports -o demo --quiet --format csv
	$(BIN)/kg query cross-city-projects --build demo --columns project,cities,by_report,quotes --format table

test: lint types $(BIN)/kg  ## lint, types and all tests
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

test-quick: $(BIN)/kg  ## the tests that need neither a server nor real reports
	$(BIN)/python -m pytest -m "not neo4j and not shared and not slow"

lint: $(BIN)/kg  ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/kg  ## mypy --strict
	$(BIN)/mypy

build: $(BIN)/kg  ## build the real reports of $(SHARED)/reports into build/
	$(BIN)/kg build $(SHARED)/reports -o build --jobs 2

neo4j: demo  ## a local Neo4j server (Java 17, Maven) with the demo's graph, style and guide
	$(BIN)/python -m tests.neo4j_demo demo

pictures: $(BIN)/kg  ## draw docs/images anew in Neo4j Browser (Java 17, Maven, Chromium)
	KG_PICTURES=1 $(BIN)/python -m pytest tests/browser/test_chromium.py

bench: $(BIN)/kg  ## speed and memory, as ratios
	$(BIN)/python -m bench
	$(BIN)/python -m bench.resolution 200
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python -m bench.neo4j

model: $(BIN)/kg  ## train the recogniser and the statement models anew from gold and reports
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	$(BIN)/python -m training.make

evaluate: $(BIN)/kg  ## figures on the reports that no training has seen
	$(BIN)/kg evaluate --gold $(SHARED)/gold --reports $(SHARED)/reports --format table \
	  --only linzhi-2024 --only sanya-2024 --only xiamen-2024 --only yangquan-2024 --only 清苑-2022

docs: $(BIN)/kg  ## write the generated pages of docs/, the ontology's as HTML with a diagram
	$(BIN)/python -m queries > docs/queries.md
	$(BIN)/python -m ontology.relations > ontology/relation-shapes.ttl
	$(BIN)/python -m ontology.pages docs/ontology

clean:  ## remove what the other targets made
	rm -rf $(VENV) build demo big dist .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov .coverage
