# Every conformance class on every PostgreSQL major. Sourced, not run; needs say.sh.

readonly matrix_majors="18 17 16 15 14 13"

# A process per major, as many at once as there are cores; their reports go to folder $1, further arguments to `dotnet test`.
run_matrix() {
    local reports=$1 at_once result=0
    shift
    at_once=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
    say "Checking every conformance class on PostgreSQL $matrix_majors, $at_once at a time"
    export -f say run_major
    export matrix_majors
    # shellcheck disable=SC2086
    printf '%s\n' $matrix_majors | xargs -P "$at_once" -I MAJOR bash -c 'run_major "$@"' run_major MAJOR "$reports" "$@" || result=1
    return "$result"
}

# What it prints comes in one piece, so that majors do not mix.
run_major() {
    local major=$1 reports=$2 log project started=$SECONDS result=0
    local filter=(--filter-trait kind=conformance)
    shift 2
    # That law runs the scripts on every major by itself: once is enough.
    if ((major != ${matrix_majors%% *})); then
        filter+=(--filter-not-trait law=portable)
    fi
    log=$(mktemp)
    for project in OpsCenter.Schema.Tests OpsCenter.Migrations.Testing.Tests; do
        OPSCENTER_TEST_FULL=1 OPSCENTER_TEST_MAJORS=$major OPSCENTER_TEST_POSTGRES='' dotnet test --project "tests/$project" --no-build \
            --results-directory "$reports" --report-xunit-trx --report-xunit-trx-filename "$project-$major.trx" \
            "${filter[@]}" --ignore-exit-code 8 "$@" >>"$log" 2>&1 </dev/null || result=1
    done
    cat "$log"
    rm -f "$log"
    if ((result == 0)); then
        say "PostgreSQL $major: done after $((SECONDS - started)) s"
    else
        say "PostgreSQL $major: FAILED after $((SECONDS - started)) s"
    fi
    return "$result"
}
