using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Touched tables, or partitions and children of them, that live on another server.</summary>
internal sealed class ForeignTables : PreflightRule
{
    public override string Id => "foreign-tables";

    public override string Why =>
        "A column is added to the description of a foreign table only: whoever reads it asks the other server for a column that it has not.";

    public override bool MayBeAllowed => true;

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        context
            .Tables.Where(table => table.Kind == 'f')
            .Select(table =>
                Refuse(
                    context,
                    $"{table.Title} is a foreign table: reading it would fail from then on, and no index can be built on it.",
                    "Add the columns on the other server first (opscenter plan lists them), and then --allow foreign-tables"
                        + Detaching(
                            table,
                            context.Tables.First(other => other.Oid == table.RootOid)
                        )
                ) with
                {
                    Table = table.Title,
                }
            );

    /// <summary>The parent of a deeper descendant is not known here.</summary>
    private static string Detaching(TouchedTable table, TouchedTable root) =>
        (table.Level, root.Kind) switch
        {
            (0, _) => ".",
            (1, 'p') =>
                $"; or detach it for the time: alter table {root.Title} detach partition {table.Title};",
            (1, _) =>
                $"; or detach it for the time: alter foreign table {table.Title} no inherit {root.Title};",
            _ => "; or detach it from its parent for the time.",
        };
}
