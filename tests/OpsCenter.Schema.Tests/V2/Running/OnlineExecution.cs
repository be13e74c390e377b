using System.Text.Json;
using Npgsql;
using OpsCenter.Migrations;

namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>Runs the scripts online: by the service, by psql, or by hand as far as a test wants.</summary>
internal static class OnlineExecution
{
    /// <summary>The engine on a test's database.</summary>
    public static Migrator Migrator(this TestDatabase database, MigratorOptions? options = null) =>
        new(
            database.DataSource,
            (options ?? new MigratorOptions()) with
            {
                StatisticsGrace = TimeSpan.FromSeconds(3),
            }
        );

    /// <summary>run_v2_online.sql by psql; fails unless psql ends with 0.</summary>
    public static async Task<string> RunOnlineByPsqlAsync(this TestDatabase database, Script script)
    {
        var driver = new Script("run_v2_online.sql").Path;
        var result = await database.Psql.RunFileAsync(driver, "-v", $"script={script.FileName}");
        result.ExitCode.ShouldBe(0, result.StandardError);
        return result.StandardError;
    }

    /// <summary>One round of a script in online mode; returns the units that it leaves to be done.</summary>
    public static async Task<IReadOnlyList<JsonElement>> RoundAsync(
        this NpgsqlConnection connection,
        Script script
    )
    {
        await connection.RunAsync("set opscenter.mode = 'online'");
        (await connection.RunScriptAsync(script)).ShouldSucceed();
        var next = await connection.ScalarAsync<string>("select current_setting('opscenter.next')");
        return next.Length == 0
            ? []
            : [.. JsonSerializer.Deserialize<JsonElement>(next).EnumerateArray()];
    }

    /// <summary>Executes one unit.</summary>
    public static async Task RunUnitAsync(this NpgsqlConnection connection, JsonElement unit)
    {
        var statements = unit.GetProperty("statements")
            .EnumerateArray()
            .Select(s => s.GetString()!);
        var alone = unit.GetProperty("kind").GetString() == "alone";
        foreach (var statement in alone ? statements : ["begin", .. statements, "commit"])
        {
            await connection.RunAsync(statement);
        }
    }

    /// <summary>Rounds of a script and its units, until a number of units is done; true if all were.</summary>
    /// <param name="database">Where.</param>
    /// <param name="script">Which.</param>
    /// <param name="count">So many units at the most.</param>
    /// <param name="session">SQL that prepares the session.</param>
    public static async Task<bool> RunSomeUnitsAsync(
        this TestDatabase database,
        Script script,
        int count,
        string session = "reset all"
    )
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.RunAsync(session);
        while (await connection.RoundAsync(script) is { Count: > 0 } units)
        {
            foreach (var unit in units)
            {
                if (count-- == 0)
                {
                    return false;
                }

                await connection.RunUnitAsync(unit);
            }
        }

        return true;
    }
}
