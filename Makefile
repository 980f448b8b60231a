# 守口. `make run` and `make test` are all there is to know; both set up what they need.
SHELL := /bin/bash
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/.tools/bin:$(PATH):$(CURDIR)/.node/bin
export RASA_TELEMETRY_ENABLED := false
export OMP_NUM_THREADS := 1
export TF_CPP_MIN_LOG_LEVEL := 3
export TQDM_DISABLE := 1
ENGINE := bot/engine/.venv/bin/python
PYTHON := .venv/bin/python
PACKAGES := rules store docs_gen actions desk bot/channels $(wildcard bot/*.py)
LOCK := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

.PHONY: help run install install-dev web train test check evaluate bench docs lock clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: install web train ## install, build, train, migrate, start; Ctrl-C stops
	@$(PYTHON) -m bot.launch

install:
	@scripts/bootstrap.sh

install-dev:
	@scripts/bootstrap.sh --dev

web: install ## build the chat page
	@scripts/build-web.sh

train: install ## train what changed: understanding and the sentinel
	@$(ENGINE) -m bot.engine.train
	@$(PYTHON) -m bot.channels.sentinel_train --if-changed

test: install-dev web train ## everything, browser included
	@scripts/test.sh

check: install-dev ## style and types
	ruff check $(PACKAGES) bot/engine tests
	mypy $(PACKAGES)
	mypy --config-file bot/engine/pyproject.toml --python-executable $(ENGINE) bot/engine
	cd bot/web && npm run --silent check

evaluate: install-dev train ## understanding on the held-out set → docs/understanding.md
	$(ENGINE) -m bot.engine.evaluate

bench: install-dev web train ## speed, beside a stock bot in the same run → docs/performance.md
	$(PYTHON) -m tests.bench

docs: install-dev ## what is generated from the code
	$(PYTHON) -m rules.coverage
	$(PYTHON) -m rules.lives.diagram
	$(PYTHON) -m docs_gen.make_templates

lock: install-dev ## new locks
	$(LOCK) -p 3.11 pyproject.toml -o requirements.txt
	$(LOCK) -p 3.11 --group dev pyproject.toml -o requirements-dev.txt
	cd bot/engine && $(LOCK) --python-version 3.10 pyproject.toml -o requirements.txt
	cd bot/engine && $(LOCK) --python-version 3.10 --group dev pyproject.toml -o requirements-dev.txt

clean: ## what was built or trained; data in var/ stays
	rm -rf models bot/web/dist bot/web/node_modules test-results
