# Every target does the set-up that it needs. VENV=dir uses an environment that is already there.
PYTHON ?= python3
PORT ?= 8000
export NO_MKDOCS_2_WARNING = 1
export PYTHONDONTWRITEBYTECODE = 1

ifeq ($(origin VENV),undefined)
VENV := .venv
READY := $(VENV)/.ready
else
READY :=
endif
RUN := $(VENV)/bin/python -B
UV ?= .cache/uv/bin/uv
COMPILE := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help check-but-types bench-scale bench-trial bench-visits bench-tests bench-builds bench-checks bench-hosts bench-search check-external translations accept-translation translate-out translate-in publish-permalinks begin-locks serve build check test dist pdf epub offline bench proof stats screens pictures format lock browser clean
.PHONY: doctor new-page new-passage changes record-version changelog architecture

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

serve: $(READY) ## The book at http://127.0.0.1:8000/, as you edit it (PORT=8000)
	$(RUN) -m scripts.serve --port $(PORT)

doctor: ## What this machine lacks for building and checking, and how to get it; sets up nothing
	@command -v $(PYTHON) >/dev/null || \
	  { echo "No $(PYTHON): install Python 3.11 or newer (https://www.python.org/downloads/), or name it with PYTHON=" >&2; exit 1; }
	@$(PYTHON) -B -m scripts.doctor --port $(PORT) $(if $(READY),,--venv "$(VENV)")

build: $(READY) ## The site in site/; a failing build leaves the last one as it was
	$(RUN) -m scripts.build

check: $(READY) ## Under a minute: the sources, the built site, code style and types
	@mkdir -p .cache
	@$(RUN) -m mypy >.cache/types.txt 2>&1 & types=$$!; $(MAKE) --no-print-directory check-but-types || exit; \
	echo "4/4 Its types, and the lists of its packages" >&2; \
	wait $$types || { cat .cache/types.txt >&2; exit 1; }
	@$(RUN) -m scripts.locked

check-but-types: $(READY)
	@echo "1/4 The sources (10 seconds the first time: spelling)" >&2
	@$(RUN) -m scripts.check
	@echo "2/4 The built site" >&2
	@$(RUN) -m scripts.build --to .cache/checked
	@$(RUN) -m scripts.check --site .cache/checked
	@echo "3/4 The style of the code, and which room may know which" >&2
	@$(RUN) -m ruff check --no-cache --quiet .
	@$(VENV)/bin/oxlint --quiet --deny-warnings --report-unused-disable-directives docs/assets/scripts overrides/theme.js overrides/offline.js overrides/sw.js
	@$(RUN) -m ruff format --no-cache --check --quiet .
	@$(RUN) $(VENV)/bin/lint-imports --no-cache >.cache/imports.txt || { cat .cache/imports.txt >&2; exit 1; }

test: $(READY) ## Everything, with a real browser
	@$(MAKE) --no-print-directory --jobs=2 check browser # the browsers come while the sources are read
	@echo "The tests: some ten minutes on two cores. A dot is a test that passed." >&2
	@$(RUN) -m pytest --numprocesses auto --dist loadgroup

dist: $(READY) ## What you upload: dist/site.zip, made from a fresh build; the site for a disk, dist/offline.zip; what is inside, and hashes
	@$(RUN) -m scripts.check --select left-over
	$(RUN) -m scripts.build --zip dist/site.zip
	$(RUN) -m scripts.editions offline
	$(RUN) -m scripts.shipping

pdf: $(READY) ## The whole book as PDF, in dist/: A5 and A4 in each language, and both side by side
	$(RUN) -m scripts.editions pdf

epub: $(READY) ## The whole book as e-book, in dist/: in each language, and in both
	$(RUN) -m scripts.editions epub

offline: $(READY) ## dist/offline.zip: the whole site, to be opened from a disk without a server
	$(RUN) -m scripts.editions offline

