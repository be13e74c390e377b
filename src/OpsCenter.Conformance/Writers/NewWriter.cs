using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Writers;

/// <summary>
/// Writes to a migrated database as a new program does: new rows in every table, and new columns of existing rows.
/// </summary>
internal sealed class NewWriter(RowGenerator rows, ScratchDatabase database, DataSnapshot known)
{
    private readonly List<NewValue> _written = [];
    private readonly List<string> _notes = [];

    /// <summary>
    /// The values in columns that the base does not have. Values of types with few values have no marks.
    /// </summary>
    public IReadOnlyList<NewValue> Written => _written;

    /// <summary>Notes about rows that could not be written.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Writes to every table.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var table in rows.Catalog.Tables)
        {
            if (known.Tables.ContainsKey(table.Name))
            {
                await UpdateAsync(table, cancellation);
            }

            await InsertAsync(table, cancellation);
            await InsertAsync(table, cancellation);
        }
    }

    private async Task InsertAsync(TableShape table, CancellationToken cancellation)
    {
        var attempt = await rows.InsertAsync(table, RowColumns.Usual, cancellation);
        if (attempt.Row is { } row)
        {
            Note(row);
        }
        else if (!_notes.Contains(attempt.Obstacle!, StringComparer.Ordinal))
        {
            _notes.Add(attempt.Obstacle!);
        }
    }

    private void Note(GeneratedRow row)
    {
        foreach (var parent in row.Parents)
        {
            Note(parent);
        }

        foreach (var (column, value) in row.Values)
        {
            Note(row.Table, column, value);
        }
    }

    private void Note(TableShape table, string column, GeneratedValue value)
    {
        if (IsNew(table, column))
        {
            _written.Add(new NewValue(table.Name, column, value));
        }
    }

    private bool IsNew(TableShape table, string column) =>
        !known.Tables.TryGetValue(table.Name, out var was) || was.IndexOf(column) < 0;

    /// <summary>Sets each new column of one existing row.</summary>
    private async Task UpdateAsync(TableShape table, CancellationToken cancellation)
    {
        foreach (
            var column in table.Columns.Where(column =>
                IsNew(table, column.Name) && !column.IsGenerated && !column.IsAlwaysIdentity
            )
        )
        {
            if (rows.Value(column) is not { } value)
            {
                continue;
            }

            try
            {
                var count = await database.ExecuteAsync(
                    $"update {table.Name} set {column.Name} = {value.Literal} where ctid = (select min(ctid) "
                        + $"from {table.Name})",
                    cancellation
                );
                if (count > 0)
                {
                    Note(table, column.Name, value);
                }
            }
            catch (PostgresException)
            {
                // A foreign key or check refused the value. The inserted rows have a valid one.
            }
        }
    }
}
