using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>What every operation of the engine shares: one data source, one clock, one set of options, one log.</summary>
internal sealed record EngineContext(
    NpgsqlDataSource DataSource,
    MigratorOptions Options,
    TimeProvider Clock,
    ILogger Logger
)
{
    /// <summary>A session in which nothing waits for a lock longer than the options allow, a digest no more than a script.</summary>
    public async Task<DatabaseSession> OpenAsync(CancellationToken cancellation)
    {
        var session = await DatabaseSession.OpenAsync(DataSource, cancellation);
        await session.ExecuteAsync(
            "select set_config('lock_timeout', $1, false)",
            cancellation,
            FormattableString.Invariant($"{(long)Options.LockTimeout.TotalMilliseconds}ms")
        );
        return session;
    }
}
