# Sums what the test reports say. Sourced, not run.

# Prints "N passed, N failed", and the skipped ones if there are any, from the TRX reports in folder $1.
count_tests() {
    local passed failed skipped
    passed=$(sum_attribute "$1" passed)
    failed=$(($(sum_attribute "$1" failed) + $(sum_attribute "$1" error) + $(sum_attribute "$1" timeout)))
    skipped=$(sum_attribute "$1" notExecuted)
    printf '%d passed, %d failed' "$passed" "$failed"
    if ((skipped > 0)); then
        printf ', %d skipped' "$skipped"
    fi
    printf '\n'
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
