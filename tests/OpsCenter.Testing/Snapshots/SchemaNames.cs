using Npgsql;
using OpsCenter.Migrations.Testing.Databases;

namespace OpsCenter.Testing.Snapshots;

/// <summary>The schemas that a snapshot covers.</summary>
internal static class SchemaNames
{
    public static async Task<string[]> ResolveAsync(
        NpgsqlConnection connection,
        string[] wanted,
        string[] excluded
    )
    {
        if (wanted.Length > 0)
        {
            return wanted;
        }

        var rows = await TextRows.ReadAsync(
            connection,
            """
            SELECT nspname FROM pg_namespace
            WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\_%' AND nspname <> ALL ($1)
            """,
            new NpgsqlParameter { Value = excluded }
        );
        return [.. rows.Select(row => row[0]!)];
    }
}
