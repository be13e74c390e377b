using System.Globalization;
using Npgsql;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Brings archived data back, in an open transaction. It overwrites nothing.</summary>
/// <param name="session">The session.</param>
/// <param name="keepExisting">Whether an archive counts as restored although rows of the table hold other values.</param>
internal sealed class ArchiveReader(DatabaseSession session, bool keepExisting)
{
    private const int MaximumKeys = 5;
    private const string Savepoint = "opscenter_restore";

    private readonly ArchiveTargets _targets = new(session);

    private readonly AwaitedArchives _awaited = new(session);

    private readonly ArchiveComparison _comparison = new(session, keepExisting);

    private long _xid;

    /// <summary>
    /// Restores archives. The newest of a table comes first, so that its values win; a table that refers to another one comes after
    /// it, and tables that refer to each other come together.
    /// </summary>
    public async Task<IReadOnlyList<RestoredData>> RestoreAsync(
        IReadOnlyList<ArchiveEntry> archives,
        CancellationToken cancellation
    )
    {
        await ArchiveSettings.PinAsync(session, cancellation);
        _xid = await session.ScalarAsync<long>(
            "select pg_current_xact_id()::text::bigint",
            cancellation
        );
        await _targets.ReadAsync(archives, cancellation);
        var open = archives.OrderByDescending(archive => archive.Id).ToList();
        var done = new List<RestoredData>();
        while (open.Count > 0)
        {
            var obstacles = new List<RestoredData>();
            var next = open.DistinctBy(archive => (archive.Schema, archive.Name)).ToList();
            foreach (var archive in next)
            {
                Sort(await TryAsync([archive], open, cancellation));
            }

            if (obstacles.Count == next.Count && _awaited.Circle(next) is { Count: > 1 } circle)
            {
                obstacles.RemoveAll(data => circle.Exists(archive => archive.Id == data.Id));
                Sort(await TryAsync(circle, open, cancellation));
            }

            if (obstacles.Count == next.Count)
            {
                done.AddRange(obstacles);
                done.AddRange(open.Except(next).Select(archive => Behind(archive, next)));
                break;
            }

            void Sort(IEnumerable<RestoredData> results)
            {
                foreach (var result in results)
                {
                    (result.Obstacle is null ? done : obstacles).Add(result);
                    open.RemoveAll(archive => result.Obstacle is null && archive.Id == result.Id);
                }
            }
        }

        var results = new List<RestoredData>();
        foreach (var result in done.OrderBy(result => result.Id))
        {
            results.Add(await _comparison.RepeatAsync(result, cancellation));
        }

        return results;
    }

