#!/usr/bin/env bash
# opscenter as a program that starts fast: native code, which needs no .NET where it runs.
#
#   ./scripts/publish.sh [folder]      out if none is named
#
# Native code takes clang or gcc to link it. Where it cannot be made, it is compiled ahead for the .NET installed here instead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/lib/say.sh
source scripts/lib/dotnet.sh
source scripts/lib/packages.sh

folder=${1:-out}

publish() {
    dotnet publish src/OpsCenter.MigrationService --configuration Release --use-current-runtime --verbosity quiet \
        --property:DebugType=none --property:CopyOutputSymbolsToPublishDirectory=false --output "$folder" "$@"
}

# Runs a command that prints nothing for minutes, with a line now and then.
report_time() {
    local started=$SECONDS
    "$@" &
    local child=$!
    while sleep 1 && kill -0 "$child" 2>/dev/null; do
        if (((SECONDS - started) % 15 == 0)); then
            say "Still compiling: $((SECONDS - started)) s"
        fi
    done
    wait "$child"
}

require_dotnet
# Publishing restores for one platform, which no lock file covers: this one compares the packages with their hashes first.
dotnet restore src/OpsCenter.MigrationService --locked-mode --verbosity quiet
settle_linker
say "Compiling opscenter to native code: a minute or two"
if report_time publish --property:PublishAot=true; then
    say "$folder/opscenter is native code: $(du -h "$folder/opscenter" | cut -f1), one file"
else
    say "Native code could not be made here; compiling ahead for the installed .NET"
    report_time publish --no-self-contained --property:PublishReadyToRun=true
    say "$folder/opscenter is compiled ahead, and needs the .NET runtime"
fi
