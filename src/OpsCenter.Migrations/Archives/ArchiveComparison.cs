using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Compares the tables with the archives that were restored to them, and closes the archives that are not needed any more.</summary>
/// <param name="session">The session, in the transaction of the restore.</param>
/// <param name="keepExisting">Whether an archive counts as restored although rows of the table hold other values.</param>
internal sealed class ArchiveComparison(DatabaseSession session, bool keepExisting)
{
    private const int MaximumKeys = 5;

    private readonly List<(ArchiveEntry Archive, ArchiveStatements Statements)> _restored = [];

    /// <summary>Remembers archives that are restored.</summary>
    public void Add(IEnumerable<(ArchiveEntry Archive, ArchiveStatements Statements)> restored) =>
        _restored.AddRange(restored);

    /// <summary>Closes an archive, or takes the rows out of it that are in the table as it has them.</summary>
    /// <returns>How many rows of the table hold other values, and the keys of the first of them.</returns>
    public async Task<(long Rows, IReadOnlyList<string> Keys)> SettleAsync(
        ArchiveEntry archive,
        ArchiveStatements statements,
        CancellationToken cancellation
    )
    {
        var (differing, keys) = await DifferingAsync(archive, statements, cancellation);
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

        return (differing, keys);
    }

    /// <summary>Compares once more when all archives are restored: an older one may have brought back what a newer one has, too.</summary>
    public async Task<RestoredData> RepeatAsync(RestoredData result, CancellationToken cancellation)
    {
        if (result.Kept == 0 || keepExisting)
        {
            return result;
        }

        var (archive, statements) = _restored.Single(done => done.Archive.Id == result.Id);
        var (rows, keys) = await SettleAsync(archive, statements, cancellation);
        return result with { Kept = rows, KeptKeys = keys };
    }

    private async Task<(long Rows, IReadOnlyList<string> Keys)> DifferingAsync(
        ArchiveEntry archive,
        ArchiveStatements statements,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<string> newer =
        [
            .. _restored
                .Select(done => done.Archive)
                .Where(other =>
                    other.Id > archive.Id
                    && other.Schema == archive.Schema
                    && other.Name == archive.Name
                    && archive.Key.All(name => other.Key.Contains(name, StringComparer.Ordinal))
                )
                .Select(other => other.Archive),
        ];
        var count = 0L;
        foreach (var query in new[] { statements.Differing(newer), statements.DifferingMoved() })
        {
            count += query is null ? 0 : await session.ScalarAsync<long>(query, cancellation);
        }

        return (
            count,
            count > 0 && statements.DifferingKeys(newer, MaximumKeys) is { } keys
                ? await session.QueryAsync(keys, row => row.GetString(0), cancellation)
                : []
        );
    }
}
