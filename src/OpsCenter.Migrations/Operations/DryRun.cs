using System.Globalization;
using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>
/// Executes the forward script for real, rolls back, and proves that nothing stayed. Nobody waits for it longer than the lock timeout, as in an
/// apply: where somebody would, it is executed on an empty copy.
/// </summary>
internal sealed class DryRun(EngineContext context, Migration migration)
{
    /// <summary>From which size on a copy is tried first: index builds on smaller tables take less than a lock timeout.</summary>
    private const long LargeBytes = 16 << 20;

    public async Task<DryRunReport> RunAsync(CancellationToken cancellation)
    {
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        var state = await MigrationState.ReadAsync(session, migration, cancellation);
        state.RefuseEditedScript();
        await runner.EnsureSameServerAsync(session, cancellation);
        // It takes no backup: the options about one are for the copy.
        await new PreflightCheck(
            context with
            {
                Options = context.Options with { Backup = null },
            },
            migration
        ).EnsureClearAsync(session, MigrationDirection.Up, cancellation);
        var digests = await new DataDigest(
            session,
            context.Clock,
            new ReadRetry(context, session)
        ).TakeAsync(migration, cancellation);
        var catalog = await CatalogFingerprint.TakeAsync(session, cancellation);

        var report = await ExecuteAsync(session, state, cancellation);

        var remains = await CatalogFingerprint.TakeAsync(session, cancellation);
        var preservation = await new DigestComparison(
            session,
            context.Options,
            context.Clock,
            new ReadRetry(context, session)
        ).CompareAsync(digests, cancellation);
        return report with
        {
            Preservation = preservation,
            CatalogDifferences = catalog.Differences(remains),
        };
    }

    private async Task<DryRunReport> ExecuteAsync(
        DatabaseSession session,
        MigrationState state,
        CancellationToken cancellation
    )
    {
        if (context.Options.AllowBlocking)
        {
            return await RunScriptAsync(context, session, cancellation);
        }

        // What a copy has not, an earlier run's record, decides what a script still does.
        string[] names =
            migration.KeepsRecord && !state.IsBegun
                ? Backups.Touched(
                    await new Plan(context, migration).RunAsync(
                        session,
                        MigrationDirection.Up,
                        cancellation
                    )
                )
                : [];
        var tables =
            names.Length == 0 ? [] : await ScopedTables.NamedAsync(session, names, cancellation);
        MigrationException? noCopy = null;
        if (tables.Sum(table => table.Bytes) >= LargeBytes)
        {
            try
            {
                return await OnCopyAsync(session, names, cancellation);
            }
            catch (MigrationException exception)
            {
                noCopy = exception;
            }
        }

        if (noCopy is not null)
        {
            context.Tell($"no copy can be made, so it runs on the tables: {noCopy.Message}");
        }

        var (report, waiters) = await OnTablesAsync(session, noCopy, cancellation);
        if (report is not null)
        {
            return report;
        }

        try
        {
            return noCopy is null && tables.Count > 0
                ? await OnCopyAsync(session, names, cancellation)
                : throw Blocks(tables, waiters, noCopy);
        }
        catch (MigrationException exception) when (exception is not DryRunBlocksException)
        {
            throw Blocks(tables, waiters, exception);
        }
    }

    /// <exception cref="MigrationRefusedException">The script would keep others waiting, and there is no copy: the remedy is about that.</exception>
    private async Task<(DryRunReport? Report, IReadOnlyList<string> Waiters)> OnTablesAsync(
        DatabaseSession session,
        MigrationException? noCopy,
        CancellationToken cancellation
    )
    {
        try
        {
            return await WatchedAsync(session, cancellation);
        }
        catch (MigrationRefusedException refusal) when (noCopy is not null)
        {
            throw new MigrationRefusedException(
                refusal.Script,
                $"{refusal.Message}\nA dry run goes to an empty copy then, which cannot be made: {noCopy.Message}",
                $"{noCopy.Remedy} What would be done, without doing it: opscenter plan. To let others wait: --allow-blocking.",
                refusal
            );
        }
    }

    /// <summary>On the tables themselves, until somebody has waited for the lock timeout.</summary>
    private async Task<(DryRunReport? Report, IReadOnlyList<string> Waiters)> WatchedAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        await using var watcher = await context.OpenAsync(cancellation);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var watch = WaiterWatch.Begin(
            context,
            watcher,
            session.Connection.ProcessID,
            work
        );
        try
        {
            return (await RunScriptAsync(context, session, work.Token), []);
        }
        catch (Exception) when (watch.Waiters.Count > 0 && !cancellation.IsCancellationRequested)
        {
            await session.RollbackAsync();
            return (null, watch.Waiters);
        }
    }

    private async Task<DryRunReport> OnCopyAsync(
        DatabaseSession session,
        IReadOnlyList<string> names,
        CancellationToken cancellation
    )
    {
        context.Tell("copies the definitions of the tables, without rows");
        await using var copy = await DryRunCopy.CreateAsync(context, session, names, cancellation);
        await using var there = await TrustedSession.OpenAsync(
            copy.Context,
            migration,
            cancellation
        );
        return await RunScriptAsync(copy.Context, there, cancellation) with { OnCopy = true };
    }

    private async Task<DryRunReport> RunScriptAsync(
        EngineContext place,
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var before = await SchemaImage.ReadAsync(session, migration, cancellation);
        var run = await new GuardedScript(place, session).RunAsync(
            migration,
            MigrationDirection.Up,
            "",
            new EngineJournal(
                migration,
                MigrationDirection.Up,
                context.Clock,
                session.CallerPath.Schemas,
                owner: session.MetadataOwner
            ),
            cancellation
        );
        var after = await SchemaImage.ReadAsync(session, migration, cancellation);
        await session.RollbackAsync();
        return new DryRunReport(
            migration.Name,
            run.Steps,
            run.Duration,
            new SchemaChange(before, after),
            null!,
            []
        );
    }

    private DryRunBlocksException Blocks(
        List<ScopedTable> tables,
        IReadOnlyList<string> waiters,
        MigrationException? noCopy
    ) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The dry run kept others waiting for {context.Options.LockTimeout.TotalMilliseconds:0} ms and was rolled back: {string.Join(", ", waiters)}. Run to its end it would keep readers and writers of {Sizes(tables)} waiting for about {Math.Max(1, Math.Ceiling(tables.Sum(table => table.Bytes) / BytesPerSecond)):0} s. Nothing stayed."
            ),
            $"It cannot run on a copy: {noCopy?.Message ?? "the migration tells no plan, or has begun already"} "
                + $"{noCopy?.Remedy} To let others wait: --allow-blocking. What would be done, without doing it: opscenter plan."
        );

    /// <summary>What building indexes on a table reads and sorts in a second, roughly.</summary>
    private const double BytesPerSecond = 100e6;

    private static string Sizes(List<ScopedTable> tables) =>
        tables.Count == 0
            ? "its tables"
            : string.Join(
                ", ",
                tables.Select(table => $"{table.Title} ({DiskRoom.Size(table.Bytes)})")
            );
}
