# make            builds the program
# make setup      installs the system packages that are missing (Debian, Ubuntu; on macOS with Homebrew)
# make run        sets up, builds, and runs lesson 04
# make build      builds the program, optimised
# make test       sets up and runs the tests, optimised: TEST=words runs those whose names hold the words
# make test-debug runs the tests with the checks of a debug build
# make lessons    checks what the lessons record (VARIANT=stand-in: with the stand-in play)
# make record     writes what the lessons print now into them, and shows what changes (VARIANT=stand-in)
# make checkpoint  trains the GPT of lesson 11, which comes with the course, anew
# make images     draws the pictures of the README anew
# make render     makes a web site, Markdown files and notebooks of the lessons in Output
# make data       downloads tinyshakespeare and GPT-2's vocabulary into Data, and checks them
# make mirrors    runs the five notebooks and says of each output how near it is
# make bench      measures the library and the program, beside PyTorch and Jupyter where PYTHON has them (ONLY=words; RUNS=3 for medians)
# make bench-lsp  measures the language server, beside sourcekit-lsp
# make sanitize   runs the tests of what computes and parses under AddressSanitizer
# make sanitize-threads  runs the tests of what several threads do under ThreadSanitizer
# make arm        tries the loops on 64-bit Arm, emulated where the machine is another, and compares their bits with those of x86
# make fuzz       tries parsing, rendering and the worker's stream with libFuzzer (TARGET=parsing|rendering|stream, SECONDS=60 each)
# make outside    builds and runs packages that depend on a tagged clone of this one by version
# make browser    installs a browser, with which the tests look at the web pages
# make docs       builds the documentation of the libraries into .build-docs/html
# make api        checks that all that is public is documented and listed in Tests/PublicAPI (RECORD=yes writes the lists;
#                 BASELINE=revision also says what no longer compiles since then)
# make man        makes the manual page, .build-man/lessons.1
# make lint       checks format and style
# make format     formats the sources
# make install    installs the program, its completions and, where it is made, its manual page in PREFIX (/usr/local);
#                 it needs no Swift to run, unless it is linked with Swift's shared libraries (STATIC=)
# make dist       packs the program for machines without Swift, as an archive and a Debian package, and its pages, in .build-dist
# make version VERSION=1.2.3  writes the number into the program and the changelog, for you to commit
# make release VERSION=1.2.3  checks that this commit can be released, runs what CI runs, and tags it (DRY_RUN=1: only the checks)
# make ci         what CI runs: test, lint, lessons, outside
# make clean      removes what was built

PREFIX ?= /usr/local
RELEASE = swift build -c release --scratch-path .build-release
SHAKESPEARE = https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt
GPT2 = https://openaipublic.blob.core.windows.net/gpt-2/encodings/main/vocab.bpe
PACKAGES = libcmark-gfm-dev libcmark-gfm-extensions-dev pkg-config
SHA256 = $(if $(shell command -v sha256sum),sha256sum,shasum -a 256)
SUDO = $(if $(filter 0,$(shell id -u)),,sudo)
SOURCES = Package.swift Sources Tests Plugins Lessons Benchmarks/Package.swift Benchmarks/Sources

.PHONY: build setup run test test-debug lessons checkpoint images record render data browser mirrors outside bench bench-lsp sanitize sanitize-threads arm fuzz docs api man static lint format install dist version release ci clean
.DEFAULT_GOAL := build

build:
	$(RELEASE) --product lessons

setup:
	@if [ "$$(uname)" = Darwin ]; then \
	  brew list cmark-gfm > /dev/null 2>&1 || brew install cmark-gfm; \
	elif ! dpkg -s $(PACKAGES) > /dev/null 2>&1; then \
	  $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends $(PACKAGES); \
	fi

run: setup
	@$(MAKE) --no-print-directory build
	@.build-release/release/lessons run 01-tokenizer

TESTED = -c release --scratch-path .build-test -Xswiftc -enable-testing

test: setup
	swift test $(TESTED) $(if $(TEST),--filter "$(TEST)")

test-debug: setup
	swift test --scratch-path .build-debug $(if $(TEST),--filter "$(TEST)")

lessons: build
	.build-release/release/lessons check $(if $(VARIANT),--variant "$(VARIANT)")

checkpoint: build
	.build-release/release/lessons run 11-gpt --slow --fresh
	cp /tmp/gpt.safetensors Lessons/Checkpoints/

images: build
	.build-release/release/lessons render 03 07 --to markdown -o .build-images
	cp .build-images/03-bigram.figure-1.svg Documentation/Images/bigram-before-training.svg
	cp .build-images/03-bigram.figure-3.svg Documentation/Images/bigram-after-training.svg
	cp .build-images/07-trained-head.figure-3.svg Documentation/Images/trained-head.svg

record: build
	.build-release/release/lessons record $(if $(VARIANT),--variant "$(VARIANT)")

render: build
	@for form in html markdown ipynb; do .build-release/release/lessons render --to $$form || exit 1; done

