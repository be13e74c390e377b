# Sums what the test reports say. Sourced, not run.

# Prints "N passed, N failed" from the TRX reports in folder $1, or from the summary of dotnet test in its output.txt if that counts
# more; before it a line about the skipped ones, if there are any.
count_tests() {
    local passed failed skipped
    passed=$(more "$(sum_attribute "$1" passed)" "$(summary "$1" succeeded)")
    failed=$(($(sum_attribute "$1" failed) + $(sum_attribute "$1" error) + $(sum_attribute "$1" timeout)))
    failed=$(more "$failed" "$(summary "$1" failed)")
    skipped=$(more "$(sum_attribute "$1" notExecuted)" "$(summary "$1" skipped)")
    if ((skipped > 0)); then
        printf '%d skipped\n' "$skipped"
    fi
    printf '%d passed, %d failed\n' "$passed" "$failed"
}

# Each report has one element such as <Counters total="3" executed="3" passed="2" failed="1" ... />.
sum_attribute() {
    local sum=0 value
    while read -r value; do
        sum=$((sum + value))
    done < <(
        find "$1" -name '*.trx' -exec cat {} + 2>/dev/null \
            | grep -o '<Counters [^>]*' \
            | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p"
    )
    echo "$sum"
}

# The last line such as "  succeeded: 3" of the output in folder $1.
summary() {
    local line
    line=$(sed -n "s/^  $2: \([0-9]*\)$/\1/p" "$1/output.txt" 2>/dev/null | tail -1)
    echo "${line:-0}"
}

more() {
    echo $(($1 > $2 ? $1 : $2))
}
