using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Touched tables that are partitioned.</summary>
internal sealed class PartitionedTables : PreflightRule
{
    public override string Id => "partitioned-tables";

    public override string Why =>
        "ALTER TABLE locks a partitioned table and all its partitions at once, and PostgreSQL builds no index concurrently on one: "
        + "its writers wait for as long as the indexes are built.";

    public override bool MayBeAllowed => true;

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        context
            .Tables.Where(table => table is { Level: 0, Kind: 'p' })
            .Select(table =>
            {
                var partitions = context.Tables.Count(other =>
                    other.RootOid == table.Oid && other.Level > 0
                );
                var builds = context.IndexBuilds.Count(table.IsMeantBy);
                return Refuse(
                    context,
                    $"Table {table.Title} is partitioned: it and its {partitions} partitions would be locked together"
                        + (
                            builds == 0
                                ? "."
                                : $", and writing to them would wait while {builds} indexes are built over about {context.Tables.Where(other => other.RootOid == table.Oid).Max(other => other.Rows)} rows."
                        ),
                    "Choose a quiet hour, and then --allow partitioned-tables. A try on a copy shows how long it takes."
                ) with
                {
                    Table = table.Title,
                };
            });
}
