namespace OpsCenter.Conformance.Snapshots;

/// <summary>All rows of a table, each value as an SQL literal in the server's own text.</summary>
/// <param name="Name">The table, quoted and with its schema.</param>
/// <param name="Columns">Its columns, quoted, in their order.</param>
/// <param name="Key">Those of the primary key, quoted; empty without one.</param>
/// <param name="Rows">In no order.</param>
public sealed record TableRows(
    string Name,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Key,
    IReadOnlyList<IReadOnlyList<string>> Rows
)
{
    /// <summary>Whether its rows lie in partitions.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>The rows with some of the columns only, in the order given; columns that are not there are left out.</summary>
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

    /// <summary>The place of a column, or -1.</summary>
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
