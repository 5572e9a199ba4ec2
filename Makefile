# make help lists the commands: each target that has a `## comment`.

PORT := 8000
CANDIDATES := python3.14 python3.13 python3.12 python3
IS_NEW := -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null
PYTHON := $(firstword $(foreach p,$(CANDIDATES),$(shell $(p) $(IS_NEW) && echo $(p))))
BIN := .venv/bin
PAGES := $(BIN)/python -m mkdocs
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help serve build test check lesson gates bench lint numbers figures experiments equations frameworks stats gradients imports mutate mislead chromium clean
.DELETE_ON_ERROR:

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

serve: assets ## Set everything up and serve the site at http://127.0.0.1:8000 (or PORT=8001)
	@$(BIN)/python -m tools.book.port $(PORT)
	@echo "Serving the site at http://127.0.0.1:$(PORT) (Ctrl+C stops it)"
	@$(PAGES) serve --strict --livereload --dev-addr 127.0.0.1:$(PORT) --watch snippets --watch tools/book/theme

build: assets ## Build the site into site/
	@echo "Building the site into site/"
	@$(BIN)/python -m tools.book.build

test: .venv/dev assets ## Set everything up and run every test except browser, PyTorch and JAX
	@echo "Running every test that needs no browser, PyTorch or JAX"
	@$(BIN)/python -m tools.vouch.sandbox.to_the_end docs snippets tests -m "not browser and not frameworks" -n 2 --dist loadfile

check: .venv/dev assets ## Check one page in seconds: make check PAGE=xor
	@$(BIN)/python -m tools.book.check "$(PAGE)"

lesson: .venv/dev ## Lay down a page, its code and its tests: make lesson NAME=my-topic
	@$(BIN)/python -m tools.book.new_lesson "$(NAME)"

gates: .venv/dev build ## Test the built site in a browser (make chromium brings one)
	@echo "Running the browser tests against site/"
	@$(BIN)/pytest tests/browser -m browser

bench: .venv/dev build ## Measure what our style sheet costs a browser, page by page
	@$(BIN)/python -m tools.gauges.bench

lint: .venv/dev ## Check style, formatting, types and which room imports which
	@echo "Checking style, formatting and types"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

numbers: ROOM = vouch.fix
experiments: ROOM = vouch.records.experiments
equations: ROOM = vouch.hold.equations
figures: ROOM = figures.drawn
gradients: ROOM = gauges.gradients
stats: ROOM = gauges.stats
imports: ROOM = gauges.imports
numbers: .venv/dev assets ## Write the computed numbers and outputs into the pages
experiments: .venv/dev assets ## Run the long experiments again where their code has changed (half an hour)
equations: .venv/dev assets ## List every numbered equation, its check and its wrong variants
figures: .venv/dev assets ## Draw the figures again
gradients: .venv/dev assets ## Check the gradients of random networks in three independent ways
stats: .venv/dev assets ## Count what there is: pages, examples, numbers, formulas, weights
imports: .venv/dev assets ## Draw which room of tools/ imports which
numbers experiments equations figures gradients stats imports:
	@$(BIN)/python -m tools.$(ROOM)

frameworks: .venv/dev .venv/frameworks ## Install PyTorch and JAX, run their blocks and record them (gigabytes)
	@$(BIN)/python -m tools.vouch.records.frameworks

mutate: .venv/dev assets ## Plant one wrong digit, letter or token after another; count what is caught
	@$(BIN)/python -m tools.vouch.mutation.trial --seed $(or $(SEED),0)

mislead: .venv/dev assets ## Plant errors that would mislead a reader; count what is caught
	@$(BIN)/python -m tools.gauges.misleading

chromium: ## Bring a Chromium for the browser tests
	@tools/gauges/bring_chromium.sh

clean: ## Delete everything that was installed or built
	rm -rf .venv node_modules site .site-* .cache docs/assets/built

# Setting up: each step runs once, and again when the file it reads has changed or what it made is gone.
PACKAGES := node_modules/katex/dist/katex.mjs node_modules/@fontsource-variable/source-serif-4/LICENSE
NO_PACKAGES := $(foreach file,$(PACKAGES),$(if $(wildcard $(file)),,again))
NO_PYTHON := $(shell $(BIN)/python $(IS_NEW) && test -e $(BIN)/node || echo again)

.PHONY: assets again
assets: docs/assets/built/type.css
docs/assets/built/type.css: node_modules/.package-lock.json tools/book/assets.py requirements.txt
	@echo "Collecting KaTeX's style sheet and the fonts into docs/assets/built/"
	@$(BIN)/python -m tools.book.assets

node_modules/.package-lock.json: package-lock.json $(NO_PACKAGES) | .venv/site
	@echo "Installing KaTeX and the fonts with npm (package-lock.json)"
	@$(BIN)/npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.venv/dev: requirements-dev.txt .venv/site
	@echo "Installing what the tests need (requirements-dev.txt)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.venv/frameworks: requirements-frameworks.txt .venv/site
	@echo "Installing PyTorch and JAX (requirements-frameworks.txt)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-frameworks.txt
	@touch $@

.venv/site: requirements.txt $(NO_PYTHON)
	@$(or $(PYTHON),false) $(IS_NEW) || { \
	  echo "This project needs Python 3.12 or newer: $(if $(PYTHON),$(PYTHON) is not,none of $(CANDIDATES) is)." >&2; exit 1; }
	@echo "Making a virtual environment in .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@echo "Installing what the site is built with (requirements.txt)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@
