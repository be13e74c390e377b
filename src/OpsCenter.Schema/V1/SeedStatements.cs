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

    public Task LockOutOtherSeedsAsync() =>
        ExecuteAsync("select pg_advisory_xact_lock($1)", new NpgsqlParameter { Value = LockKey });

    /// <summary>Those of the names under which the search_path finds a relation: what a CREATE would meet or hide.</summary>
    public async Task<IReadOnlyList<string>> VisibleOfAsync(IReadOnlyList<string> names)
    {
        await using var command = Command(
            "select name from unnest($1) name where to_regclass(name) is not null order by name collate \"C\"",
            new NpgsqlParameter { Value = names.ToArray() }
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var visible = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            visible.Add(reader.GetString(0));
        }

        return visible;
    }

    public Task RunAsync(string script) => ExecuteAsync(EmbeddedScripts.Read(script).Text);

    /// <summary>Until the end of the transaction.</summary>
    public Task SetUsageRowsAsync(long rows) =>
        ExecuteAsync(
            "select set_config('opscenter.sample_usage_rows', $1, true)",
            new NpgsqlParameter { Value = rows.ToString(CultureInfo.InvariantCulture) }
        );

    public async Task<IReadOnlyList<V1SeededTable>> CountAsync(IReadOnlyList<string> tables)
    {
        var counted = new List<V1SeededTable>();
        foreach (var table in tables)
        {
            await using var command = Command($"select count(*) from {table}");
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
