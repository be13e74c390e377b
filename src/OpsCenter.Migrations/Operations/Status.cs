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
            await Metadata.ReadAsync(session, migration, cancellation),
            cancellation
        );
    }

    /// <summary>Of every pair of the database, by schema: those that have the tables, and those of which something is kept.</summary>
    public async Task<IReadOnlyList<MigrationStatus>> RunAllAsync(CancellationToken cancellation)
    {
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        var statuses = new List<MigrationStatus>();
        var metadata = await Metadata.ReadAsync(session, migration, cancellation);
        foreach (var pair in await Pair.AllAsync(session, migration, cancellation))
        {
            statuses.Add(await OfAsync(session, metadata with { Pair = pair }, cancellation));
        }

        return statuses;
    }

    private async Task<MigrationStatus> OfAsync(
        DatabaseSession session,
        Metadata metadata,
        CancellationToken cancellation
    )
    {
        var runner = LockHolder.Ask(RunnerLock.Key);
        var version = new SessionRead<string>(
            new SessionQuery("select current_setting('server_version')"),
            row => row.GetString(0)
        );
        var archives = ArchivedRows.Ask(migration, metadata);
        var state = await MigrationState.ReadAsync(
            session,
            migration,
            metadata,
            cancellation,
            [runner, version, .. new BatchedRead?[] { archives }.OfType<BatchedRead>()]
        );
        return new MigrationStatus(
            migration.Name,
            migration.Version,
            StandingOf(state),
            session.Connection.Database,
            version.Rows[0],
            state.IsApplied ? state.Record?.AppliedAt ?? state.LastUp?.ExecutedAt : null,
            state.IsApplied ? state.Record?.AppliedBy ?? state.LastUp?.ExecutedBy : null,
            state.History,
            archives?.Rows ?? [],
            runner.Rows.FirstOrDefault()?.ToString()
        )
        {
            Schema = metadata.Pair.Schema,
            RunnerWaitsFor =
                runner.Rows.Count > 0
                    ? await WaitsAsync(session, metadata.Pair.Schema, cancellation)
                    : [],
        };
    }

    private async Task<IReadOnlyList<string>> WaitsAsync(
        DatabaseSession session,
        string? schema,
        CancellationToken cancellation
    )
    {
        var tables =
            await session.LookAsync(
                """
                select c.oid::bigint from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = $1 and c.relname = any ($2)
                """,
                row => row.GetInt64(0),
                cancellation,
                schema ?? "",
                migration.ExtendedTables.ToArray()
            ) ?? [];
        var waits = await RunnerWaits.FindAsync(
            session,
            tables,
            context.Options.LockTimeout,
            cancellation
        );
        return [.. waits.Select(blocker => blocker.ToString())];
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
