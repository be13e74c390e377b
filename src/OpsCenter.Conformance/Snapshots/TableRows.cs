namespace OpsCenter.Conformance.Snapshots;

/// <summary>All rows of a table. Each value is an SQL literal formatted by the server.</summary>
/// <param name="Name">The quoted name of the table with the schema.</param>
/// <param name="Columns">The quoted columns in order.</param>
/// <param name="Key">The quoted columns of the primary key; empty if there is none.</param>
/// <param name="Rows">The rows, not ordered.</param>
public sealed record TableRows(
    string Name,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Key,
    IReadOnlyList<IReadOnlyList<string>> Rows
)
{
    /// <summary>The OID of the table. A copy of a database keeps it.</summary>
    internal long Oid { get; init; }

    /// <summary>The number of each column. A column that is renamed keeps it.</summary>
    internal IReadOnlyDictionary<string, short> Numbers { get; init; } =
        new Dictionary<string, short>(StringComparer.Ordinal);

    /// <summary>Whether the table is partitioned.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>The quoted partitions on this server, with their schema; null if all are.</summary>
    internal IReadOnlyList<string>? LocalPartitions { get; init; }

    /// <summary>Whether it is a materialized view, whose rows follow from those of tables.</summary>
    public bool IsMaterialized { get; init; }

    /// <summary>The rows with only these columns, in this order. Missing columns are left out.</summary>
    public TableRows Project(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var places = columns
            .Select(column => (column, at: IndexOf(column)))
            .Where(place => place.at >= 0)
            .ToArray();
        return this with
        {
            Columns = [.. places.Select(place => place.column)],
            Rows = [.. Rows.Select(row => places.Select(place => row[place.at]).ToArray())],
        };
    }

    /// <summary>The index of a column, or -1.</summary>
    public int IndexOf(string column)
    {
        for (var at = 0; at < Columns.Count; at++)
        {
            if (Columns[at] == column)
            {
                return at;
            }
        }

        return -1;
    }
}
