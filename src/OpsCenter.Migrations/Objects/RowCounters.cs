using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Objects;

/// <summary>The server's counters of the rows that the open transaction of a session wrote, for some tables.</summary>
internal sealed class RowCounters
{
    private const string Sql = """
        select 0, current_setting('track_counts')::boolean::integer::bigint, 0::bigint, 0::bigint
        union all
        select c.oid, c.inserted, c.updated, c.deleted
        from (
            select t.oid, pg_stat_get_xact_tuples_inserted(t.oid::oid) as inserted, pg_stat_get_xact_tuples_updated(t.oid::oid) as updated,
                pg_stat_get_xact_tuples_deleted(t.oid::oid) as deleted
            from unnest($1::bigint[]) as t (oid)) c
        where (c.inserted, c.updated, c.deleted) <> (0, 0, 0)
        """;

    private readonly Dictionary<long, (long Inserted, long Updated, long Deleted)> _counts;

    private RowCounters(Dictionary<long, (long Inserted, long Updated, long Deleted)> counts) =>
        _counts = counts;

    /// <summary>Whether the server counts.</summary>
    public bool AreOn => _counts[0].Inserted == 1;

    /// <summary>The query for those of some tables. They count what was rolled back to a savepoint, too.</summary>
    public static SessionRead<(long Oid, (long, long, long) Counts)> Ask(
        IEnumerable<DatabaseObject> tables
    ) =>
        new(
            new SessionQuery(Sql, tables.Select(table => table.Key.Oid).ToArray()),
            row => (row.GetInt64(0), (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)))
        );

    /// <summary>What was read.</summary>
    public static RowCounters Of(SessionRead<(long Oid, (long, long, long) Counts)> read) =>
        new(read.Rows.ToDictionary(row => row.Oid, row => row.Counts));

    /// <summary>What was written since an earlier reading; tables without a write are left out.</summary>
    public IReadOnlyList<RowWrites> Since(RowCounters before, IEnumerable<DatabaseObject> tables) =>
        [
            .. tables
                .Select(table =>
                {
                    var then = before._counts.GetValueOrDefault(table.Key.Oid);
                    var now = _counts.GetValueOrDefault(table.Key.Oid);
                    return new RowWrites(
                        table,
                        now.Inserted - then.Inserted,
                        now.Updated - then.Updated,
                        now.Deleted - then.Deleted
                    );
                })
                .Where(writes => writes.Inserted > 0 || writes.ChangesRows),
        ];
}
