namespace OpsCenter.Migrations.Backup;

/// <summary>
/// The lines of a table of contents in two stages. Before the first ends, no reference is verified, which reads tables by their indexes; no
/// grant keeps an owner from writing its rows; and no event trigger fires.
/// </summary>
/// <param name="Filling">Tables with their rows, and all that belongs to them.</param>
/// <param name="Completing">The first foreign key and what follows it, grants, event triggers and the rows of materialized views.</param>
internal sealed record RestoreStages(
    IReadOnlyList<ContentsEntry> Filling,
    IReadOnlyList<ContentsEntry> Completing
)
{
    private static readonly string[] Late =
    [
        "ACL",
        "DEFAULT ACL",
        "EVENT TRIGGER",
        "MATERIALIZED VIEW DATA",
    ];

    public static RestoreStages Of(IReadOnlyList<ContentsEntry> entries)
    {
        var first = entries.TakeWhile(entry => !entry.IsReference).Count();
        return new RestoreStages(
            [.. entries.Take(first).Where(entry => !Late.Any(entry.IsKind))],
            [.. entries.Where((entry, place) => place >= first || Late.Any(entry.IsKind))]
        );
    }
}
