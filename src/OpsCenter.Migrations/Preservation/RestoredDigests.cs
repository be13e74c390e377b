using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// Carries digests into a database that was dumped and restored: tables, columns and sequences have new identities there, and
/// only their names tell which is which.
/// </summary>
internal static class RestoredDigests
{
    /// <summary>The same digests under the present identities; what has no namesake keeps the old one, and counts as gone.</summary>
    public static async Task<DigestSet> TranslateAsync(
        DatabaseSession session,
        DigestSet digests,
        CancellationToken cancellation
    )
    {
        var relations = await session.QueryAsync(
            """
            select n.nspname::text, c.relname::text, c.oid::bigint
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'S')
            """,
            row => (Name: (row.GetString(0), row.GetString(1)), Oid: row.GetInt64(2)),
            cancellation
        );
        var oids = relations.ToDictionary(relation => relation.Name, relation => relation.Oid);
        var columns = await PreservedTables.ColumnsAsync(session, [.. oids.Values], cancellation);
        return digests with
        {
            // The rows were written anew, by transactions of another cluster.
            Snapshot = null,
            Tables =
            [
                .. digests.Tables.Select(digest =>
                    oids.TryGetValue((digest.Table.Schema, digest.Table.Name), out var oid)
                        ? digest with
                        {
                            Table = Translate(digest.Table, oid, [.. columns[oid]]),
                        }
                        : digest
                ),
            ],
            Sequences =
            [
                .. digests.Sequences.Select(digest =>
                    oids.TryGetValue((digest.Schema, digest.Name), out var oid)
                        ? digest with
                        {
                            Oid = oid,
                        }
                        : digest
                ),
            ],
        };
    }

    private static PreservedTable Translate(
        PreservedTable then,
        long oid,
        List<PreservedColumn> present
    ) =>
        then with
        {
            Oid = oid,
            Columns =
            [
                .. then.Columns.Select(column =>
                    present.Find(now => now.Name == column.Name) is { } found
                        ? column with
                        {
                            Number = found.Number,
                        }
                        : column with
                        {
                            Number = 0,
                        }
                ),
            ],
        };
}
