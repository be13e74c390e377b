# One compiler process for every project of a run. Sourced, not run; needs dotnet.sh.

# A compiler that starts anew for each project costs more than half of the build. Its name is that of this run, so that no other
# build uses it, and stop_compiler ends no other one.
share_compiler() {
    export UseSharedCompilation=true
    export SharedCompilationId="opscenter-$$"
}

# Otherwise it would stay for minutes and wait for another build.
stop_compiler() {
    local version folder
    version=$(dotnet --version 2>/dev/null) || return 0
    folder=$(dotnet --list-sdks | sed -n "s/^$version \[\(.*\)\]$/\1/p" | head -1)
    dotnet "$folder/$version/Roslyn/bincore/VBCSCompiler.dll" -shutdown "-pipename:${SharedCompilationId:-}" >/dev/null 2>&1 || true
}
