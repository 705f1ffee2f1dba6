# Two commands do all the set-up: `make run` and `make test`. Both may be run again, and as root or not.
.PHONY: run test check soak lint bench seeds lock
.DEFAULT_GOAL := run

PORT ?= 8080
FAST := not slow and not browser and not install and not soak

run: ## Install into .venv and start the service with the demo deployments.
	@deploy/dev/setup run
	@echo "Fielato: http://127.0.0.1:$(PORT)/ (its demo deployments: http://127.0.0.1:$(PORT)/?way=file)"
	@echo "A first check, in another terminal: .venv/bin/fielato check seeds/demo/hospital-triage/regional.yaml"
	@.venv/bin/fielato serve --port $(PORT)

test: ## Install what the tests need, then run everything.
	@deploy/dev/setup test
	@$(MAKE) --no-print-directory lint
	@.venv/bin/fielato policy test --coverage
	@.venv/bin/fielato policy lint
	@.venv/bin/python -m pytest -q -n 2 -m "not soak"

check: ## The quick inner loop: lint, types, import contracts, unit tests.
	@deploy/dev/setup check
	@$(MAKE) --no-print-directory lint
	@.venv/bin/python -m pytest -q -n 2 -m "$(FAST)"

MINUTES ?= 60

soak: ## Compare drawn rules with CEL's own evaluator for MINUTES (60); SEED=… draws the same ones again.
	@deploy/dev/setup check
	@FIELATO_SOAK_MINUTES=$(MINUTES) FIELATO_SOAK_SEED=$(SEED) .venv/bin/python -m pytest -q -m soak tests/rules

lint: ## Lint, formatting, types, import contracts.
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet
	@.venv/bin/mypy --no-error-summary
	@.venv/bin/mypy --no-error-summary -p seeds.refresh
	@.venv/bin/lint-imports --no-logo >/dev/null || .venv/bin/lint-imports --no-logo

bench: ## Measure Fielato beside other engines: SEED=… makes other packs and manifests, ARGS="--help" shows the rest.
	@deploy/dev/bench
	@.venv-bench/bin/python -m tests.bench --seed $(or $(SEED),1) $(ARGS)

seeds: ## Derive the reference facts again from the packages that carry them, and show the difference.
	@test -x .venv-seeds/bin/python || python3 -m venv .venv-seeds
	@.venv-seeds/bin/python -m pip install --quiet --require-hashes -r deploy/requirements/seeds.txt
	@.venv-seeds/bin/python -m seeds.refresh

lock: ## Write the lock files again (needs uv).
	@deploy/dev/lock
