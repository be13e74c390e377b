# The .NET SDK. Sourced, not run; needs say.sh.

export DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_NOLOGO=1
# Build nodes that outlive the script would hold its output open.
export MSBUILDDISABLENODEREUSE=1
export DOTNET_CLI_USE_MSBUILD_SERVER=0

require_dotnet() {
    if ! command -v dotnet >/dev/null 2>&1; then
        die "the .NET 10 SDK is missing: 'dotnet' is not on the PATH. Nothing can be built without it." \
            "Install it from https://dot.net/download and run this again."
    fi
    # In the repository global.json decides: dotnet itself fails if no SDK fits.
    local version
    if ! version=$(dotnet --version 2>/dev/null); then
        die "no .NET 10 SDK is installed (there are: $(cd / && dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' '))." \
            "Install it from https://dot.net/download and run this again."
    fi
    say ".NET SDK $version"
}
