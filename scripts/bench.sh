#!/usr/bin/env bash
# Benchmarks: figures side by side in one run, written to docs/benchmarks.md with the machine. Best on a machine that does nothing else.
#
#   ./scripts/bench.sh [digest] [noop] [folder] [load] [growth] [harness]      all if none is named
#       --rows N      rows in llm_usage_logs (10000000)
#       --major N     the server's PostgreSQL major (15)
#       --rounds N    how often each way is measured (3)
#       --cache DIR   where seeded clusters are kept between runs
#       --fresh       seed anew
#
# It installs what is missing: postgresql-client and sqitch by apt-get, dbmate and node-pg-migrate by npm into the cache folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/lib/say.sh
source scripts/lib/dotnet.sh
source scripts/lib/packages.sh

cache=${OPSCENTER_BENCH_CACHE:-/var/tmp/opscenter-bench-$(id -un)}
for ((i = 1; i <= $#; i++)); do
    if [[ ${!i} == --cache ]]; then
        next=$((i + 1))
        cache=${!next:?--cache wants a folder}
    fi
done
# A server started by root runs under another account, which must reach its cluster.
mkdir -p "$cache"
chmod 755 "$cache"

# The tools that are compared with. What cannot be had is named in the document instead of measured.
settle_peers() {
    settle_npm "dbmate and node-pg-migrate are npm packages."
    if [[ ! -x $cache/tools/node_modules/.bin/dbmate || ! -x $cache/tools/node_modules/.bin/node-pg-migrate ]]; then
        say "npm installs dbmate, node-pg-migrate and pg into $cache/tools"
        mkdir -p "$cache/tools"
        npm install --prefix "$cache/tools" --no-audit --no-fund --loglevel=error dbmate@2.36.0 node-pg-migrate@9.0.0 pg \
            || say "npm could not install them: they are not measured"
    fi
    if ! command -v sqitch >/dev/null 2>&1; then
        { can_apt_install && apt_install sqitch libdbd-pg-perl; } || say "sqitch is missing: it is not measured"
    fi
}

require_dotnet
settle_postgres
settle_psql
case " $* " in
    *" noop "* | *" folder "*) settle_peers ;;
    *" digest "* | *" load "* | *" growth "* | *" harness "*) ;;
    *) settle_peers ;;
esac

rm -rf "$cache/opscenter"
./scripts/publish.sh "$cache/opscenter"
say "Building"
dotnet build scripts/OpsCenter.Benchmarks --configuration Release --verbosity quiet
exec dotnet run --project scripts/OpsCenter.Benchmarks --configuration Release --no-build -- \
    --cache "$cache" --tools "$cache/tools" --document docs/benchmarks.md "$@"
