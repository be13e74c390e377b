# The test projects, several at once. Sourced, not run; needs say.sh.

# The longest first, so that no core is idle while the last ones run. Those that are not named here follow.
readonly long_projects="OpsCenter.Schema.Tests OpsCenter.AppHost.Tests OpsCenter.Migrations.Tests OpsCenter.MigrationService.Tests
    OpsCenter.Conformance.Tests OpsCenter.Migrations.Testing.Tests OpsCenter.Crash.Tests OpsCenter.Dashboard.Tests"
# They run the published program, or pack a project, whose restored packages publishing changes.
readonly after_publishing="OpsCenter.MigrationService.Tests OpsCenter.Crash.Tests OpsCenter.Migrations.Testing.Tests"

# The names of all test projects in that order.
list_projects() {
    local project
    printf '%s\n' $long_projects
    for project in tests/*.Tests; do
        project=${project##*/}
        if ! is_among "$project" "$long_projects"; then
            echo "$project"
        fi
    done
}

# Whether word $1 is one of the words in $2.
is_among() {
    local word
    for word in $2; do
        [[ $word != "$1" ]] || return 0
    done
    return 1
}

# Runs the jobs that standard input names: test projects, or `publish`. The reports of the projects go to folder $1, further arguments to
# `dotnet test`. There is a job more than there are cores, since some tests wait most of the time.
run_projects() {
    local reports=$1 cores
    shift
    cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
    export -f say is_among run_job run_project publish_program sum_up_failure write_counts
    export after_publishing
    xargs -P "$((cores + 1))" -I JOB bash -c 'run_job "$@"' run_job JOB "$reports" "$@"
}

# What a job prints comes in one piece when it has ended, so that jobs do not mix.
run_job() {
    local job=$1 reports=$2 log started=$SECONDS result=0
    shift 2
    log=$(mktemp)
    if [[ $job == publish ]]; then
        publish_program "$reports" >"$log" 2>&1 </dev/null || result=1
    else
        run_project "$job" "$reports" "$@" >"$log" 2>&1 </dev/null || result=1
    fi
    cat "$log"
    if [[ $job != publish && ! -s $reports/$job.trx ]]; then
        write_counts "$log" >"$reports/$job.counts.trx"
    fi
    if ((result == 0)); then
        say "$job: done after $((SECONDS - started)) s"
    else
        say "$job: FAILED after $((SECONDS - started)) s"
        { say "$job failed; its failed tests and its last lines:" && sum_up_failure "$log"; } >"$reports/$job.failure"
    fi
    rm -f "$log"
    return "$result"
}

# A failure whose message has control characters, as a terminal shows them, leaves xUnit's report empty: the counts of summary $1 for it.
write_counts() {
    sed -n 's/^  succeeded: \([0-9]*\)$/<Counters passed="\1" \/>/p; s/^  failed: \([0-9]*\)$/<Counters failed="\1" \/>/p
        s/^  skipped: \([0-9]*\)$/<Counters notExecuted="\1" \/>/p' "$1"
}

# What a reader needs of log $1 who sees only the end of the whole output.
sum_up_failure() {
    grep '^failed ' "$1" | head -40 || true
    tail -25 "$1"
}

# Without the evaluation of all projects, which `dotnet test --project` begins with.
run_project() {
    local project=$1 reports=$2
    shift 2
    if [[ -n ${publishing:-} ]] && is_among "$project" "$after_publishing"; then
        until [[ -e $reports/published ]]; do
            sleep 1
        done
    fi
    dotnet test --test-modules "tests/$project/bin/Debug/net10.0/$project.dll" --results-directory "$reports" \
        --report-xunit-trx --report-xunit-trx-filename "$project.trx" "$@"
}

# The program that OPSCENTER_TEST_PROGRAM names, beside the tests that do not need it. The build has run the analyzers on its sources.
publish_program() {
    local result=0
    RunAnalyzers=false ./scripts/publish.sh "$(dirname "$OPSCENTER_TEST_PROGRAM")" || result=1
    touch "$1/published"
    return "$result"
}
