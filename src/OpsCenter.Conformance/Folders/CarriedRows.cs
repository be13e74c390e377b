using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Folders;

/// <summary>
/// Rows in the tables that migrations left empty, so that the next ones meet some, as in production. A table that accepts none stays empty.
/// </summary>
internal sealed class CarriedRows(FolderCheckOptions options)
{
    private const int Each = 3;

    private IReadOnlyList<string> Metadata =>
        [
            .. options.MetadataSchemas,
            .. options.MetadataTables.Select(table =>
                table.Replace("\"", "", StringComparison.Ordinal)
            ),
        ];

    /// <summary>Whether there are any.</summary>
    public bool Any { get; private set; }

    /// <summary>Fills the empty tables.</summary>
    public async Task AddAsync(string connectionString, CancellationToken cancellation)
    {
        await using var source = ShortLivedDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
        );
        var rows = await RowGenerator.ReadAsync(source, options.Seed, Metadata, cancellation);
        var empty = new List<TableShape>();
        foreach (var table in rows.Catalog.Tables)
        {
            if (!await HasRowsAsync(source, table.Name, cancellation))
            {
                empty.Add(table);
            }
        }

        foreach (var table in empty)
        {
            // A row of another table may have needed one here.
            if (!await HasRowsAsync(source, table.Name, cancellation))
            {
                await FillAsync(rows, table, cancellation);
            }
        }

        foreach (var table in empty)
        {
            await UnusualTexts.AddAsync(source, rows.Catalog, table, cancellation);
        }
    }

    private async Task FillAsync(
        RowGenerator rows,
        TableShape table,
        CancellationToken cancellation
    )
    {
        for (var count = 0; count < Each; count++)
        {
            if ((await rows.InsertAsync(table, RowColumns.Usual, cancellation)).Row is null)
            {
                break;
            }

            Any = true;
        }
    }

    private static async Task<bool> HasRowsAsync(
        NpgsqlDataSource source,
        string table,
        CancellationToken cancellation
    )
    {
        await using var command = source.CreateCommand($"select exists (select from {table})");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
