#!/usr/bin/env bash
# The NuGet packages of a release, and the bill of materials of the solution.
#
#   ./scripts/pack.sh [folder]      packages if none is named
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/lib/say.sh
source scripts/lib/dotnet.sh

folder=${1:-packages}
require_dotnet
# What others reference or install; the rest belongs to this application.
for project in Scripts EmbeddedPostgres Migrations Migrations.DbUp Conformance Migrations.Testing Migrations.Testing.EntityFrameworkCore Aspire.Hosting MigrationService; do
    say "Packing OpsCenter.$project"
    dotnet pack "src/OpsCenter.$project" --configuration Release --verbosity quiet --output "$folder"
done
say "Writing the bill of materials"
dotnet tool restore >/dev/null
dotnet CycloneDX OpsCenter.sln --exclude-test-projects --output "$folder" --filename bom.json --output-format Json
ls -1 "$folder"
