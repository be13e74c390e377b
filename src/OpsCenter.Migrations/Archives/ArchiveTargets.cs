using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>The tables that take archived rows.</summary>
internal sealed class ArchiveTargets(DatabaseSession session)
{
    // Without a key: what was empty before takes several archives.
    private readonly HashSet<long> _occupied = [];

    /// <summary>Looks which tables have rows before anything comes back.</summary>
    public async Task ReadAsync(
        IReadOnlyList<ArchiveEntry> archives,
        CancellationToken cancellation
    )
    {
        foreach (var archive in archives.Where(archive => archive.Kind != LossKind.Columns))
        {
            if (
                await FindAsync(archive, cancellation) is { Key.Count: 0 } table
                && await session.ScalarAsync<bool>(
                    $"select exists (select from {table.Own})",
                    cancellation
                )
            )
            {
                _occupied.Add(table.Oid);
            }
        }
    }

    private async Task<TableShape?> FindAsync(
        ArchiveEntry archive,
        CancellationToken cancellation
    ) =>
        await TableShape.FindAsync(session, archive.Schema, archive.Name, cancellation)
        ?? (
            archive is { Root: not null, Kind: LossKind.Table }
                ? await RootAsync(archive, cancellation)
                : null
        );

    /// <summary>The partitioned table that the archived table was a partition of; null if it was none, or that is gone.</summary>
    public async Task<TableShape?> RootAsync(
        ArchiveEntry archive,
        CancellationToken cancellation
    ) =>
        archive.Root is { } root
            ? await TableShape.FindAsync(session, root.Schema, root.Name, cancellation)
            : null;

    /// <summary>The table that takes an archive.</summary>
    /// <exception cref="ArchiveObstacleException">There is none, or its rows cannot be told from archived ones.</exception>
    public async Task<TableShape> OfAsync(ArchiveEntry archive, CancellationToken cancellation)
    {
        var table =
            await FindAsync(archive, cancellation)
            ?? throw new ArchiveObstacleException("the table is not there");
        if (archive.Kind != LossKind.Columns && _occupied.Contains(table.Oid))
        {
            throw new ArchiveObstacleException(
                "the table has rows and no key, so that nothing tells which of them are archived ones"
            );
        }

        return table;
    }
}
