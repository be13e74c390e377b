using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>
/// Prepared <c>select *</c> of other sessions on a table that gets or loses columns. Nobody sees what other sessions have prepared:
/// it is said, never refused.
/// </summary>
internal sealed class PreparedSelects : PreflightRule
{
    public override string Id => "prepared-selects";

    public override string Why =>
        "The result of a prepared \"select *\" may not change: it fails once in each session that prepared it (\"cached plan must not change "
        + "result type\", SQLSTATE 0A000), and aborts the transaction that it is part of.";

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        var tables = context
            .Plan.Steps.Where(step =>
                step is { ObjectKind: "column", Kind: StepKind.Added or StepKind.Dropped }
            )
            .SelectMany(step => context.Tables.Where(table => table.IsMeantBy(step)))
            .Select(table => table.Title)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (tables.Count > 0)
        {
            yield return Note(
                $"The columns of {string.Join(" and ", tables)} change: sessions that have prepared \"select *\" on them have to prepare it again.",
                "Nothing is to be done where statements name their columns, or a failed transaction is repeated. Otherwise let each session "
                    + "connect again after the migration, or run: deallocate all; (many drivers prepare by themselves)."
            );
        }
    }
}
