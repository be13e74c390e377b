using Npgsql;
using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Folders;

/// <summary>
/// Makes the texts of one row of a table unusual, as people write them: upper case, an accent of its own, a blank at the end. So a script
/// that converts texts meets one that it changes.
/// </summary>
internal static class UnusualTexts
{
    private const string Ending = @"E' Xe\u0301 '";

    private static readonly string[] Texts = ["text", "varchar", "citext"];

    /// <summary>Changes the first row. What a key, a check or a limit refuses stays as it is.</summary>
    public static async Task AddAsync(
        NpgsqlDataSource source,
        TableCatalog catalog,
        TableShape table,
        CancellationToken cancellation
    )
    {
        string[] columns =
        [
            .. table
                .Columns.Where(column =>
                    !column.IsGenerated
                    && Texts.Contains(catalog.TypeOf(column.TypeOid).Name, StringComparer.Ordinal)
                    && !table.PrimaryKey.Contains(column.Name, StringComparer.Ordinal)
                    && !table.ForeignKeys.Any(key =>
                        key.Columns.Contains(column.Name, StringComparer.Ordinal)
                    )
                )
                .Select(column => column.Name),
        ];
        if (
            columns.Length == 0
            || await SucceedsAsync(source, table, columns, cancellation)
            || columns.Length == 1
        )
        {
            return;
        }

        foreach (var column in columns)
        {
            await SucceedsAsync(source, table, [column], cancellation);
        }
    }

    private static async Task<bool> SucceedsAsync(
        NpgsqlDataSource source,
        TableShape table,
        IEnumerable<string> columns,
        CancellationToken cancellation
    )
    {
        var changes = columns.Select(column => $"{column} = {column} || {Ending}");
        await using var update = source.CreateCommand(
            $"update {table.Name} set {string.Join(", ", changes)} "
                + $"where ctid = (select min(ctid) from {table.Name})"
        );
        try
        {
            await update.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }
}
