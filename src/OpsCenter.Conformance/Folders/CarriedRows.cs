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

    private readonly SortedSet<string> _filled = new(StringComparer.Ordinal);

    private IReadOnlyList<string> Metadata =>
        [
            .. options.MetadataSchemas,
            .. options.MetadataTables.Select(table =>
                table.Replace("\"", "", StringComparison.Ordinal)
            ),
        ];

    /// <summary>Whether there are any.</summary>
    public bool Any => _filled.Count > 0;

    /// <summary>Fills the empty tables.</summary>
    public async Task AddAsync(string connectionString, CancellationToken cancellation)
    {
        await using var source = ShortLivedDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
        );
        var rows = await RowGenerator.ReadAsync(source, options.Seed, Metadata, cancellation);
        foreach (var table in rows.Catalog.Tables)
        {
            if (await HasRowsAsync(source, table.Name, cancellation))
            {
                continue;
            }

            for (var count = 0; count < Each; count++)
            {
                if ((await rows.InsertAsync(table, RowColumns.Usual, cancellation)).Row is null)
                {
                    break;
                }

                _filled.Add(table.Name);
            }
        }
    }

    /// <summary>Empties the tables that were filled, for a migration that fails on their rows.</summary>
    public async Task RemoveAsync(string connectionString, CancellationToken cancellation)
    {
        await using var source = ShortLivedDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
        );
        var catalog = await TableCatalog.ReadAsync(source, Metadata, cancellation);
        var present = catalog.Tables.Select(table => table.Name).Where(_filled.Contains).ToList();
        if (present.Count > 0)
        {
            await using var truncate = source.CreateCommand(
                $"truncate {string.Join(", ", present)} restart identity cascade"
            );
            await truncate.ExecuteNonQueryAsync(cancellation);
        }

        _filled.Clear();
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
