using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Batches;

/// <summary>
/// Digests of the columns that a batch does not declare, for its rows: they are locked, so that a difference is its own work.
/// </summary>
internal sealed class ColumnProof
{
    private readonly DatabaseSession _session;
    private readonly BatchTarget _target;
    private readonly IReadOnlyList<(string Name, string Quoted)> _columns;
    private readonly string[] _keys;
    private readonly string[] _before;

    private ColumnProof(
        DatabaseSession session,
        BatchTarget target,
        IReadOnlyList<(string Name, string Quoted)> columns,
        string[] keys,
        string[] before
    ) => (_session, _target, _columns, _keys, _before) = (session, target, columns, keys, before);

    /// <summary>Locks the rows and takes the digests, in the open transaction.</summary>
    /// <param name="session">The session.</param>
    /// <param name="range">The rows.</param>
    /// <param name="declared">The columns that may change, as the server knows them.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ColumnProof> TakeAsync(
        DatabaseSession session,
        BatchRange range,
        IReadOnlyList<string> declared,
        CancellationToken cancellation
    )
    {
        var target = range.Target;
        var columns = await session.QueryAsync(
            "select a.attname::text, quote_ident(a.attname) from pg_attribute a where a.attrelid::bigint = $1 and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' "
                + "order by a.attnum",
            row => (Name: row.GetString(0), Quoted: row.GetString(1)),
            cancellation,
            target.Tables[0]
        );
        columns.RemoveAll(column =>
            column.Name == target.Column || declared.Contains(column.Name, StringComparer.Ordinal)
        );
        var keys = await session.QueryAsync(
            $"select {target.Key}::text from {target.Source} t where {range.In("t")} order by {target.Key} for no key update",
            row => row.GetString(0),
            cancellation
        );
        var proof = new ColumnProof(session, target, columns, [.. keys], []);
        return new ColumnProof(
            session,
            target,
            columns,
            [.. keys],
            await proof.DigestAsync(cancellation)
        );
    }

    /// <summary>The columns that differ by now, quoted; <c>*</c> if rows are gone or were added.</summary>
    public async Task<IReadOnlyList<string>> CompareAsync(CancellationToken cancellation)
    {
        var after = await DigestAsync(cancellation);
        return after[0] != _before[0]
            ? ["*"]
            :
            [
                .. _columns
                    .Where((_, place) => after[place + 1] != _before[place + 1])
                    .Select(column => column.Quoted),
            ];
    }

    private async Task<string[]> DigestAsync(CancellationToken cancellation)
    {
        var sums = _columns.Select(column =>
            $", coalesce(sum(hashtextextended({_target.Key}::text || coalesce('=' || {SqlName.Column(column.Name)}::text, ''), 0)::numeric), 0)::text"
        );
        return await _session.ScalarAsync<string[]>(
            $"select array[count(*)::text{string.Concat(sums)}] from {_target.Source} t where {_target.Key} = any ($1::text[]::pg_catalog.{_target.Type}[])",
            cancellation,
            (object)_keys
        );
    }
}
