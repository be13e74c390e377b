using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Compares the tables with the archives that were restored to them, and closes the archives that are not needed any more.</summary>
/// <param name="session">The session, in the transaction of the restore.</param>
/// <param name="keepExisting">Whether an archive counts as restored although rows of the table hold other values.</param>
internal sealed class ArchiveComparison(DatabaseSession session, bool keepExisting)
{
    private readonly List<(ArchiveEntry Archive, ArchiveStatements Statements)> _restored = [];

    /// <summary>Remembers archives that are restored.</summary>
    public void Add(IEnumerable<(ArchiveEntry Archive, ArchiveStatements Statements)> restored) =>
        _restored.AddRange(restored);

    /// <summary>Closes an archive, or takes the rows out of it that are in the table as it has them.</summary>
    /// <returns>How many rows of the table hold other values.</returns>
    public async Task<long> SettleAsync(
        ArchiveEntry archive,
        ArchiveStatements statements,
        CancellationToken cancellation
    )
    {
        var differing = await DifferingAsync(archive, statements, cancellation);
        if (differing == 0 || keepExisting)
        {
            await session.ExecuteAsync(
                "update opscenter_migrations.archive set restored_at = clock_timestamp() where id = $1",
                cancellation,
                archive.Id
            );
        }
        else if (statements.Settle() is { } settle)
        {
            await session.ExecuteBatchAsync([settle], cancellation);
            await session.ExecuteAsync(
                $"update opscenter_migrations.archive set row_count = (select count(*) from {archive.Archive}) where id = $1",
                cancellation,
                archive.Id
            );
        }

        return differing;
    }

    /// <summary>Compares once more when all archives are restored: an older one may have brought back what a newer one has, too.</summary>
    public async Task<RestoredData> RepeatAsync(RestoredData result, CancellationToken cancellation)
    {
        if (result.Kept == 0 || keepExisting)
        {
            return result;
        }

        var (archive, statements) = _restored.Single(done => done.Archive.Id == result.Id);
        return result with { Kept = await SettleAsync(archive, statements, cancellation) };
    }

    private async Task<long> DifferingAsync(
        ArchiveEntry archive,
        ArchiveStatements statements,
        CancellationToken cancellation
    )
    {
        var newer = _restored
            .Select(done => done.Archive)
            .Where(other =>
                other.Id > archive.Id
                && other.Schema == archive.Schema
                && other.Name == archive.Name
                && archive.Key.All(name => other.Key.Contains(name, StringComparer.Ordinal))
            )
            .Select(other => other.Archive);
        var count = 0L;
        foreach (
            var query in new[] { statements.Differing([.. newer]), statements.DifferingMoved() }
        )
        {
            count += query is null ? 0 : await session.ScalarAsync<long>(query, cancellation);
        }

        return count;
    }
}
