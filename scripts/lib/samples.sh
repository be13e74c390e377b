# The suites that try a sample of very many cases. Sourced, not run.
#
# tests/samples.txt has a line for each: its name, and the hash of all files that its results depend on, with which it passed. A run of
# every test leaves out a suite whose files have that hash; test.sh --full runs all, and test.sh --record runs them and writes the list.

readonly sampled_suites="catalogue crash mutants"
readonly samples=tests/samples.txt

# What the results of suite $1 depend on: the harness and its servers, the versions of packages, and what the suite tests.
sample_inputs() {
    printf '%s\n' Directory.Build.props Directory.Packages.props global.json \
        src/OpsCenter.EmbeddedPostgres src/OpsCenter.Scripts src/OpsCenter.Conformance src/OpsCenter.Migrations.Testing tests/OpsCenter.Testing
    case $1 in
        catalogue)
            printf '%s\n' tests/OpsCenter.Conformance.Tests
            ;;
        crash)
            printf '%s\n' scripts/sql src/OpsCenter.Migrations src/OpsCenter.Schema src/OpsCenter.MigrationService src/OpsCenter.ServiceDefaults \
                tests/OpsCenter.Crash.Tests tests/OpsCenter.Schema.Tests/V2/Running tests/OpsCenter.MigrationService.Tests/Processes tests/Shared
            ;;
        mutants)
            printf '%s\n' scripts/sql src/OpsCenter.Schema tests/OpsCenter.Schema.Tests/V2/Conformance tests/OpsCenter.Schema.Tests/V2/Mutants \
                tests/OpsCenter.Schema.Tests/V2/Running
            ;;
    esac
}

# The hash of these files, or nothing on a machine that has no program for it.
sample_hash() {
    local sum=(sha256sum)
    if ! command -v sha256sum >/dev/null 2>&1; then
        command -v shasum >/dev/null 2>&1 || return 0
        sum=(shasum -a 256)
    fi
    sample_inputs "$1" | tr '\n' '\0' \
        | xargs -0 sh -c 'find "$@" -type f -not -path "*/bin/*" -not -path "*/obj/*"' find \
        | LC_ALL=C sort | tr '\n' '\0' | xargs -0 "${sum[@]}" | "${sum[@]}" | cut -d ' ' -f 1
}

# The suites that need not run, separated by spaces.
unchanged_suites() {
    local suite hash unchanged=
    for suite in $sampled_suites; do
        hash=$(sample_hash "$suite")
        if [[ -n $hash ]] && grep -qsx "$suite $hash" "$samples"; then
            unchanged+=" $suite"
        fi
    done
    echo "${unchanged# }"
}

# After a run of all of them in which nothing failed, and nothing was skipped for want of a prerequisite.
record_samples() {
    local suite
    for suite in $sampled_suites; do
        printf '%s %s\n' "$suite" "$(sample_hash "$suite")"
    done >"$samples"
}
