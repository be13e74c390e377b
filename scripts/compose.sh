#!/usr/bin/env bash
# Makes the released scripts of each scripts/sql/v*/wanted.sql, which says all that a release adds: its forward, its rollback and its
# restore script, from the templates machine/{apply,rollback,restore}/script.sql. The released files are committed: they are what an
# operator runs with psql alone, and what OpsCenter.Schema embeds.
#
#   ./scripts/compose.sh                   writes them
#   ./scripts/compose.sh --check           compares them, and names those that differ; exit code 1
#   ./scripts/compose.sh --check <folder>  the same in another folder than scripts/sql
#
# A line of a template or a fragment that begins with --@ is for this script and is not copied:
#
#   --@set <name> <value>            from here on {{<name>}} stands for the value, in fragments, too
#   --@file <name>                   the name of the released file
#   --@include <path> [<section>]    the fragment, a path below scripts/sql, or a section of it; indented by as much as this line
#   --@include? <path>               the same, if there is such a fragment
#   --@section <name> <text>         what follows belongs to this section
#   --@ <text>                       a comment on the fragment
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

# Reads --@set <name> <value>.
set_value() {
    local line=${1#--@set } name
    name=${line%% *}
    line=${line#* }
    fill_in "$2"
    values[${#names[@]}]=$line
    names[${#names[@]}]=$name
}

# Appends the file $1, or its section $3, to $composed, every line that is not empty indented by $2.
compose() {
    local file=$1 indentation=$2 section=${3:-} at= line included name
    [[ -r $file ]] || fail "There is no fragment $file."
    while IFS= read -r line || [[ -n $line ]]; do
        line=${line%$'\r'}
        case $line in
            '--@set '*) set_value "$line" "$file" ;;
            '--@file '*)
                line=${line#--@file }
                fill_in "$file"
                released=$release/$line
                ;;
            '--@section '*)
                at=${line#--@section }
                at=${at%% *}
                ;;
            *'--@include '* | *'--@include? '*)
                [[ $at == "$section" ]] || continue
                fill_in "$file"
                included=${line#*--@include}
                if [[ $included != '? '* ]]; then
                    read -r included name <<<"$included"
                    compose "$included" "$indentation${line%%--@include*}" "$name"
                elif [[ -r ${included#'? '} ]]; then
                    compose "${included#'? '}" "$indentation${line%%--@include*}"
                fi
                ;;
            '--@'*) ;;
            *)
                [[ $at == "$section" ]] || continue
                if [[ $line == *"{{"* ]]; then
                    fill_in "$file"
                fi
                composed+=${line:+$indentation$line}$'\n'
                ;;
        esac
    done <"$file"
}

# Only the settings of a release.
read_settings() {
    local line
    while IFS= read -r line || [[ -n $line ]]; do
        [[ $line != '--@set '* ]] || set_value "${line%$'\r'}" "$1"
    done <"$1"
}

differing=()
for wanted in v*/wanted.sql; do
    release=${wanted%/wanted.sql}
    for template in machine/{apply,rollback,restore}/script.sql; do
        names=()
        values=()
        composed=
        released=
        read_settings "$wanted"
        compose "$template" ""
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
done

if ((${#differing[@]} > 0)); then
    printf '%s is not what its wanted.sql and the fragments make. Edit those, and run scripts/compose.sh.\n' "${differing[@]}" >&2
    exit 1
fi
