using Npgsql;
using OpsCenter.Migrations;
using OpsCenter.Schema;

namespace OpsCenter.Crash.Tests.Runs;

/// <summary>One run of the engine with a data source of its own, as a process would have.</summary>
internal static class Run
{
    /// <summary>Apply or rollback; what it failed with, or null.</summary>
    public static async Task<Exception?> AttemptAsync(
        string connectionString,
        MigrationDirection direction,
        CancellationToken cancellation = default
    )
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var migrator = new Migrator(
            source,
            new MigratorOptions { StatisticsGrace = TimeSpan.FromMilliseconds(1) }
        );
        try
        {
            if (direction == MigrationDirection.Up)
            {
                await migrator.ApplyAsync(Releases.V2, cancellation);
            }
            else
            {
                await migrator.RollbackAsync(Releases.V2, cancellation);
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
