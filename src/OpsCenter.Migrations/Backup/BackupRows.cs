using System.Globalization;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Proves that a backup holds every row of tables: their rows are counted in the file and in the database.</summary>
internal static class BackupRows
{
    /// <summary>The number of rows of each table, by its oid.</summary>
    /// <param name="session">In a transaction that holds the tables.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="isPlain">Whether no code of another role runs where a query of the table is planned.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyDictionary<uint, long>> CountAsync(
        DatabaseSession session,
        IEnumerable<ReplacedRelation> tables,
        Func<ReplacedRelation, bool> isPlain,
        CancellationToken cancellation
    )
    {
        var counts = new Dictionary<uint, long>();
        foreach (var table in tables)
        {
            counts[table.Oid] = isPlain(table)
                ? await session.ScalarAsync<long>(
                    $"select pg_catalog.count(*) from only {table.Title}",
                    cancellation
                )
                : await CountCopiedAsync(session, table, cancellation);
        }

        return counts;
    }

    /// <summary>COPY of a table is not planned, so that no expression of an index is evaluated. Each row is a line.</summary>
    private static async Task<long> CountCopiedAsync(
        DatabaseSession session,
        ReplacedRelation table,
        CancellationToken cancellation
    )
    {
        using var rows = await session.Connection.BeginTextExportAsync(
            $"copy {table.Title} to stdout",
            cancellation
        );
        var count = 0L;
        var buffer = new char[1 << 16];
        while (await rows.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            count += buffer.AsSpan(0, read).Count('\n');
        }

        return count;
    }

    /// <exception cref="BackupFailedException">A table has another number of rows in the file. The file stays.</exception>
    public static async Task EnsureAllAsync(
        ClientTools tools,
        string file,
        IReadOnlyList<ReplacedRelation> tables,
        IReadOnlyDictionary<uint, long> counts,
        CancellationToken cancellation
    )
    {
        var contents = await Contents.ListAsync(tools, file, cancellation);
        var data = contents.TableData.Where(entry => counts.ContainsKey(entry.Oid)).ToList();
        using var list = new RestoreList(data);
        var rows = new RowCount();
        await DataSection.ReadAsync(tools, file, list, rows, cancellation);
        var backedUp = data.Zip(rows.Counts)
            .ToDictionary(pair => pair.First.Oid, pair => pair.Second);
        var lacking = tables
            .Where(table => backedUp.GetValueOrDefault(table.Oid, -1) != counts[table.Oid])
            .Select(table =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Title} ({backedUp.GetValueOrDefault(table.Oid)} of {counts[table.Oid]} rows)"
                )
            )
            .ToList();
        if (lacking.Count > 0)
        {
            throw new BackupFailedException(
                $"The backup taken first, {file}, does not have all rows of {string.Join(", ", lacking)}. Nothing was replaced.",
                "Repeat. If it happens again, restore beside it: --into <new database>."
            );
        }
    }
}
