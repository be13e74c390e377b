namespace OpsCenter.Migrations.Backup;

/// <summary>
/// The lines of a table of contents in two stages. In the first no grant keeps an owner from writing its rows, and no event trigger fires.
/// </summary>
/// <param name="Filling">Everything else.</param>
/// <param name="Completing">Grants, event triggers and the rows of materialized views.</param>
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

    public static RestoreStages Of(IEnumerable<ContentsEntry> entries)
    {
        var late = entries.ToLookup(entry => Late.Any(entry.IsKind));
        return new RestoreStages([.. late[false]], [.. late[true]]);
    }
}
