using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>
/// What an apply and a rollback do alike once there is something to do: preflight, backup, digests, the script, the commit, and the
/// comparison with the digests.
/// </summary>
internal sealed class CommittedRun
{
    private readonly EngineContext _context;
    private readonly DatabaseSession _session;
    private readonly DigestSet? _digests;

    private CommittedRun(
        EngineContext context,
        DatabaseSession session,
        ScriptRun script,
        BackupReport? backup,
        DigestSet? digests
    )
    {
        _context = context;
        _session = session;
        Script = script;
        Backup = backup;
        _digests = digests;
    }

    public ScriptRun Script { get; }

    /// <summary>The backup that was taken first; null if none was wanted, or nothing that exists was touched.</summary>
    public BackupReport? Backup { get; }

    /// <summary>Runs the journal's script of the migration, and commits.</summary>
    public static async Task<CommittedRun> MakeAsync(
        EngineContext context,
        Migration migration,
        RunnerLock runner,
        DatabaseSession session,
        EngineJournal journal,
        CancellationToken cancellation
    )
    {
        var direction = journal.Direction;
        await runner.EnsureSameServerAsync(session, cancellation);
        await new PreflightCheck(context, migration).EnsureClearAsync(
            session,
            direction,
            cancellation
        );
        var backup = await Backups.TakeAsync(context, session, migration, direction, cancellation);
        var digests = context.Options.TakeDigests
            ? await new DataDigest(
                session,
                context.Clock,
                new ReadRetry(context, session)
            ).TakeAsync(migration, cancellation)
            : null;
        var script = await new ScriptStrategy(context, session, runner).RunAsync(
            migration,
            direction,
            journal,
            cancellation
        );
        // After a rollback there is nothing that verify could compare with them.
        if (digests is not null && direction == MigrationDirection.Up)
        {
            await DigestStore.SaveAsync(session, journal.EntryId!.Value, digests, cancellation);
        }

        await runner.EnsureHeldAsync(cancellation);
        await OwnRights.KeepAsync(session, cancellation);
        await session.CommitAsync(cancellation);
        return new CommittedRun(context, session, script, backup, digests);
    }

    /// <summary>Compares the content with that of before the run; null if no digests were taken.</summary>
    public async Task<PreservationReport?> CompareAsync(
        AfterCommit after,
        CancellationToken cancellation
    ) =>
        _digests is null
            ? null
            : await after.LookAsync(
                "compare the content with that of before",
                () =>
                    new DigestComparison(
                        _session,
                        _context.Options,
                        _context.Clock,
                        new ReadRetry(_context, _session)
                    ).CompareAsync(_digests, cancellation)
            );
}
