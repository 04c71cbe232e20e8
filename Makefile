# The two commands: `make run` and `make test`; and `make serve`, which runs it as in production. Each sets up what it needs.

PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= $(shell nproc 2>/dev/null || echo 2)
# A reload takes so many seconds for each process, which is what the next one has to start in: a quarter of a minute in all.
RESPAWN := $(shell expr 14 / $(WORKERS) + 1)
PYTHON ?= python3
PYTHON_NEXT ?= python3.12
BIN := .venv/bin
MANAGE := DEBUG=1 PYTHONUNBUFFERED=1 $(BIN)/python manage.py
PRODUCTION := DEBUG=0 SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))') ALLOWED_HOSTS=example.org

.PHONY: run serve test test-all test-next bench drill mutants lint format messages lock clean

run: .venv/runs
	@$(MANAGE) demo
	@echo "Starting the portal on http://127.0.0.1:$(PORT)/ …"
	@SITE_URL=http://127.0.0.1:$(PORT) $(MANAGE) runserver 127.0.0.1:$(PORT)

# As in production (docs/operations.md). Without a SECRET_KEY: for this machine alone, with a key of its own and what `make run` shows;
# with EMPTY=1, on a new database, a directory that is still to be set up, in a browser.
serve: .venv/runs data/static/staticfiles.json
	@set -e; \
	$(BIN)/python -m tools.free_port $(HOST) $(PORT); \
	if [ -z "$$SECRET_KEY" ] && ! grep -qs '^SECRET_KEY=.' .env; then \
	  mkdir -p data; [ -s data/secret-key ] || (umask 077; $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' > data/secret-key); \
	  echo "No SECRET_KEY is set: for this machine alone, http://127.0.0.1:$(PORT)/, without HTTPS, with the key in data/secret-key."; \
	  $(MANAGE) $(if $(EMPTY),migrate --verbosity 0,demo); \
	  export SECRET_KEY="$$(cat data/secret-key)" ALLOWED_HOSTS=127.0.0.1,localhost HTTPS=0 SITE_URL=http://127.0.0.1:$(PORT); \
	fi; \
	$(BIN)/python manage.py migrate --check --verbosity 0 || { echo "Migrations are waiting: run manage.py migrate first."; exit 1; }; \
	$(BIN)/python manage.py set_up; \
	export MALLOC_ARENA_MAX=$${MALLOC_ARENA_MAX:-2}; \
	exec $(BIN)/granian --interface wsgi --workers $(WORKERS) --blocking-threads 16 --http 1 --no-ws --respawn-failed-workers \
	  --respawn-interval $(RESPAWN) --workers-kill-timeout 10 \
	  --host $(HOST) --port $(PORT) addportal.wsgi:application

test: .venv/tests
	@echo "Running the tests, but for long matrices (\`make test-all\` runs those too) …"
	$(BIN)/python -m pytest

test-all: .venv/tests
	@echo "Running all tests …"
	$(BIN)/python -m pytest -m 'not turns'

# Without browsers, on the newest Django 6, which needs Python 3.12. What is deprecated is an error here as in `test`, but
# for the EMAIL_ settings: what replaces them (MAILERS) is unknown to Django 5.2, and they stay until Django 2028.
test-next: .venv-next/tests
	.venv-next/bin/python -m pytest --ignore tests/browser -W 'ignore:The EMAIL_'

# Half an hour and databases of its own. SIZES=20,100,1000 or BENCH="--write docs/performance.md --against HEAD~9" as wanted.
bench: .venv/runs
	@DJANGO_SETTINGS_MODULE=bench.settings $(MANAGE) bench $(if $(SIZES),--sizes $(SIZES)) $(BENCH)

# Many minutes, and databases of its own, on SQLite or beside the one that DATABASE_URL names. FAULTS=kill_publish,full_disk for some, FROM=REV
# to upgrade from. See docs/operations.md.
drill: .venv/tests
	@$(BIN)/python -m drill --faults "$(FAULTS)" --from "$(FROM)"

# Hours; `make mutants MODULES=profiles/published/roll.py` is minutes. See docs/testing.md.
mutants: .venv/tests
	@mkdir -p data
	@$(BIN)/python -m tools.mutants $(MODULES)

lint: .venv/tests
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
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
	$(MANAGE) makemessages -l ar -l fr --no-wrap --no-location -i .venv -i .venv-next -i data
	$(MANAGE) compilemessages -i .venv -i .venv-next

# Needs uv: resolves pyproject.toml into the locked lists, all with the same versions: what the tests need, which is all that there is; of it
# what runs, and the same with each extra.
EXTRAS := redis handbook parquet s3 pool metrics sentry passkeys
COMPILE := uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --python-version 3.11 -q
lock:
	$(COMPILE) --all-extras -o requirements-dev.txt
	$(COMPILE) -c requirements-dev.txt -o requirements.txt
	set -e; for extra in $(EXTRAS); do $(COMPILE) -c requirements-dev.txt --extra $$extra -o requirements-$$extra.txt; done

data/static/staticfiles.json: requirements.txt $(shell find static -type f) | .venv/runs
	@echo "Collecting and compressing static files; it takes a while, once."
	@$(PRODUCTION) $(BIN)/python manage.py collectstatic --noinput --verbosity 0

clean:
	rm -rf .venv .venv-next data

.venv/bin/python:
	@echo "Making a virtual environment in .venv …"
	@$(PYTHON) -m venv .venv

.venv/runs: requirements.txt | .venv/bin/python
	@echo "Installing what the portal needs (requirements.txt) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/tests: requirements-dev.txt | .venv/bin/python
	@echo "Installing what the tests need (requirements-dev.txt) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch .venv/runs $@

# Everything as it is locked, then Django.
.venv-next/tests: requirements-dev.txt
	$(PYTHON_NEXT) -m venv .venv-next
	grep -v -- --hash requirements-dev.txt | sed 's/ *\\$$//' > .venv-next/requirements.txt
	.venv-next/bin/python -m pip install --quiet --disable-pip-version-check -r .venv-next/requirements.txt
	.venv-next/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'django>=6,<7'
	@touch $@

# What runs, as CycloneDX, for whoever compares it with known weaknesses; it needs no web.
.PHONY: sbom audit
sbom: .venv/runs
	@mkdir -p data
	@$(BIN)/python -m tools.sbom requirements.txt > data/sbom.json
	@echo "data/sbom.json"

# Compares all that is locked with known weaknesses. It needs the web, hence no part of `lint`; and an environment of its own.
audit: .venv-audit/bin/pip-audit
	$< --strict --require-hashes --disable-pip -r requirements-dev.txt

.venv-audit/bin/pip-audit:
	@$(PYTHON) -m venv .venv-audit
	@.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
