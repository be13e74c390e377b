using System.Data;
using System.Diagnostics;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Applies one migration with its entry in the journal: in one transaction, or part by part.</summary>
internal sealed class VersionApply(
    EngineContext context,
    RunnerLock runner,
    DatabaseSession session,
    VersionJournal journal,
    OtherTool other,
    FolderOptions options
) : IAsyncDisposable
{
    private readonly WholeEntry _entries = new(options.Source, context.Clock);

    private readonly PartRun _transactions = new(context, runner, session);

    /// <inheritdoc cref="PartRun.CheckImageAsync"/>
    public Task CheckImageAsync() => _transactions.CheckImageAsync();

    /// <inheritdoc cref="WholeEntry.FlushAsync"/>
    public Task FlushAsync() => WholeEntry.FlushAsync(session, CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _transactions.DisposeAsync();

    public async Task<FolderStep> RunAsync(
        FolderVersion version,
        IReadOnlyList<ScriptPart> parts,
        bool isFollowed,
        CancellationToken cancellation
    )
    {
        var migration = version.Migration!;
        var started = Stopwatch.GetTimestamp();
        var isWhole = ScriptPart.IsWhole(parts);
        if (isWhole && version.State != VersionState.Applying)
        {
            var part = parts is [var only] ? only : new ScriptPart([], InTransaction: true);
            var effects = await _transactions.RunAsync(
                migration.Up.Script,
                part,
                new ApplyPart(
                    migration,
                    options.Preserve,
                    other,
                    async (open, did, token) =>
                    {
                        await _entries.AddAsync(
                            open.Session,
                            migration,
                            Stopwatch.GetElapsedTime(started),
                            did.Objects,
                            !WroteRows(did) && did.Objects.IsAdditive,
                            token
                        );
                        await other.KeepAsync(open.Session, token);
                    }
                )
                {
                    IsFollowed = isFollowed,
                },
                cancellation
            );
            return Step(version, effects, started);
        }

        await other.EnsureQuietAsync(session, ScriptEffects.None, cancellation);
        var entry = await journal.BeginAsync(session, migration, cancellation);
        var sum = await new PartsRun(
            context,
            runner,
            _transactions,
            parts,
            migration.Up.Script,
            options.MaxLag
        ).RunAsync(
            session,
            entry,
            version.State == VersionState.Applying ? version.Entry!.Progress : PartProgress.None,
            record => new ApplyPart(
                migration,
                options.Preserve,
                other,
                async (open, did, token) =>
                {
                    await RecordAsync(open.Session, entry, migration, did, token);
                    await record(open.Session, token);
                }
            ),
            (did, token) => RecordAsync(session, entry, migration, did, token),
            cancellation
        );
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            await journal.CompleteAsync(
                session,
                entry,
                migration,
                Stopwatch.GetElapsedTime(started),
                cancellation
            );
            await other.KeepAsync(session, cancellation);
            await session.CommitAsync(cancellation);
        }
        finally
        {
            await session.RollbackAsync();
        }

        return Step(version, sum, started);
    }

    private static Task RecordAsync(
        DatabaseSession session,
        long id,
        FolderMigration migration,
        ScriptEffects effects,
        CancellationToken cancellation
    ) =>
        ObjectRecord.ApplyAsync(
            session,
            id,
            migration.Key,
            effects.Objects,
            WroteRows(effects),
            cancellation
        );

    private static bool WroteRows(ScriptEffects effects) =>
        effects.ChangesRows || effects.Rows.Count > 0 || !effects.AreRowsCounted;

    private static FolderStep Step(FolderVersion version, ScriptEffects effects, long started) =>
        new(
            version.Migration!.Version.Text,
            version.Title,
            version.Migration!.Up.File,
            effects,
            Stopwatch.GetElapsedTime(started),
            []
        );
}
