using System.Data;
using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Brings back what rollbacks archived of migrations that are applied again.</summary>
internal sealed class FolderRestore(
    EngineContext context,
    MigrationFolder folder,
    FolderOptions options
)
{
    public async Task<IReadOnlyList<RestoredData>> RunAsync(CancellationToken cancellation)
    {
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await context.OpenAsync(cancellation);
        await runner.EnsureSameServerAsync(session, cancellation);
        await using var mark = await WorkMark.SetAsync(session, cancellation);
        var journal = await new VersionJournal(options.Source, context.Clock).ReadAsync(
            session,
            cancellation
        );
        var entries = journal.Where(entry => entry.State == VersionState.Applied).ToList();
        var applied = entries.Select(entry => entry.Version).ToHashSet(StringComparer.Ordinal);
        var archives = (await ArchiveEntry.ReadAsync(session, options.Source, cancellation))
            .Where(archive => options.Archive is null || archive.Id == options.Archive)
            .ToList();
        if (options.Archive is { } number && archives.Count == 0)
        {
            throw new InvalidOptionException(
                $"There is no archive {number} that was not restored.",
                "opscenter status lists the archives."
            );
        }
        var waiting = Waiting(
            [.. archives.Where(archive => !applied.Contains(archive.Version))],
            FolderStanding.Of(folder, journal)
        );
        var tables = await session.QueryAsync(
            "select distinct to_regclass(t.name)::oid::bigint from unnest($1::text[]) as t (name) where to_regclass(t.name) is not null",
            row => row.GetInt64(0),
            cancellation,
            (object)archives.Select(NameOf).ToArray()
        );
        IReadOnlyList<RestoredData> restored = [];
        await new LockRetry(context, session, [session.Connection.ProcessID, runner.Pid]).RunAsync(
            new WantedLock("restore archived rows", LockMode.Of("SHARE ROW EXCLUSIVE"), tables),
            async () =>
            {
                try
                {
                    restored = await OnceAsync(session, runner, archives, applied, cancellation);
                }
                catch
                {
                    await session.RollbackAsync();
                    throw;
                }
            },
            cancellation
        );
        return [.. restored.Select(data => WithSteps(data, archives, entries)), .. waiting];
    }

    /// <summary>Archives of migrations that are not applied: the one that is to be applied first comes first.</summary>
    private static IEnumerable<RestoredData> Waiting(
        IReadOnlyList<ArchiveEntry> archives,
        FolderStanding standing
    )
    {
        var pending = standing.Await(archives.Select(archive => archive.Version)).ToList();
        return archives
            .OrderBy(archive => pending.IndexOf(archive.Version))
            .Select(archive =>
                pending.Contains(archive.Version)
                    ? new RestoredData(archive.Id, NameOf(archive), 0, 0, Obstacle: null)
                    {
                        WaitsFor = archive.Version,
                    }
                    : new RestoredData(
                        archive.Id,
                        NameOf(archive),
                        0,
                        0,
                        $"{archive.Version}, whose rollback archived it, is not applied, and is not pending in this folder"
                    )
            );
    }

    private static string NameOf(ArchiveEntry archive) =>
        SqlName.Table(archive.Schema, archive.Name);

    private static RestoredData WithSteps(
        RestoredData data,
        List<ArchiveEntry> archives,
        List<VersionEntry> applied
    )
    {
        var version = archives.Single(archive => archive.Id == data.Id).Version;
        var entry = applied.First(candidate => candidate.Version == version);
        return data with
        {
            Version = data.Kept > 0 ? version : data.Version,
            Steps = applied.Count(other => !other.IsRepeatable && other.Id >= entry.Id),
        };
    }

    private async Task<IReadOnlyList<RestoredData>> OnceAsync(
        DatabaseSession session,
        RunnerLock runner,
        List<ArchiveEntry> archives,
        HashSet<string> applied,
        CancellationToken cancellation
    )
    {
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        var restored = await new ArchiveReader(session, options.KeepExisting).RestoreAsync(
            [.. archives.Where(archive => applied.Contains(archive.Version))],
            cancellation
        );
        if (options is { Archive: null, RestorePlanOnly: false })
        {
            // SETVAL lasts whatever becomes of the transaction.
            await new KeptPositions(context, session, options.Source).RestoreAsync(
                applied,
                cancellation
            );
        }

        await runner.EnsureHeldAsync(cancellation);
        if (options.RestorePlanOnly)
        {
            await session.RollbackAsync();
        }
        else
        {
            await session.CommitAsync(cancellation);
        }

        return restored;
    }
}
