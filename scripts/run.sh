#!/usr/bin/env bash
# The main job: PostgreSQL, the V1 database, the V2 migration and its verification, by the AppHost.
#
#   ./scripts/run.sh              stays up until Ctrl+C
#   ./scripts/run.sh --once       ends with the migration's exit code
#
# All other arguments go to the AppHost; --help lists them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for argument; do
    if [[ $argument == --help || $argument == -h || $argument == '-?' ]]; then
        exec cat OpsCenter.AppHost/CommandLine/usage.txt
    fi
done

source scripts/lib/say.sh
source scripts/lib/dotnet.sh
source scripts/lib/packages.sh

require_dotnet
if [[ -z ${ConnectionStrings__opscenterdb:-} ]]; then
    settle_postgres
fi

say "Building"
dotnet build OpsCenter.AppHost --verbosity quiet
exec dotnet run --project OpsCenter.AppHost --no-build -- "$@"
