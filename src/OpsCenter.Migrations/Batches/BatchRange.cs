using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Batches;

/// <summary>The rows of one batch: those of a table whose value of a column is behind one value and not behind another.</summary>
/// <param name="Target">The table and the column.</param>
/// <param name="After">The last value of the batch before; null for the first one.</param>
/// <param name="Until">The last value of this one.</param>
/// <param name="Rows">How many rows there were when the batch was begun.</param>
internal sealed record BatchRange(BatchTarget Target, string? After, string Until, long Rows)
{
    /// <summary>The number of the last archive before the first batch.</summary>
    public long ArchivesFrom { get; init; }

    /// <summary>Its condition for the rows of a table in an alias.</summary>
    /// <param name="alias">The alias, as it stands in the statement.</param>
    /// <remarks>Operators and types have their schema: the statement of a script is resolved by the caller's search_path.</remarks>
    public string In(string alias)
    {
        var column = $"{alias}.{SqlName.Role(Target.Column)}";
        var until = $"{column} operator(pg_catalog.<=) {Target.Literal(Until)}";
        return After is { } after
            ? $"{column} operator(pg_catalog.>) {Target.Literal(after)} and {until}"
            : until;
    }

    /// <summary>Whether rows of a table, by its OID, are meant: it is the table of the statement, or one that inherits from it.</summary>
    public bool Concerns(long table) => Target.Tables.Contains(table);
}
