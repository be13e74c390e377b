using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>Reads the metadata and changes nothing; needs no lock.</summary>
internal sealed class Status(EngineContext context, Migration migration)
{
    /// <summary>Of the pair that the search_path leads to.</summary>
    public async Task<MigrationStatus> RunAsync(CancellationToken cancellation)
    {
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        return await OfAsync(
            session,
            await Pair.FindAsync(session, migration, cancellation),
            cancellation
        );
    }

    /// <summary>Of every pair of the database, by schema: those that have the tables, and those of which something is kept.</summary>
    public async Task<IReadOnlyList<MigrationStatus>> RunAllAsync(CancellationToken cancellation)
    {
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        var statuses = new List<MigrationStatus>();
        foreach (var pair in await Pair.AllAsync(session, migration, cancellation))
        {
            statuses.Add(await OfAsync(session, pair, cancellation));
        }

        return statuses;
    }

    private async Task<MigrationStatus> OfAsync(
        DatabaseSession session,
        Pair pair,
        CancellationToken cancellation
    )
    {
        var state = await MigrationState.ReadAsync(session, migration, pair, cancellation);
        var runner = await LockHolder.FindAsync(
            session,
            await RunnerLock.KeyAsync(session, cancellation),
            cancellation
        );
        return new MigrationStatus(
            migration.Name,
            migration.Version,
            StandingOf(state),
            session.Connection.Database,
            await session.ScalarAsync<string>(
                "select current_setting('server_version')",
                cancellation
            ),
            state.IsApplied ? state.Record?.AppliedAt ?? state.LastUp?.ExecutedAt : null,
            state.IsApplied ? state.Record?.AppliedBy ?? state.LastUp?.ExecutedBy : null,
            state.History,
            await ArchivedRows.ReadAsync(session, migration, pair, cancellation),
            runner?.ToString()
        )
        {
            Schema = pair.Schema,
        };
    }

    private static MigrationStanding StandingOf(MigrationState state) =>
        state switch
        {
            { Record.State: RecordState.Applying } => MigrationStanding.ApplyInterrupted,
            { Record.State: RecordState.RollingBack } => MigrationStanding.RollbackInterrupted,
            { IsApplied: false, LastUp: not null } => MigrationStanding.RolledBackOutsideService,
            { IsApplied: false } => MigrationStanding.Pending,
            { ChecksumMatches: false } => MigrationStanding.ChecksumChanged,
            { IsJournaled: true } => MigrationStanding.Applied,
            _ => MigrationStanding.AppliedOutsideService,
        };
}
