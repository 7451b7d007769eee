# Heyy: the everyday verbs. `make help` tells what they do.
PYTHON ?= python3
BIN := .venv/bin
TEST := HEYY_MODE=test PATH="$(CURDIR)/$(BIN):$$PATH"
PYTEST := pytest --numprocesses auto --maxprocesses 4 --dist worksteal

.PHONY: help run test test-postgres lint format messages screens bench clean

help: ## list these verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

run: .venv/core.stamp ## start the demo centre on http://localhost:8000
	@HEYY_MODE=$${HEYY_MODE:-demo} exec $(BIN)/heyy serve --with-worker --prepare

test: lint ## lint, types, import contracts, translations, the suite on SQLite, browser journeys
	@tools/need gettext chromium
	@$(TEST) $(PYTEST)

test-postgres: .venv/dev.stamp ## the suite on a throw-away PostgreSQL cluster
	@tools/need postgresql
	@$(TEST) tools/with-postgres $(PYTEST) -m "not browser"

lint: .venv/dev.stamp ## style, types and import contracts
	@$(TEST) ruff check
	@$(TEST) ruff format --check
	@$(TEST) djhtml --check --tabwidth 2 src
	@$(TEST) mypy
	@$(TEST) lint-imports

format: .venv/dev.stamp ## bring code and templates into shape
	@$(TEST) ruff check --fix-only --quiet
	@$(TEST) ruff format
	@$(TEST) djhtml --tabwidth 2 src

messages: .venv/dev.stamp ## collect the strings to translate, and compile what is translated
	@tools/need gettext
	@cd src/heyy && $(TEST) django-admin makemessages -l nl --no-location --no-obsolete --settings heyy.config.settings
	@cd src/heyy && $(TEST) django-admin compilemessages -l nl --settings heyy.config.settings

screens: .venv/dev.stamp ## pictures of every page, role, width and language, in screens/
	@tools/need chromium
	@$(TEST) HEYY_MODE=demo python -m tests.screens

bench: .venv/dev.stamp ## the measurements of design/quality.md, as a table
	@$(TEST) HEYY_MODE=demo python -m benchmarks

clean: ## remove what was installed and made; the demo database too
	rm -rf .venv var screens .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.venv/%.stamp: requirements/%.txt pyproject.toml
	@$(PYTHON) tools/install.py $*
