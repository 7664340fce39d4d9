# Everything one does with a clone. `make help` lists it; the work is in cruddur/devtools/.
PYTHON ?= python3
DEVTOOLS = @$(PYTHON) -m cruddur.devtools.bootstrap

.DEFAULT_GOAL := help
.PHONY: help run dev reset test lint types pytest frontend e2e test-slow bench schema lock synth deploy destroy rehearse checkov image

help: ## show this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: ## start Cruddur (PORT=9000 make run moves it); Ctrl-C stops it
	$(DEVTOOLS) run

dev: ## the same for changing the code: Python reloads, the frontend is hot-replaced
	$(DEVTOOLS) dev

reset: ## wipe local accounts, cruds and messages (FORCE=1 does not ask)
	$(DEVTOOLS) reset

test: ## run every check and test but the slow ones
	$(DEVTOOLS) check

lint: ## ruff, its formatter, and the import contracts
	$(DEVTOOLS) check lint format contracts

types: ## mypy
	$(DEVTOOLS) check types

pytest: ## the Python tests (make pytest ARGS="tests/posts -k expiry")
	$(DEVTOOLS) check pytest -- $(ARGS)

frontend: ## the frontend's types, lint and tests
	$(DEVTOOLS) check frontend

e2e: ## the end-to-end tests in a real Chromium (ARGS as above)
	$(DEVTOOLS) check e2e -- $(ARGS)

test-slow: ## the long proofs, such as durability under kill -9
	$(DEVTOOLS) check slow -- $(ARGS)

bench: ## measure the feeds at up to a million cruds (ARGS="--quick" for a short look)
	$(DEVTOOLS) bench $(ARGS)

schema: ## write docs/openapi.yaml from the code
	$(DEVTOOLS) schema

lock: ## resolve the dependencies into the requirements files (UPGRADE=1: newer ones)
	$(DEVTOOLS) lock

synth: ## write what would be deployed, as templates (STAGE=production for another stage)
	$(DEVTOOLS) synth

deploy: ## put Cruddur into your AWS account (STAGE=small; ADMIN=you@example.com the first time)
	$(DEVTOOLS) deploy

destroy: ## take a stage down again; what people wrote stays (KEEP=0: that goes too)
	$(DEVTOOLS) destroy

rehearse: ## deploy all of it to an emulated AWS, use it, change it, take it down (some minutes)
	$(DEVTOOLS) rehearse

checkov: ## what checkov says of the stacks, as a report
	$(DEVTOOLS) checkov

image: ## build the image checkov by buildah and drive it, on a base made here (needs root)
	$(DEVTOOLS) image $(ARGS)
