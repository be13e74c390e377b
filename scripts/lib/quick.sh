# The tests of the inner loop. Sourced, not run.

# Classes that need no server, and those of the engine and of V2 that need one server and do not wait for anything.
readonly quick_filter=(
    --filter-class
    'OpsCenter.Architecture.Tests.*'
    'OpsCenter.Aspire.Hosting.Tests.*'
    'OpsCenter.ServiceDefaults.Tests.*'
    'OpsCenter.Conformance.Tests.Locks.*'
    'OpsCenter.Conformance.Tests.Reports.*'
    'OpsCenter.Scripts.Tests.*'
    'OpsCenter.Conformance.Tests.Snapshots.*'
    'OpsCenter.MigrationService.Tests.Output.ErrorDescriptionTests'
    'OpsCenter.Migrations.Tests.Catalog.*'
    'OpsCenter.Migrations.Tests.Execution.*'
    'OpsCenter.Migrations.Tests.Journal.*'
    'OpsCenter.Migrations.Tests.MigratorTests'
    'OpsCenter.Migrations.Tests.Operations.RestoreArchiveTests'
    'OpsCenter.Migrations.Tests.Preservation.*'
    'OpsCenter.Schema.Tests.Composition.*'
    'OpsCenter.Schema.Tests.Ledger.*'
    'OpsCenter.Schema.Tests.V2.Refusals.*'
    'OpsCenter.Schema.Tests.V2.Results.*'
    'OpsCenter.Schema.Tests.V2.Runs.*'
    --ignore-exit-code 8
)

# The projects whose classes are among them.
quick_projects() {
    printf '%s\n' "${quick_filter[@]}" | sed -n 's/^\(OpsCenter\..*\.Tests\)\..*/\1/p' | sort -u
}
