using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Execution;

/// <summary>
/// What a transaction does to the rows of earlier tables where the server counts none: their digests, in the transaction's own
/// snapshot, which sees its writes and nobody else's.
/// </summary>
internal sealed class UncountedRows
{
    private readonly EngineContext _context;
    private readonly DatabaseSession _session;
    private readonly IReadOnlyList<PreservedTable> _tables;
    private readonly DigestSet _before;

    private UncountedRows(
        EngineContext context,
        DatabaseSession session,
        IReadOnlyList<PreservedTable> tables,
        DigestSet before
    )
    {
        _context = context;
        _session = session;
        _tables = tables;
        _before = before;
    }

    /// <summary>Takes the digests in the session's open transaction, which must be REPEATABLE READ.</summary>
    public static async Task<UncountedRows> ReadAsync(
        EngineContext context,
        DatabaseSession session,
        IReadOnlyList<PreservedTable> tables,
        CancellationToken cancellation
    ) => new(context, session, tables, await DigestAsync(context, session, tables, cancellation));

    /// <summary>The tables that the transaction has written or dropped since, by name; not those that another session has dropped.</summary>
    public async Task<IReadOnlyList<string>> TouchedAsync(CancellationToken cancellation)
    {
        var now = (
            await DigestAsync(_context, _session, _tables, cancellation)
        ).Tables.ToDictionary(digest => digest.Table.Oid);
        var removed = await OwnChanges.RemovedAsync(
            _session,
            [.. _before.Tables.Select(then => then.Table.Oid).Where(oid => !now.ContainsKey(oid))],
            cancellation
        );
        return
        [
            .. _before
                .Tables.Where(then =>
                    now.TryGetValue(then.Table.Oid, out var digest)
                        ? !TableJudgement.IsSame(then, digest)
                        : removed.Contains(then.Table.Oid)
                )
                .Select(then => $"{then.Table.Schema}.{then.Table.Name}"),
        ];
    }

    private static async Task<DigestSet> DigestAsync(
        EngineContext context,
        DatabaseSession session,
        IReadOnlyList<PreservedTable> tables,
        CancellationToken cancellation
    )
    {
        // The settings that a digest pins must not reach the script: a savepoint takes them back.
        await session.ExecuteAsync("savepoint opscenter_digest", cancellation);
        var digest = await new DataDigest(session, context.Clock).ReadAsync(
            tables,
            [],
            new Dictionary<long, long>(),
            cancellation
        );
        await session.ExecuteAsync("rollback to savepoint opscenter_digest", cancellation);
        await session.ExecuteAsync("release savepoint opscenter_digest", cancellation);
        return digest;
    }
}
