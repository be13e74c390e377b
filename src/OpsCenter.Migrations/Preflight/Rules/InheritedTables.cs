using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Touched tables that others inherit from, or that are children themselves.</summary>
internal sealed class InheritedTables : PreflightRule
{
    public override string Id => "inherited-tables";

    public override string Why =>
        "A column goes to the inheriting tables, too, and they are locked with their parent; an index or a key does not go to them.";

    public override bool MayBeAllowed => true;

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        foreach (var table in context.Tables.Where(table => table is { Level: 0, Kind: not 'p' }))
        {
            var children = context
                .Tables.Where(other => other.RootOid == table.Oid && other.Level > 0)
                .Select(other => other.Title)
                .ToList();
            if (children.Count > 0)
            {
                yield return Refuse(
                    context,
                    $"Tables inherit from {table.Title}: {string.Join(", ", children)}. They would get its new columns, and none of its new indexes and keys.",
                    "Look whether those who use the inheriting tables can live with that; then --allow inherited-tables."
                ) with
                {
                    Table = table.Title,
                };
            }
            else if (table.IsChild)
            {
                yield return Refuse(
                    context,
                    $"Table {table.Title} is a child of another table, which would not get its new columns.",
                    "Look whether those who read it through its parent can live with that; then --allow inherited-tables."
                ) with
                {
                    Table = table.Title,
                };
            }
        }
    }
}
