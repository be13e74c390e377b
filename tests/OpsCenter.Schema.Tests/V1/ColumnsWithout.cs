using System.Globalization;
using System.Text;

namespace OpsCenter.Schema.Tests.V1;

/// <summary>Looks for a value in every column of a kind.</summary>
internal static class ColumnsWithout
{
    /// <summary>The columns of the kind in which no row meets the condition; {0} is the column, {1} its type modifier.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        TestDatabase database,
        string kind,
        string condition
    )
    {
        var format = CompositeFormat.Parse(condition);
        var without = new List<string>();
        foreach (var column in await OfKindAsync(database, kind))
        {
            var (table, name, modifier) = (column[0], column[1], column[2]);
            var where = string.Format(CultureInfo.InvariantCulture, format, name, modifier);
            var sql = $"select exists (select from {table} where {where})";
            if (!await database.ScalarAsync<bool>(sql))
            {
                without.Add($"{table}.{name}");
            }
        }

        return without;
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string?>>> OfKindAsync(
        TestDatabase database,
        string kind
    )
    {
        var columns = await database.RowsAsync(
            $"""
            select relname, attname, atttypmod
            from pg_attribute
            join pg_class c on c.oid = attrelid
            where relkind = 'r' and relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped and ({kind})
            """
        );
        columns.ShouldNotBeEmpty($"No column is of this kind: {kind}");
        return columns;
    }
}
