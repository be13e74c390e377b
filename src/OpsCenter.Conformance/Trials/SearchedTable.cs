using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Searches;

namespace OpsCenter.Conformance.Trials;

/// <summary>The table of a <see cref="Search"/> in a database.</summary>
internal static class SearchedTable
{
    /// <summary>The values in columns of the table, by their quoted names.</summary>
    public static IReadOnlyDictionary<string, GeneratedValue> Values(
        TableShape table,
        IReadOnlyDictionary<string, string> values
    ) =>
        table
            .Columns.Where(column => !column.IsGenerated)
            .Select(column =>
                (
                    column.Name,
                    Value: values
                        .FirstOrDefault(value => Unquoted(value.Key) == Unquoted(column.Name))
                        .Value
                )
            )
            .Where(given => given.Value is not null)
            .ToDictionary(
                given => given.Name,
                given => GeneratedValue.Plain(given.Value),
                StringComparer.Ordinal
            );

    private static string Unquoted(string name) =>
        name is ['"', .., '"'] ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;

    /// <summary>The table of a search, as the server finds it by its name; null if it is none of the catalog.</summary>
    public static async Task<TableShape?> FindAsync(
        ScratchDatabase database,
        Search search,
        TableCatalog catalog,
        CancellationToken cancellation
    )
    {
        try
        {
            var name = await database.ScalarAsync<string>(NameOf(search.Table), cancellation);
            return name is null ? null : catalog.Find(name);
        }
        catch (PostgresException)
        {
            // It has too many parts for a name.
            return null;
        }
    }

    private static string NameOf(string table) =>
        $"""
            select pg_catalog.format('%I.%I', n.nspname, c.relname)
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid = pg_catalog.to_regclass({ValueGenerator.Literal(table)})
            """;

    /// <summary>Whether a row fulfils the condition; null if the condition cannot be executed by itself.</summary>
    public static async Task<bool?> HasRowAsync(
        ScratchDatabase database,
        Search search,
        CancellationToken cancellation
    )
    {
        try
        {
            return await database.ScalarAsync<bool>(
                $"select exists (select from {search.Table} {search.Alias} where {search.Condition})",
                cancellation
            );
        }
        catch (PostgresException)
        {
            return null;
        }
    }
}
