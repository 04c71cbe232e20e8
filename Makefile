# The two commands: `make run`, `make test`. Both set up what they need.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
MANAGE := DEBUG=1 $(BIN)/python manage.py
PRODUCTION := DEBUG=0 SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))') ALLOWED_HOSTS=example.org

.PHONY: run test test-all lint format messages lock clean

run: .venv/runs
	@$(MANAGE) demo
	@SITE_URL=http://127.0.0.1:$(PORT) $(MANAGE) runserver 127.0.0.1:$(PORT)

test: .venv/tests
	$(BIN)/python -m pytest

test-all: .venv/tests
	$(BIN)/python -m pytest -m ''

lint: .venv/tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: .venv/tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2

# Needs GNU gettext; what it makes is committed, and a test compares the two.
messages: .venv/tests
	$(MANAGE) makemessages -l ar --no-wrap --no-location -i .venv -i data
	$(MANAGE) compilemessages -i .venv

# Needs uv: resolves pyproject.toml into the two locked lists.
lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --python-version 3.11 -q -o requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --python-version 3.11 -q -o requirements-dev.txt

clean:
	rm -rf .venv data

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/runs: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/tests: requirements-dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch .venv/runs $@
