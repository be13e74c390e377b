using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Laws;

/// <summary>Uses a migrated database as its new programs do: rows for every table, and values for the new columns of rows that were there.</summary>
internal sealed class NewUse(RowMaker maker, ScratchDatabase database, DataSnapshot known)
{
    private readonly List<NewValue> _written = [];
    private readonly List<string> _notes = [];

    /// <summary>Values for which the base has no place. Those of a type with few values have no mark by which they can be found again.</summary>
    public IReadOnlyList<NewValue> Written => _written;

    /// <summary>What could not be written.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Writes.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var table in maker.Catalog.Tables)
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
        var attempt = await maker.InsertAsync(table, RowColumns.Usual, cancellation);
        if (attempt.Row is { } row)
        {
            Note(row);
        }
        else if (!_notes.Contains(attempt.Obstacle!, StringComparer.Ordinal))
        {
            _notes.Add(attempt.Obstacle!);
        }
    }

    private void Note(MadeRow row)
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

    private void Note(TableShape table, string column, MadeValue value)
    {
        if (IsNew(table, column))
        {
            _written.Add(new NewValue(table.Name, column, value));
        }
    }

    private bool IsNew(TableShape table, string column) =>
        !known.Tables.TryGetValue(table.Name, out var was) || was.IndexOf(column) < 0;

    /// <summary>Gives one row that was there a value in each new column that takes one.</summary>
    private async Task UpdateAsync(TableShape table, CancellationToken cancellation)
    {
        foreach (
            var column in table.Columns.Where(column =>
                IsNew(table, column.Name) && !column.IsGenerated && !column.IsAlwaysIdentity
            )
        )
        {
            if (maker.Value(column) is not { } value)
            {
                continue;
            }

            try
            {
                var rows = await database.ExecuteAsync(
                    $"update {table.Name} set {column.Name} = {value.Literal} where ctid = (select min(ctid) from {table.Name})",
                    cancellation
                );
                if (rows > 0)
                {
                    Note(table, column.Name, value);
                }
            }
            catch (PostgresException)
            {
                // A reference or a check: the inserted rows have a value that it takes.
            }
        }
    }
}
