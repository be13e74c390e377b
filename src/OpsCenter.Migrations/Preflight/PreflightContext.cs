using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Preflight;

/// <summary>What every rule works with.</summary>
/// <param name="Direction">Up or down.</param>
/// <param name="Plan">What the script would do. Without steps for a script that has no plan mode.</param>
/// <param name="Options">The caller's options.</param>
/// <param name="Server">The server, and the role on it.</param>
/// <param name="Tables">The existing tables that the plan touches, with their partitions and inheriting tables.</param>
internal sealed record PreflightContext(
    MigrationDirection Direction,
    MigrationPlan Plan,
    MigratorOptions Options,
    PreflightServer Server,
    IReadOnlyList<TouchedTable> Tables
)
{
    /// <summary>Why the script could not say what it would do; null if it did.</summary>
    public ScriptFailedException? PlanFailure { get; init; }

    /// <summary>The oids of <see cref="Tables"/>, as the queries take them.</summary>
    public long[] Oids { get; } = [.. Tables.Select(table => table.Oid)];

    /// <summary>The indexes that would be built on tables with rows: on a new table they cost nothing.</summary>
    public IReadOnlyList<MigrationStep> IndexBuilds { get; } =
    [
        .. Plan.ToAdd.Where(step =>
            step.ObjectKind == "index" && Tables.Any(table => table.IsMeantBy(step))
        ),
    ];

    /// <summary>The columns that existing tables would get.</summary>
    public IReadOnlyList<MigrationStep> ColumnsToAdd { get; } =
    [
        .. Plan.ToAdd.Where(step =>
            step.ObjectKind == "column" && Tables.Any(table => table.IsMeantBy(step))
        ),
    ];
}
