using Npgsql;

namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>Runs the scripts.</summary>
internal static class ScriptExecution
{
    /// <summary>V2, as one command.</summary>
    /// <param name="database">The database.</param>
    /// <param name="session">Statements that the session runs before, such as <c>set role</c> or <c>begin</c>.</param>
    public static Task<ScriptOutcome> UpAsync(this TestDatabase database, string session = "") =>
        database.RunAsync(Script.Up, session);

    /// <summary>The rollback, as one command.</summary>
    /// <param name="database">The database.</param>
    /// <param name="session">Statements that the session runs before.</param>
    public static Task<ScriptOutcome> RollBackAsync(
        this TestDatabase database,
        string session = ""
    ) => database.RunAsync(Script.Rollback, session);

    /// <summary>The restore of archived rows, as one command.</summary>
    /// <param name="database">The database.</param>
    /// <param name="session">Statements that the session runs before.</param>
    public static Task<ScriptOutcome> RestoreAsync(
        this TestDatabase database,
        string session = ""
    ) => database.RunAsync(Script.Restore, session);

    /// <summary>A script as one command; a transaction that the session began is committed.</summary>
    public static async Task<ScriptOutcome> RunAsync(
        this TestDatabase database,
        Script script,
        string session = ""
    )
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        if (session.Length > 0)
        {
            await connection.RunAsync(session);
        }

        var outcome = await connection.RunScriptAsync(script);
        await connection.RunAsync("commit");
        return outcome;
    }

    /// <summary>A script as one command of an open connection.</summary>
    public static async Task<ScriptOutcome> RunScriptAsync(
        this NpgsqlConnection connection,
        Script script
    )
    {
        var notices = new List<PostgresNotice>();
        void Collect(object sender, NpgsqlNoticeEventArgs said) => notices.Add(said.Notice);

        connection.Notice += Collect;
        try
        {
            await connection.RunAsync(script.Text);
            return new ScriptOutcome(notices, null);
        }
        catch (PostgresException error)
        {
            return new ScriptOutcome(notices, error);
        }
        finally
        {
            connection.Notice -= Collect;
        }
    }

    /// <summary>A script by one of the ways; returns what was printed or said.</summary>
    public static async Task<string> RunAsync(
        this TestDatabase database,
        Script script,
        ScriptRoute route
    )
    {
        if (route == ScriptRoute.OneCommand)
        {
            return (await database.RunAsync(script)).Text;
        }

        var result = route switch
        {
            ScriptRoute.PsqlFile => await database.Psql.RunFileAsync(script.Path),
            ScriptRoute.PsqlSingleTransaction => await database.Psql.RunFileAsync(
                script.Path,
                "-1"
            ),
            _ => await database.Psql.RunScriptTextAsync($"begin;\n\\i {script.Path}\ncommit;\n"),
        };
        return result.StandardError;
    }

    public static async Task RunAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