outside: setup
	Tests/OutsidePackages/run

browser:
	@for name in chromium chromium-browser google-chrome; do \
	  if command -v $$name; then exit 0; fi; \
	done; \
	if [ "$$(uname)" = Darwin ]; then brew install --cask chromium; \
	else $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends chromium; fi

lint:
	swift format lint --strict --recursive --parallel $(SOURCES)

format:
	swift format --in-place --recursive --parallel $(SOURCES)

# $(1) file, $(2) address, $(3) SHA-256: a file is put into place only when it is whole.
define fetch
  @mkdir -p Data/$(dir $(1))
  @if echo "$(3)  Data/$(1)" | $(SHA256) -c > /dev/null 2>&1; then echo "Data/$(1) is there"; else \
    trap 'rm -f Data/$(1).part' EXIT; \
    curl --fail --location --silent --show-error --retry 3 --output Data/$(1).part "$(2)" || exit 1; \
    found=$$($(SHA256) Data/$(1).part | cut -d' ' -f1); \
    if [ "$$found" != "$(3)" ]; then \
      echo "Data/$(1): error: the download has the SHA-256 $$found, expected $(3): nothing was changed" >&2; exit 1; \
    fi; \
    mv Data/$(1).part Data/$(1) && echo "Data/$(1) is downloaded and checked"; \
  fi
endef

data:
	$(call fetch,tinyshakespeare/input.txt,$(SHAKESPEARE),86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed)
	$(call fetch,gpt2/vocab.bpe,$(GPT2),1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5)

mirrors: setup
	@$(RELEASE) --product notebook-mirrors
	@.build-release/release/notebook-mirrors table

PYTHON ?= python3

bench: setup
	@$(RELEASE) --product lessons
	@$(RELEASE) --product notebook-mirrors
	BENCH=1 swift build --package-path Benchmarks -c release --scratch-path .build-bench
	.build-bench/release/bench --python "$(PYTHON)" --programs .build-release/release --json .build-bench/results.json \
	  $(if $(ONLY),--only "$(ONLY)") $(if $(RUNS),--runs "$(RUNS)")

bench-lsp: setup
	LESSONS_MEASURE=1 swift test $(TESTED) --filter LanguageServerTimes

sanitize: setup
	ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=1 swift test --sanitize=address --scratch-path .build-sanitize -Xswiftc -DPLAIN_MEMORY \
	  --filter 'CKernelsTests|TensorsTests|NeuralNetworksTests|CorporaTests|LessonFormatTests|SwiftLexingTests|LessonTangleTests|LessonRuntimeTests|LessonRunnerTests|LessonProseTests|LessonPresentationTests|LessonReportsTests|LessonPagesTests'

# Tests/thread-sanitizer.txt says why there are suppressions; with PLAIN_MEMORY, the lists of kept blocks need none.
sanitize-threads: setup
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.txt LESSONS_THREADS=3 \
	  swift test --sanitize=thread --scratch-path .build-sanitize-threads -Xswiftc -DPLAIN_MEMORY \
	  --filter 'CKernelsTests|TensorsTests|NeuralNetworksTests|LessonRunnerTests'

ARM_PACKAGES = libc6-dev-arm64-cross qemu-user

arm:
	@if [ "$$(uname -s)/$$(uname -m)" = Linux/x86_64 ] && ! dpkg -s $(ARM_PACKAGES) > /dev/null 2>&1; then \
	  $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends $(ARM_PACKAGES); \
	fi
	Tests/KernelBits/run .build-arm

SECONDS ?= 60

# A crash leaves its input in .build-fuzz; what is worth keeping becomes a test of the module that it is about.
fuzz: setup
	FUZZ=1 swift build -c release --scratch-path .build-fuzz --product fuzz-lessons
	@mkdir -p .build-fuzz/inputs .build-fuzz/inputs-stream
	@cp Tests/Fuzzing/Streams/* .build-fuzz/inputs-stream
	@for file in Lessons/*.md Tests/CrashCourse/*.md Tests/LessonToolTests/Cases/*/*.md; do \
	  cp "$$file" ".build-fuzz/inputs/$$(echo "$$file" | tr / -)"; \
	done
	@for target in $(or $(TARGET),parsing rendering stream); do \
	  inputs=.build-fuzz/inputs; if [ $$target = stream ]; then inputs=.build-fuzz/inputs-stream; fi; \
	  SWIFT_BACKTRACE=enable=no .build-fuzz/release/fuzz-lessons $$target -max_total_time=$(SECONDS) -max_len=4096 -timeout=10 \
	    -detect_leaks=0 -artifact_prefix=.build-fuzz/$$target- $$inputs || exit 1; \
	done

docs: setup
	@mkdir -p .build-docs/html
	@for target in Tensors NeuralNetworks Corpora LessonRuntime LessonTool LessonTesting; do \
	  DOCS=1 swift package --scratch-path .build-docs --allow-writing-to-directory .build-docs/html \
	    generate-documentation --target $$target --warnings-as-errors --output-path .build-docs/html/$$target || exit 1; \
	done

