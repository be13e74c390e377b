using System.Globalization;
using Npgsql;

namespace OpsCenter.Schema.V1;

/// <summary>The statements of a seed, on its connection and in its transaction.</summary>
internal sealed class SeedStatements(
    NpgsqlConnection connection,
    CancellationToken cancellationToken
)
{
    // Any number does, as long as every seed uses it.
    private const long LockKey = 0x6F70_7363_5631_0001;

    // Read before the search_path is pinned, under a path that others may write to: every name is qualified.
    private const string Begin = """
        select
            pg_catalog.current_database()::pg_catalog.text,
            pg_catalog.current_schema()::pg_catalog.text,
            pg_catalog.current_schemas(false)::pg_catalog.text[],
            pg_catalog.current_setting('server_encoding'),
            pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true),
            pg_catalog.set_config('statement_timeout', '0', true)
        """;

    /// <summary>
    /// Until the end of the transaction only pg_catalog is searched, so that no function or operator of another role runs with the rights of
    /// this one.
    /// </summary>
    /// <returns>What the session arrived with.</returns>
    public async Task<SeedTarget> BeginAsync()
    {
        await using var command = Command(Begin);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new SeedTarget(
            reader.GetString(0),
            reader.IsDBNull(1) ? null : reader.GetString(1),
            reader.GetFieldValue<string[]>(2),
            reader.GetString(3)
        );
    }

    public Task LockOutOtherSeedsAsync() =>
        ExecuteAsync("select pg_advisory_xact_lock($1)", new NpgsqlParameter { Value = LockKey });

    /// <summary>Those of the names under which the search_path finds a relation: what a CREATE would meet or hide.</summary>
    public async Task<IReadOnlyList<string>> VisibleOfAsync(
        IReadOnlyList<string> names,
        SeedTarget target
    )
    {
        await using var command = Command(
            """
            select w.name
            from unnest($1) as w (name)
            where exists (
                select
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relname = w.name and n.nspname = any ($2))
            order by w.name collate "C"
            """,
            new NpgsqlParameter { Value = names.ToArray() },
            new NpgsqlParameter { Value = target.Path.ToArray() }
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var visible = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            visible.Add(reader.GetString(0));
        }

        return visible;
    }

    public Task RunAsync(string script, string schema) =>
        ExecuteAsync(SeedScript.In(EmbeddedScripts.Read(script).Text, schema));

    /// <summary>Until the end of the transaction.</summary>
    public Task SetUsageRowsAsync(long rows) =>
        ExecuteAsync(
            "select set_config('opscenter.sample_usage_rows', $1, true)",
            new NpgsqlParameter { Value = rows.ToString(CultureInfo.InvariantCulture) }
        );

    public async Task<IReadOnlyList<V1SeededTable>> CountAsync(
        IReadOnlyList<string> tables,
        string schema
    )
    {
        var counted = new List<V1SeededTable>();
        foreach (var table in tables)
        {
            await using var command = Command(
                $"select count(*) from {SeedScript.Quoted(schema, '"')}.{table}"
            );
            var rows = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            counted.Add(new V1SeededTable(table, rows));
        }

        return counted;
    }

    public async Task<bool> RoleExistsAsync()
    {
        await using var command = Command(
            "select exists (select from pg_catalog.pg_roles where rolname = $1)",
            new NpgsqlParameter { Value = V1Tables.Role }
        );
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task ExecuteAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        // Ten million rows take minutes.
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        return command;
    }
}
