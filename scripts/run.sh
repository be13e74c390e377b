#!/usr/bin/env bash
# The main job: PostgreSQL, the V1 database, the V2 migration and its verification, by the AppHost.
#
#   ./scripts/run.sh              stays up until Ctrl+C
#   ./scripts/run.sh --once       ends with the migration's exit code
#   ./scripts/run.sh --refresh    asks anew whether the Aspire packages can be restored
#
# All other arguments go to the AppHost.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/lib/say.sh
source scripts/lib/dotnet.sh
source scripts/lib/aspire.sh
source scripts/lib/packages.sh

refresh=${OPSCENTER_REFRESH:+refresh}
arguments=()
for argument in "$@"; do
    if [[ $argument == --refresh ]]; then
        refresh=refresh
    else
        arguments+=("$argument")
    fi
done

require_dotnet
settle_aspire "$refresh"
settle_postgres

say "Building"
dotnet build OpsCenter.AppHost --verbosity quiet
exec dotnet run --project OpsCenter.AppHost --no-build -- ${arguments[@]+"${arguments[@]}"}
