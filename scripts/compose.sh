#!/usr/bin/env bash
# Makes the released scripts of scripts/sql/v*/source/*.sql: each becomes the file of the same name one folder up. The released
# files are committed: they are what an operator runs with psql alone, and what OpsCenter.Schema embeds.
#
#   ./scripts/compose.sh                   writes them
#   ./scripts/compose.sh --check           compares them, and names those that differ; exit code 1
#   ./scripts/compose.sh --check <folder>  the same in another folder than scripts/sql
#
# A line of a source or a fragment that begins with --@ is for this script and is not copied:
#
#   --@set <name> <value>   from here on {{<name>}} stands for the value, in fragments, too
#   --@include <path>       the fragment, a path below scripts/sql; indented by as much as this line
#   --@ <text>              a comment on the fragment
set -euo pipefail
shopt -u patsub_replacement 2>/dev/null || true # from bash 5.2 on it gives & in a replacement a meaning

check=false
if [[ ${1:-} == --check ]]; then
    check=true
    shift
fi
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/sql}"

names=()
values=()

fail() {
    printf '%s\n' "$1" >&2
    exit 2
}

# The line with its placeholders replaced, in $line.
fill_in() {
    local i
    for ((i = 0; i < ${#names[@]}; i++)); do
        line=${line//"{{${names[i]}}}"/${values[i]}}
    done
    if [[ $line == *"{{"*"}}"* ]]; then
        fail "$1: no value for the placeholder in: $line"
    fi
}

# Appends a file to $composed, every line that is not empty indented.
compose() {
    local file=$1 indentation=$2 line name
    [[ -r $file ]] || fail "There is no fragment $file."
    while IFS= read -r line || [[ -n $line ]]; do
        line=${line%$'\r'}
        case $line in
            '--@set '*)
                line=${line#--@set }
                name=${line%% *}
                values[${#names[@]}]=${line#* }
                names[${#names[@]}]=$name
                ;;
            *'--@include '*)
                compose "${line#*--@include }" "$indentation${line%%--@include *}"
                ;;
            '--@'*) ;;
            *)
                if [[ $line == *"{{"* ]]; then
                    fill_in "$file"
                fi
                composed+=${line:+$indentation$line}$'\n'
                ;;
        esac
    done <"$file"
}

differing=()
for source in v*/source/*.sql; do
    released=${source/source\//}
    names=()
    values=()
    composed=
    compose "$source" ""
    if $check; then
        committed=
        [[ -r $released ]] && IFS= read -r -d '' committed <"$released" || true # false at the end of the file
        if [[ ${committed//$'\r'/} != "$composed" ]]; then
            differing+=("$released")
        fi
    else
        printf '%s' "$composed" >"$released"
    fi
done

if ((${#differing[@]} > 0)); then
    printf '%s is not what its source and the fragments make. Edit those, and run scripts/compose.sh.\n' "${differing[@]}" >&2
    exit 1
fi
