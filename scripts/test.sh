#!/usr/bin/env bash
# All tests, after a build without warnings and a check of the format. The last line tells the counts.
#
#   ./scripts/test.sh                                     every test
#   ./scripts/test.sh --quick                             what needs no server, and the core of V2 on one server
#   ./scripts/test.sh --record                            every test, the samples too; then writes that they pass: tests/samples.txt
#   ./scripts/test.sh --full                              hours: every test on every major, every mutant, the whole catalogue
#   ./scripts/test.sh --filter-class '*.ClusterTests' --ignore-exit-code 8
#   ./scripts/test.sh --all-postgres                      the conformance classes only, on PostgreSQL 13 to 18
#
# Arguments go to `dotnet test`; exit code 8 means that a project ran no test.
# A run of every test publishes opscenter first, and runs that one, unless OPSCENTER_TEST_PROGRAM names another.
# OPSCENTER_TEST_MAJORS names the PostgreSQL majors (default: 15 and 18 in turns); CI=true lets nothing be skipped for want of a
# prerequisite.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/lib/say.sh
source scripts/lib/dotnet.sh
source scripts/lib/packages.sh
source scripts/lib/counts.sh
source scripts/lib/matrix.sh
source scripts/lib/quick.sh
source scripts/lib/compiler.sh
source scripts/lib/projects.sh
source scripts/lib/samples.sh

all_postgres=false
quick=false
record=false
case ${1:-} in
    --all-postgres)
        all_postgres=true
        shift
        ;;
    --full)
        export OPSCENTER_TEST_FULL=1
        shift
        ;;
    --record)
        record=true
        export CI=true
        shift
        ;;
    --quick)
        shift
        export OPSCENTER_TEST_MAJORS=${OPSCENTER_TEST_MAJORS:-18}
        quick=true
        ;;
esac

reports=$(mktemp -d)

# However the script ends, its last line is the counts.
finish() {
    local result=$?
    local counts
    counts=$(count_tests "$reports")
    cat "$reports"/*.failure 2>/dev/null || true
    rm -rf "$reports"
    stop_compiler
    if ((result != 0)) && [[ $counts == *", 0 failed"* ]]; then
        say "Ended with exit code $result, and no finished project counts a failed test: see above for what ended it"
    fi
    if ((result == 0)) && [[ $counts != *", 0 failed"* || ${counts##*$'\n'} == "0 passed"* ]]; then
        result=1
    fi
    printf '%s\n' "$counts"
    exit "$result"
}
trap finish EXIT

require_dotnet
if $all_postgres || [[ -z ${OPSCENTER_TEST_POSTGRES:-} ]]; then
    settle_npm "The tests need PostgreSQL servers of several majors."
fi
settle_psql
settle_pgbouncer
settle_chromium

share_compiler
say "Building"
dotnet build OpsCenter.sln --verbosity quiet

if $all_postgres; then
    run_matrix "$reports" "$@"
    exit
fi

say "Checking the format"
dotnet tool restore >/dev/null
dotnet csharpier check .

say "Testing"
if $quick; then
    list_projects | grep -Fx "$(quick_projects)" | run_projects "$reports" "${quick_filter[@]}" "$@"
    exit
fi

if (($# == 0)); then
    # With other servers a suite may fail that passed with the default ones.
    if ! $record && [[ -z ${OPSCENTER_TEST_FULL:-}${OPSCENTER_TEST_MAJORS:-}${OPSCENTER_TEST_POSTGRES:-} ]]; then
        OPSCENTER_TEST_UNCHANGED=$(unchanged_suites)
        export OPSCENTER_TEST_UNCHANGED
        say "Unchanged since they passed, so left out: ${OPSCENTER_TEST_UNCHANGED:-none} (of $sampled_suites)"
    fi
    # Starting it thousands of times as it was built costs more than to compile it once; and operators use the published one.
    first=
    if [[ -z ${OPSCENTER_TEST_PROGRAM:-} ]]; then
        export OPSCENTER_TEST_PROGRAM=$PWD/src/OpsCenter.MigrationService/bin/published/opscenter publishing=1
        first=publish
    fi
    { echo "$first" && list_projects; } | run_projects "$reports"
    if $record; then
        record_samples
    fi
    exit
fi

# xUnit's own reports, whose counts hold even if a project's run is torn down.
test=(dotnet test --solution OpsCenter.sln --no-build --results-directory "$reports" --report-xunit-trx)
if [[ -t 1 ]]; then
    "${test[@]}" "$@"
else
    # Two projects that start in the same moment call their reports the same: the summary knows of both.
    "${test[@]}" "$@" | tee "$reports/output.txt"
fi
