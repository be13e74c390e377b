using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;

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
                // What cannot be used is reported later.
                && await ObstacleAsync(archive, table, cancellation) is null
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

    /// <summary>As <see cref="RootAsync"/>, and what it holds may be written.</summary>
    /// <exception cref="ArchiveObstacleException">It may not.</exception>
    public async Task<TableShape?> UsableRootAsync(
        ArchiveEntry archive,
        CancellationToken cancellation
    )
    {
        var root = await RootAsync(archive, cancellation);
        return root is null || await ObstacleAsync(archive, root, cancellation) is not { } obstacle
            ? root
            : throw new ArchiveObstacleException(obstacle);
    }

    /// <summary>The table that takes an archive.</summary>
    /// <exception cref="ArchiveObstacleException">There is none, or its rows cannot be told from archived ones.</exception>
    public async Task<TableShape> OfAsync(ArchiveEntry archive, CancellationToken cancellation)
    {
        var table =
            await FindAsync(archive, cancellation)
            ?? throw new ArchiveObstacleException("the table is not there");
        if (await ObstacleAsync(archive, table, cancellation) is { } obstacle)
        {
            throw new ArchiveObstacleException(obstacle);
        }

        if (archive.Kind != LossKind.Columns && _occupied.Contains(table.Oid))
        {
            throw new ArchiveObstacleException(
                "the table has rows and no key, so that nothing tells which of them are archived ones"
            );
        }

        return table;
    }

    /// <summary>Why no rows are written to a table of another role; null if they may be.</summary>
    private async Task<string?> ObstacleAsync(
        ArchiveEntry archive,
        TableShape table,
        CancellationToken cancellation
    )
    {
        if (
            table.Owner != archive.Owner
            && !await TableCode.IsTrustedAsync(session, table.Oid, cancellation)
            && !await session.ScalarAsync<bool>(
                "select exists (select from opscenter_migrations.object o where o.class_oid = 'pg_class'::regclass::oid::bigint and o.object_oid = $1 "
                    + "and o.column_number = 0 and o.dropped_by is null)",
                cancellation,
                table.Oid
            )
        )
        {
            return $"{table.Quoted} belongs to role {SqlName.Role(table.Owner)}, which is not trusted and did not own what was archived: it would get "
                + "these rows. Find out who made it; run opscenter as its owner if it is right";
        }

        return
            await TableCode.FindAsync(
                session,
                table.Oid,
                table.Quoted,
                isWritten: true,
                cancellation
            )
                is { } code
            ? $"{code}. {TableCode.Remedy}"
            : null;
    }
}
