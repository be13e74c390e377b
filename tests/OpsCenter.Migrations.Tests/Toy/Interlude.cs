using Npgsql;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.Toy;

/// <summary>What another session does while the toy migration's script runs.</summary>
internal static class Interlude
{
    private const string Key = "4711";

    /// <summary>The toy migration, which waits before its forward script until the other session has done its part.</summary>
    public static Migration Migration { get; } = Before(Shop.Migration);

    /// <summary>Long enough for the wait.</summary>
    public static MigratorOptions Options { get; } =
        new() { LockTimeout = TimeSpan.FromSeconds(20), StatisticsGrace = TimeSpan.FromSeconds(3) };

    /// <summary>The same with another forward script.</summary>
    public static Migration Before(Migration migration) =>
        migration with
        {
            Forward = new MigrationScript(
                "toy_up.sql",
                $"""
                select pg_advisory_xact_lock({Key})
                where coalesce(current_setting('opscenter.mode', true), '') <> 'plan';
                {migration.Forward.Text}
                """
            ),
        };

    /// <summary>Begins the run, executes the statements when its script waits, and lets it go on to its end.</summary>
    public static async Task<T> RunAsync<T>(TestDatabase shop, string sql, Func<Task<T>> run)
    {
        await using var other = await shop.DataSource.OpenConnectionAsync();
        await new NpgsqlCommand($"select pg_advisory_lock({Key})", other).ExecuteNonQueryAsync();
        var running = run();
        await Eventually.TrueAsync(async () =>
            running.IsCompleted
            || await shop.ScalarAsync<bool>(
                $"""
                select exists (
                    select from pg_locks
                    where locktype = 'advisory' and objid = {Key} and not granted
                      and database = (select oid from pg_database where datname = current_database()))
                """
            )
        );
        await new NpgsqlCommand(sql, other).ExecuteNonQueryAsync();
        await new NpgsqlCommand($"select pg_advisory_unlock({Key})", other).ExecuteNonQueryAsync();
        return await running;
    }
}
