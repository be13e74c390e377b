using Microsoft.Extensions.Logging;
using Npgsql;
using OpsCenter.Migrations.Locking;

namespace OpsCenter.Migrations.Execution;

/// <summary>What every operation of the engine shares: one data source, one clock, one set of options, one log.</summary>
internal sealed record EngineContext(
    NpgsqlDataSource DataSource,
    MigratorOptions Options,
    TimeProvider Clock,
    ILogger Logger
)
{
    public Task<DatabaseSession> OpenAsync(CancellationToken cancellation) =>
        DatabaseSession.OpenAsync(DataSource, cancellation);

    public Task<RunnerLock> LockAsync(CancellationToken cancellation) =>
        RunnerLock.AcquireAsync(DataSource, Options.RunnerDeadline, Clock, cancellation);
}