    /// <summary>Restores archives together or not at all. Foreign keys between them are checked when all rows are there.</summary>
    private async Task<IReadOnlyList<RestoredData>> TryAsync(
        List<ArchiveEntry> archives,
        List<ArchiveEntry> open,
        CancellationToken cancellation
    )
    {
        await session.ExecuteAsync($"savepoint {Savepoint}", cancellation);
        try
        {
            var targets = new List<(ArchiveEntry Archive, TableShape Table)>();
            foreach (var archive in archives)
            {
                targets.Add((archive, await _targets.OfAsync(archive, cancellation)));
            }

            return await RestoreAsync(targets, cancellation);
        }
        catch (ArchiveObstacleException obstacle)
        {
            await session.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellation);
            return [.. archives.Select(archive => Refused(archive, obstacle.Message))];
        }
        catch (PostgresException exception)
            when (exception.SqlState[..2] is "0A" or "22" or "23" or "42" or "55"
                && exception.SqlState != PostgresErrorCodes.LockNotAvailable
            )
        {
            await session.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellation);
            var awaited = archives is [var alone]
                ? await _awaited.NoteAsync(alone, open, exception, cancellation)
                : null;
            return [.. archives.Select(archive => Refused(archive, awaited ?? Reason(exception)))];
        }
    }

    /// <summary>A row that is skipped, since another one has a unique value of it, would be lost with its archive.</summary>
    private async Task EnsureAllAddedAsync(
        ArchiveStatements statements,
        CancellationToken cancellation
    )
    {
        if (
            statements.BlockedKeys(MaximumKeys) is { } query
            && await session.QueryAsync(query, row => row.GetString(0), cancellation)
                is { Count: > 0 } keys
        )
        {
            throw new ArchiveObstacleException(
                $"another row has a unique value of the archived row with {string.Join("; with ", keys)}"
                    + (keys.Count == MaximumKeys ? ", and maybe of more" : "")
            );
        }
    }

    /// <summary>The detail names the key of the row that is in the way.</summary>
    private static string Reason(PostgresException exception) =>
        exception is { SqlState: PostgresErrorCodes.UniqueViolation, Detail: { } detail }
            ? $"{exception.MessageText}: {detail.TrimEnd('.')}"
            : exception.MessageText;

    private async Task<IReadOnlyList<RestoredData>> RestoreAsync(
        List<(ArchiveEntry Archive, TableShape Table)> targets,
        CancellationToken cancellation
    )
    {
        var paused = new List<PausedTriggers>();
        var statements = new List<ArchiveStatements>();
        foreach (var (archive, table) in targets)
        {
            var holding =
                await TableShape.FindAsync(
                    session,
                    VersionSchema.Archive,
                    archive.ArchiveName,
                    cancellation
                ) ?? throw new ArchiveObstacleException($"{archive.Archive} is gone");
            var root = await _targets.UsableRootAsync(archive, cancellation);
            var made = new ArchiveStatements(archive, table, root, holding, _xid);
            statements.Add(made);
            paused.Add(await PausedTriggers.PauseAsync(session, table, cancellation));
            if (made.HasMoved)
            {
                paused.AddRange(await PausedTriggers.PauseAllAsync(session, root!, cancellation));
            }
        }

        var inserts = targets
            .Zip(statements)
            .Where(target => target.First.Archive.Kind != LossKind.Columns)
            .Select(target => target.Second.Insert())
            .ToList();
        var present = new List<long>();
        foreach (var made in statements)
        {
            present.Add(
                made.Present() is { } query
                    ? await session.ScalarAsync<long>(query, cancellation)
                    : 0
            );
        }

        var inserted = inserts.Count == 0 ? [] : await CountedAsync(inserts, cancellation);
        var results = new List<RestoredData>();
        foreach (
            var ((archive, table), index) in targets.Select((target, place) => (target, place))
        )
        {
            var restored = inserted.Count == 0 ? 0 : inserted[index];
            foreach (
                var update in new[] { statements[index].Update(), statements[index].MoveBack() }
            )
            {
                restored += update is null ? 0 : (await CountedAsync([update], cancellation))[0];
            }

            await EnsureAllAddedAsync(statements[index], cancellation);
            var doubled = statements[index].Doubled() is { } query
                ? await session.ScalarAsync<long>(query, cancellation)
                : 0;
            await SequencePositions.AdvanceAsync(session, table, cancellation);
            var (differing, keys) = await _comparison.SettleAsync(
                archive,
                statements[index],
                cancellation
            );
            results.Add(
                new RestoredData(
                    archive.Id,
                    SqlName.Table(archive.Schema, archive.Name),
                    restored,
                    differing,
                    Obstacle: null
                )
                {
                    Present = present[index],
                    Doubled = doubled,
                    KeptKeys = keys,
                }
            );
        }

        _comparison.Add(targets.Select(target => target.Archive).Zip(statements));
        foreach (var triggers in paused)
        {
            await triggers.ResumeAsync(session, cancellation);
        }

        return results;
    }

    private async Task<IReadOnlyList<long>> CountedAsync(
        List<string> statements,
        CancellationToken cancellation
    )
    {
        // The server checks foreign keys at the end of the whole statement.
        var parts = statements.Select(
            (statement, place) =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"s{place} as ({statement} returning 1)"
                )
        );
        var counts = statements.Select(
            (_, place) =>
                string.Create(CultureInfo.InvariantCulture, $"(select count(*) from s{place})")
        );
        return await session.ScalarAsync<long[]>(
            $"with {string.Join(", ", parts)} select array[{string.Join(", ", counts)}]",
            cancellation
        );
    }

    private static RestoredData Behind(ArchiveEntry archive, List<ArchiveEntry> newest) =>
        Refused(
            archive,
            FormattableString.Invariant(
                $"it waits for archive {newest.Find(other => (other.Schema, other.Name) == (archive.Schema, archive.Name))!.Id} of the table, which is newer and comes first"
            )
        );

    private static RestoredData Refused(ArchiveEntry archive, string why) =>
        new(archive.Id, SqlName.Table(archive.Schema, archive.Name), 0, 0, why)
        {
            Version = archive.Version,
        };
}
