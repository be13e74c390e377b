using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>Rows that a rollback took out of the way and kept.</summary>
/// <param name="Source">The table that they were in.</param>
/// <param name="Archive">The table that they are in now.</param>
/// <param name="Rows">How many.</param>
/// <param name="ArchivedAt">When.</param>
/// <param name="RestoredAt">When they were brought back; null if they were not.</param>
public sealed record ArchivedRows(
    string Source,
    string Archive,
    long Rows,
    DateTimeOffset ArchivedAt,
    DateTimeOffset? RestoredAt
)
{
    /// <summary>The query for them; null if nothing was ever archived.</summary>
    internal static SessionRead<ArchivedRows>? Ask(Migration migration, Metadata metadata)
    {
        if (!metadata.Has("archive"))
        {
            return null;
        }

        var pair = metadata.Pair;
        object[] arguments =
            pair.Layout == PairLayout.Earlier
                ? [migration.Name, pair.Schema ?? "", migration.ExtendedTables[0]]
                : [migration.Name];
        return new SessionRead<ArchivedRows>(
            new SessionQuery(
                $"""
                select format('%I.%I', source_schema, source_table), format('%I.%I', archive_schema, archive_table),
                    row_count, archived_at::timestamptz, (to_jsonb(a) ->> 'restored_at')::timestamptz
                from opscenter.archive as a
                where migration = $1 and {OfPair(pair)}
                order by archived_at, 2
                """,
                arguments
            ),
            row => new ArchivedRows(
                row.GetString(0),
                row.GetString(1),
                row.GetInt64(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4)
            )
        );
    }

    // An earlier release kept the schema only: another one that has the table itself is another pair.
    private static string OfPair(Pair pair) =>
        pair.Layout != PairLayout.Earlier
            ? pair.Rows("a")
            : """
                $2 <> '' and (source_schema = $2 or not exists (
                    select
                    from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = source_schema and c.relname = $3))
                """;
}
