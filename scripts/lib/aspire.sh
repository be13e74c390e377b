# Can this machine restore the Aspire packages? Sourced, not run; needs say.sh, and the repository as the current folder.

readonly aspire_answer=UseAspire.local.props
readonly aspire_patience=120

# Finds out and remembers; $1 is 'refresh' to ask again although an answer is remembered.
settle_aspire() {
    local version use
    version=$(sed -n 's:.*<AspireVersion[^>]*>\([^<]*\)</AspireVersion>.*:\1:p' Directory.Build.props | head -n 1)

    if [[ -n ${UseAspire:-} ]]; then
        use=$UseAspire
        say "Aspire: $(aspire_word "$use"), as the variable UseAspire says"
        remember_aspire "$use" "$version"
    elif [[ ${1:-} != refresh ]] && use=$(remembered_aspire "$version"); then
        say "Aspire: $(aspire_word "$use"), as found before (--refresh asks again)"
    else
        if can_restore_aspire "$version"; then
            use=true
            say "Aspire: its packages ($version) can be restored, so the AppHost uses them"
        else
            use=false
            say "Aspire: its packages ($version) cannot be restored here, so the AppHost uses the Generic Host"
        fi
        remember_aspire "$use" "$version"
    fi
}

aspire_word() {
    if [[ $1 == true ]]; then echo "used"; else echo "not used, the Generic Host instead"; fi
}

remembered_aspire() {
    [[ -f $aspire_answer ]] || return 1
    # An answer for another version, or one written by hand without any, is an answer too; only a changed version asks anew.
    if grep -q 'AspireVersion asked for' "$aspire_answer" && ! grep -qF "asked for: $1 " "$aspire_answer"; then
        return 1
    fi
    sed -n 's:.*<UseAspire>\(true\|false\)</UseAspire>.*:\1:p' "$aspire_answer" | grep .
}

remember_aspire() {
    cat >"$aspire_answer" <<PROPS
<Project>
  <!-- Written by scripts/lib/aspire.sh. AspireVersion asked for: $2 -->
  <PropertyGroup>
    <UseAspire>$1</UseAspire>
  </PropertyGroup>
</Project>
PROPS
}

# Restores a throw-away project. Whatever goes wrong, a missing network too, is a no.
can_restore_aspire() {
    local folder result=0
    folder=$(mktemp -d)
    cat >"$folder/probe.csproj" <<PROBE
<Project Sdk="Microsoft.NET.Sdk">
  <Sdk Name="Aspire.AppHost.Sdk" Version="$1" />
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Exe</OutputType>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Aspire.Hosting.AppHost" Version="$1" />
  </ItemGroup>
</Project>
PROBE
    bounded "$aspire_patience" dotnet restore "$folder/probe.csproj" >"$folder/log" 2>&1 || result=1
    rm -rf "$folder"
    return "$result"
}

# macOS has no timeout; there the restore's own limits have to do.
bounded() {
    local seconds=$1
    shift
    if command -v timeout >/dev/null 2>&1; then
        timeout --kill-after=5 "$seconds" "$@"
    else
        "$@"
    fi
}