bench: $(READY) browser ## This site beside others with the same text, into docs/_data (SIZES=1 is quick; 1,10,50 takes an hour or two; ADD=1 adds larger ones)
	$(RUN) -m scripts.bench $(if $(ADD),--add) $(if $(SIZES),--sizes $(SIZES)) $(if $(RUNS),--runs $(RUNS)) $(if $(DAY),--day $(DAY))

bench-scale: $(READY) browser ## What a book of many times the chapters costs, part by part, into docs/_data and SCALE.md (SIZES=1,10,25,50)
	$(RUN) -m scripts.bench.scale $(if $(SIZES),--sizes $(SIZES)) $(if $(DAY),--day $(DAY))

bench-trial: $(READY) ## What would be lost of each page, if Zensical built the book today
	$(RUN) -m scripts.bench.trial

bench-visits: $(READY) browser ## How little a chapter's weight grows with the book, and how fast a link is copied
	$(RUN) -m scripts.bench.visits

bench-builds: $(READY) ## What a build costs, beside stock Material, as ratios: this book and twelve times the pages
	$(RUN) -m scripts.bench.builds

bench-search: $(READY) browser ## How well, fast and light search is, by class and beside others; FRESH=folder of queries not yet looked at
	$(RUN) -m scripts.bench.search $(if $(FRESH),--fresh $(FRESH))

bench-checks: $(READY) ## The fault corpus: found, missed and false alarms, beside a strict stock build
	$(RUN) -m tests.check.score

bench-hosts: $(READY) browser ## A site that is replaced while it is asked for, and what nginx serves beside a bare one, as ratios
	$(RUN) -m scripts.bench.hosts

bench-tests: $(READY) ## How many small mistakes in the code the tests notice: a sample of SAMPLE=100, drawn with SEED=1
	$(RUN) -m scripts.bench.mutants --sample $(or $(SAMPLE),100) --seed $(or $(SEED),1)

proof: $(READY) ## What the checker finds in all, recorded with today's date for the page Proof
	$(RUN) -m scripts.proof

stats: $(READY) ## Words and passages per page and language
	$(RUN) -m scripts.stats

screens: $(READY) ## Pictures of six pages, narrow and wide, light and dark, in .cache/screens
	$(RUN) -m tests.screens

pictures: $(READY) ## Takes anew the pictures that pages are compared with; look at what changed before you commit them
	$(RUN) -m tests.pictures

ready: $(READY)

browser: $(READY)
	@$(RUN) -m scripts.browser
	@$(RUN) -m scripts.engines

check-external: $(READY) ## Asks every external address whether it is still there (never in CI)
	$(RUN) -m scripts.check.external

new-passage: $(READY) ## AFTER=b3-3: a passage behind it, begun in both languages (ID=b3-5; ADDITION=1 if this site tells it)
	@$(RUN) -m scripts.new passage --after "$(AFTER)" --id "$(ID)" $(if $(ADDITION),--addition)

new-page: $(READY) ## FILE=laws/care-act.md AFTER=laws/youth-act.md TITLE_NL=… SLUG_NL=… and so for each language
	@$(RUN) -m scripts.new page "$(FILE)" --after "$(AFTER)" --points "$(POINTS)" $(if $(OURS),--ours) --short "$(SHORT)" --number "$(NUMBER)"

changes: $(READY) ## What readers find otherwise than in the version that was recorded last
	@$(RUN) -m scripts.changes

record-version: $(READY) ## VERSION=1.2 SUMMARY_NL=… and so for each language: the book as it stands is a version (DATE=, AGAIN=1)
	@$(RUN) -m scripts.changes --record "$(VERSION)" $(if $(DATE),--date "$(DATE)") $(if $(AGAIN),--again)

changelog: $(READY) ## Writes CHANGELOG.md anew; what stands in it for makers stays
	@$(RUN) -m scripts.changes --changelog

architecture: $(READY) ## Draws ARCHITECTURE.md anew, from the contracts and what the modules import
	@$(RUN) -m scripts.architecture

