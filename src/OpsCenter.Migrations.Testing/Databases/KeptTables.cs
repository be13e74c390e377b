using Npgsql;
using Respawn.Graph;

namespace OpsCenter.Migrations.Testing.Databases;

/// <summary>Resolves and checks the tables that a reset does not empty.</summary>
internal static class KeptTables
{
    public static async Task<IReadOnlyList<Table>> ResolveAsync(
        NpgsqlConnection connection,
        IReadOnlyList<string> names
    )
    {
        var tables = await TextRows.ReadAsync(
            connection,
            """
            select w.name, n.nspname, c.relname
            from unnest($1::text[]) as w (name)
            left join pg_class c on c.oid = to_regclass(w.name)
            left join pg_namespace n on n.oid = c.relnamespace
            """,
            new NpgsqlParameter { Value = names.ToArray() }
        );
        if (tables.FirstOrDefault(row => row[1] is null) is [var missing, ..])
        {
            throw new ArgumentException($"The kept table {missing} does not exist.", nameof(names));
        }

        var lost = await TextRows.ReadAsync(
            connection,
            """
            select k.conrelid::regclass::text, k.confrelid::regclass::text
            from pg_constraint k
            where k.contype = 'f'
              and k.conrelid = any (array(select to_regclass(name)::oid from unnest($1::text[]) as w (name)))
              and k.confrelid <> all (array(select to_regclass(name)::oid from unnest($1::text[]) as w (name)))
            """,
            new NpgsqlParameter { Value = names.ToArray() }
        );
        return lost.Count == 0
            ? [.. tables.Select(row => new Table(row[1]!, row[2]!))]
            : throw new ArgumentException(
                $"The kept table {lost[0][0]} references {lost[0][1]}, which would be emptied. Keep that table too.",
                nameof(names)
            );
    }
}