api: setup
	PUBLIC_API=$(if $(RECORD),record,check) swift test $(TESTED) --filter PublicAPITests
	$(if $(BASELINE),swift package --scratch-path .build-api diagnose-api-breaking-changes "$(BASELINE)")

# What is installed runs without Swift. On macOS, Swift's libraries are part of the system, and there are no static ones.
STATIC ?= $(if $(filter Linux,$(shell uname)),yes)
INSTALLED = $(if $(STATIC),.build-static,.build-release)/release

# The linker takes the first library that it finds: a folder that has only the static ones comes first.
ARCHIVES = $(CURDIR)/.build-static/archives
STATIC_RELEASE = PKG_CONFIG_PATH="$(ARCHIVES)$${PKG_CONFIG_PATH:+:$$PKG_CONFIG_PATH}" \
  swift build -c release --static-swift-stdlib --scratch-path .build-static

static:
	@mkdir -p $(ARCHIVES)
	@ln -sf "$$(pkg-config --variable=libdir libcmark-gfm)"/libcmark-gfm*.a $(ARCHIVES)
	@printf 'Name: libcmark-gfm\nDescription: only the static libraries\nVersion: %s\nLibs: -L%s\nCflags: %s\n' \
	  "$$(pkg-config --modversion libcmark-gfm)" $(ARCHIVES) "$$(pkg-config --cflags libcmark-gfm)" > $(ARCHIVES)/libcmark-gfm.pc
	$(STATIC_RELEASE) --product lessons

# The same commit gives the same bytes: what has a date has that of the commit.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2> /dev/null || date +%s)
DATE = $(shell date -u -d @$(SOURCE_DATE_EPOCH) +%F 2> /dev/null || date -u -r $(SOURCE_DATE_EPOCH) +%F)

# The plugin for this would build every product of the package first.
man: $(if $(STATIC),static,build)
	$(if $(STATIC),$(STATIC_RELEASE),$(RELEASE)) --product generate-manual
	@mkdir -p .build-man
	TZ=UTC $(INSTALLED)/generate-manual $(INSTALLED)/lessons --date $(DATE) --output-directory .build-man
	@sed 's/^$$/.Pp/' .build-man/lessons.1 > .build-man/lessons && mv .build-man/lessons .build-man/lessons.1 # mdoc has no empty lines

COMPLETE = $(INSTALLED)/lessons --generate-completion-script
SHARE = $(DESTDIR)$(PREFIX)/share

install: $(if $(STATIC),static,build)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/bash-completion/completions" "$(SHARE)/zsh/site-functions" \
	  "$(SHARE)/fish/vendor_completions.d"
	install $(if $(STATIC),-s) $(INSTALLED)/lessons "$(DESTDIR)$(PREFIX)/bin/lessons"
	$(COMPLETE) bash > "$(SHARE)/bash-completion/completions/lessons"
	$(COMPLETE) zsh > "$(SHARE)/zsh/site-functions/_lessons"
	$(COMPLETE) fish > "$(SHARE)/fish/vendor_completions.d/lessons.fish"
	if [ -f .build-man/lessons.1 ]; then \
	  install -d "$(SHARE)/man/man1" && install -m 644 .build-man/lessons.1 "$(SHARE)/man/man1/lessons.1"; \
	fi

PACKAGING = Sources/lessons-main/Packaging
TOOL_VERSION = $(shell sed -n 's/.*toolVersion = "\(.*\)"/\1/p' Sources/LessonTool/Version.swift)

# The pages show what the lessons print with tinyshakespeare, and are the same everywhere.
dist: setup $(if $(LESSONS_DATA),,data)
	@$(MAKE) --no-print-directory man STATIC=yes
	@rm -rf .build-dist
	@$(MAKE) --no-print-directory install STATIC=yes DESTDIR=$(CURDIR)/.build-dist/root PREFIX=/usr
	.build-static/release/lessons render --to html -o .build-dist/html
	SOURCE_DATE_EPOCH=$(SOURCE_DATE_EPOCH) $(PACKAGING)/pack $(TOOL_VERSION) .build-dist

version:
	@$(PACKAGING)/set-version "$(VERSION)"

release:
	@$(PACKAGING)/check-release "$(VERSION)" "$(TOOL_VERSION)"
	@[ -n "$(DRY_RUN)" ] || $(MAKE) ci
	@[ -n "$(DRY_RUN)" ] || git tag -a "$(VERSION)" -m "lessons $(VERSION)"
	@echo "next: $(if $(DRY_RUN),make release VERSION=$(VERSION) (it runs \`make ci\` and makes the tag),git push origin main $(VERSION))"

ci: test lint lessons outside

clean:
	rm -rf .build .build-release .build-test .build-debug .build-sanitize .build-sanitize-threads .build-docs .build-api .build-fuzz .build-man .build-bench .build-static .build-dist .build-arm