translations: $(READY) ## Which passages were changed in one language only
	$(RUN) -m scripts.translations

accept-translation: $(READY) ## IDS="b3-2 v1": both languages of these passages were looked at and match
	@$(if $(IDS),,echo "Say which match: make accept-translation IDS=\"b3-2 v1\"; 'make translations' names what waits" >&2; exit 2)
	@$(RUN) -m scripts.translations --accept $(IDS)

translate-out: $(READY) ## nl-en.po, for a translator's tool: what may no longer match (FROM=en, ALL=1 for every text, TO=file.po)
	$(RUN) -m scripts.translate out $(if $(FROM),--from $(FROM)) $(if $(INTO),--into $(INTO)) $(if $(ALL),--all) $(if $(TO),--to "$(TO)")

translate-in: $(READY) ## FILE=nl-en.po: what was translated goes into docs/, but never over what changed in the meantime
	@$(if $(FILE),,echo "Say which file came back: make translate-in FILE=nl-en.po" >&2; exit 2)
	$(RUN) -m scripts.translate in "$(FILE)"

publish-permalinks: $(READY) ## Records new addresses and ids, which from then on must stay
	$(RUN) -m scripts.translations --publish

begin-locks: $(READY) ## A new book only: writes both locks for the first time
	$(RUN) -m scripts.translations --begin

format: $(READY) ## Puts the code into its one style
	$(RUN) -m ruff check --no-cache --fix . && $(RUN) -m ruff format --no-cache .

lock: $(UV) ## Writes the lists of locked packages anew from pyproject.toml, in their newest versions
	$(COMPILE) --upgrade pyproject.toml --group dev -o requirements.txt
	$(COMPILE) --upgrade --group bench -o requirements-bench.txt
	$(COMPILE) --upgrade --group lock -o requirements-lock.txt

.PHONY: check-lock check-lock-anew ready
check-lock: $(READY) ## Do the lists of locked packages fit pyproject.toml? Without a network, in a moment
	@$(RUN) -m scripts.locked

# The lists without their hashes keep the versions; what comes back has the registry's.
check-lock-anew: $(READY) $(UV) ## Does the registry give the same lists, with these hashes? Half a minute
	@mkdir -p .cache/lock
	@for list in requirements*.txt; do grep -v -e --hash "$$list" | sed 's/ \\$$//' >".cache/lock/$$list"; done
	@$(COMPILE) pyproject.toml --group dev -o .cache/lock/requirements.txt
	@$(COMPILE) --group bench -o .cache/lock/requirements-bench.txt
	@$(COMPILE) --group lock -o .cache/lock/requirements-lock.txt
	@$(RUN) -m scripts.locked --against .cache/lock

clean: ## Takes away all that was made, but not site/
	rm -rf .venv .cache dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; give it with PYTHON=/path/to/python3. 'make doctor' says how to get it" >&2; exit 2; }
	@$(PYTHON) -c 'import ssl' 2>/dev/null || \
	  { echo "$(PYTHON) can't fetch packages: it was made without ssl. Take the system's own, as PYTHON=/usr/bin/python3" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qq -y python3-venv; } || \
	  { echo "Python's venv module is missing: sudo apt install python3-venv; 'make doctor' tells of other systems" >&2; exit 2; }
	@echo "Set-up, once: Python's packages go into $(VENV), each checked against its hash. About 40 seconds …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt || \
	  { echo "The packages are not there yet: what stopped pip stands above. Once the network answers, the same command" \
	    "goes on; 'make doctor' says whether it is something else" >&2; exit 2; }
	@touch $@
	@echo "Set-up is done: $$($(VENV)/bin/python -m pip list --disable-pip-version-check 2>/dev/null | tail -n +3 | wc -l) packages." >&2

.cache/uv/bin/uv: requirements-lock.txt
	@$(PYTHON) -m venv .cache/uv
	@.cache/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lock.txt
	@touch $@
