using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>The server's cumulative counters of rows inserted, updated and deleted, by table oid.</summary>
internal static class CumulativeWrites
{
    /// <summary>Call it outside a transaction: inside one the server may answer from its first look.</summary>
    public static async Task<Dictionary<long, long>> ReadAsync(
        DatabaseSession session,
        IEnumerable<long> tables,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            """
            select t.oid,
                pg_catalog.pg_stat_get_tuples_inserted(t.oid::oid)
                + pg_catalog.pg_stat_get_tuples_updated(t.oid::oid)
                + pg_catalog.pg_stat_get_tuples_deleted(t.oid::oid)
            from unnest($1::bigint[]) as t(oid)
            """,
            row => (Oid: row.GetInt64(0), Writes: row.IsDBNull(1) ? 0 : row.GetInt64(1)),
            cancellation,
            tables.ToArray()
        );
        return rows.ToDictionary(row => row.Oid, row => row.Writes);
    }
}
