#!/usr/bin/env bash
# Writes scripts/sql/ledger.txt: the SHA-256 of every released script. A test compares it with what is built in, so that an edit
# of a released script shows in review. Run it only for a script that no database has seen yet.
set -euo pipefail
cd "$(dirname "$0")/sql"
for script in v*/*.sql; do
    # V1 is what was there before.
    [[ $script != */wanted.sql && $script != v1/* ]] || continue
    printf '%s  %s\n' "$(tr -d '\r' <"$script" | sha256sum | cut -d ' ' -f 1)" "$(basename "$script")"
done >ledger.txt
