#!/usr/bin/env bash
# Builds Kontor, checks it and runs its tests. The last line is: N passed, N failed, N skipped
#   ./test.sh         everything, on a real PostgreSQL and in a real browser
#   ./test.sh rules   only the tests that need neither, in less than a minute
# KONTOR_TEST_POSTGRES=CONNECTION runs the storage tests on that server instead of an embedded one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/prepare.sh

part=${1:-all}
[[ $part == all || $part == rules ]] || { echo "usage: ./test.sh [rules]" >&2; exit 2; }
results=artifacts/test-results
passed=0 failed=0 skipped=0 group=''

# A browser by its package's name, for the journeys.
install_browser() {
    local name
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null; then return; fi
    done
    echo "The browser tests need Chromium, which is not installed: installing the package chromium with apt-get."
    local root=()
    [[ $EUID -eq 0 ]] || root=(sudo --non-interactive)
    need apt-get "Chromium (install it with this system's package manager)"
    "${root[@]}" apt-get update --quiet=2 </dev/null
    export DEBIAN_FRONTEND=noninteractive
    "${root[@]}" apt-get install --quiet=2 --yes --no-install-recommends chromium </dev/null
}

# Adds up what the report of one test program says; a program that left none has failed.
count() {
    local total=0 good=0 bad=0
    if [[ -s $1 ]]; then
        read -r total good bad < <(grep -o '<Counters [^>]*>' "$1" | awk '
            function of(name) {
                return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0
            }
            { print of("total"), of("passed"), of("failed") + of("error") + of("timeout") + of("aborted") }')
    fi
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - good - bad))
}

# Runs one test program with the given filters, in a process group of its own.
run_tests() {
    local project=$1 code=0 before=$failed
    shift
    set -m
    dotnet "artifacts/bin/$project/release/$project.dll" --no-progress --timeout 40m --results-directory "$results" \
        --report-junit --report-junit-filename "$project.xml" \
        --report-xunit-trx --report-xunit-trx-filename "$project.trx" "$@" </dev/null &
    group=$!
    set +m
    wait "$group" || code=$?
    count "$results/$project.trx"
    if [[ $code -ne 0 && $failed -eq $before ]]; then
        echo "$project ended with exit code $code." >&2
        failed=$((failed + 1))
    fi
    end_group
}

# Ends what a test program has left, such as a server that a failed test started.
end_group() {
    local waited
    if [[ -n $group ]] && kill -TERM -- "-$group" 2>/dev/null; then
        for waited in {1..100}; do
            kill -0 -- "-$group" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$group" 2>/dev/null || true
    fi
    group=''
}

# The test classes that ask for no database, process or page.
rule_tests() {
    grep --recursive --files-without-match --include='*Tests.cs' --extended-regexp \
        'World|TestPostgres|DataFolder|DatabaseOwner|Fixture|Factory' tests/Kontor.Tests | sed 's|.*/||; s|\.cs$||'
}

trap end_group EXIT
trap 'exit 130' INT TERM
need dotnet "the .NET SDK 10"
rm -rf "$results"
one_at_a_time
install_node_packages
if [[ $part == rules ]]; then
    dotnet restore tests/Kontor.Tests --locked-mode --verbosity quiet
    dotnet build tests/Kontor.Tests --configuration Release --no-restore --verbosity quiet
    filters=()
    let_others
    for class in $(rule_tests); do filters+=(--filter-class "*.$class"); done
    KONTOR_TEST_POSTGRES=none run_tests Kontor.Tests "${filters[@]}"
else
    dotnet restore Kontor.slnx --locked-mode --verbosity quiet
    dotnet build Kontor.slnx --configuration Release --no-restore --verbosity quiet
    # The build has checked style and analyzers already: only the layout is left.
    if ! dotnet format whitespace Kontor.slnx --verify-no-changes --no-restore; then
        echo "Run 'dotnet format whitespace Kontor.slnx'. Until then the layout counts as one failure." >&2
        failed=$((failed + 1))
    fi
    let_others
    run_tests Kontor.Tests
    # Until the first journey is written there is nothing to run, which the test platform would call a failure.
    if grep --recursive --quiet --include='*.cs' --extended-regexp '\[(Fact|Theory)' tests/Kontor.BrowserTests; then
        install_browser
        run_tests Kontor.BrowserTests
    fi
fi

echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed -eq 0 && $passed -gt 0 ]]
