# The commands a person needs. Each first installs what it lacks (scripts/setup) and says so.
.DEFAULT_GOAL := help
.PHONY: help serve test test-quick test-engines check fuzz bench dist newsleaf release screenshots demo-embed clean

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: export FEED := $(FEED)
serve: export PORT := $(PORT)
serve: ## Build, serve on 127.0.0.1:8080, build again on change; FEED=path-or-URL and PORT=number are optional
	@scripts/setup node
	@node scripts/serve.mjs

test: ## Run every test: native, JavaScript, the release build in a real Chromium, and a journey in Firefox and WebKit
	@scripts/test

test-quick: ## Run the native and JavaScript tests, and 20 smoke tests in a real Chromium
	@scripts/test quick

test-engines: ## Run all that Firefox can run, and a longer journey in Firefox and WebKit; pictures in engine-report/
	@scripts/test engines

check: ## Check format, lints of both feature sets, and the imports between the folders
	@scripts/check

fuzz: ## Let a fuzzer make up inputs; TARGET=feed, body, settings or route (else all) and SECONDS=number (else 600 each)
	@for target in $(or $(TARGET),feed body settings route); do scripts/fuzz $$target $(or $(SECONDS),600) || exit 1; done

dist: ## Build the release files in dist/ and print their sizes
	@scripts/setup dist
	@scripts/dist
	@node scripts/sizes.mjs

newsleaf: ## Build the newsleaf command, which looks at a feed before readers do
	@scripts/setup newsleaf
	@scripts/newsleaf

release: ## Write the files of a release in release/: the drop-in as a zip, the command for this machine, checksums
	@scripts/setup dist
	@scripts/dist
	@scripts/release

bench: ## Measure cleaning and search, and compare with React, Preact and bare HTML; ARGS="--runs 5" is for bench/run.mjs
	@scripts/bench $(ARGS)

screenshots: ## Take pictures of the pages in screenshots/
	@scripts/setup test
	@scripts/dist
	@node scripts/screenshots.mjs

demo-embed: export SCREENSHOTS := $(SCREENSHOTS)
demo-embed: ## Show the widget in another site's pages, under each library; SCREENSHOTS=1 takes pictures, counts bytes, ends
	@scripts/setup $(if $(SCREENSHOTS),test,dist)
	@node scripts/demo-embed.mjs
	@[ -z "$(SCREENSHOTS)" ] || node_modules/.bin/playwright test embed_sandbox embed_hosts -g 'storage|forged'

clean: ## Remove everything that was built
	@rm -rf build dist engine-report release screenshots target test-results playwright-report
