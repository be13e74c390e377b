using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Where the sequences of tables stand, and the sequences that are replaced by themselves.</summary>
internal static class SequencePositions
{
    /// <summary>The last value that each sequence gave, by its title; those that gave none are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(
        DatabaseSession session,
        IEnumerable<uint> relations,
        CancellationToken cancellation
    )
    {
        var positions = await session.QueryAsync(
            """
            with chosen as materialized (
                select c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname) as title
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'S' and (
                    c.oid = any ($1::pg_catalog.oid[])
                    or exists (
                        select from pg_catalog.pg_depend d
                        where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.refclassid = d.classid
                            and d.refobjid = any ($1::pg_catalog.oid[]) and d.deptype in ('a', 'i')))
            ),
            stands as materialized (
                select title, pg_catalog.pg_sequence_last_value(oid) as position from chosen
            )
            select title, position from stands where position is not null
            """,
            row => (Title: row.GetString(0), Position: row.GetInt64(1)),
            cancellation,
            relations.Select(oid => (long)oid).ToArray()
        );
        return positions.ToDictionary(
            sequence => sequence.Title,
            sequence => sequence.Position,
            StringComparer.Ordinal
        );
    }

    /// <summary>A line for each sequence that stands elsewhere.</summary>
    public static IEnumerable<string> Differences(
        IReadOnlyDictionary<string, long> before,
        IReadOnlyDictionary<string, long> after
    ) =>
        before
            .Where(sequence =>
                after.TryGetValue(sequence.Key, out var now) && now != sequence.Value
            )
            .OrderBy(sequence => sequence.Key, StringComparer.Ordinal)
            .Select(sequence =>
                FormattableString.Invariant(
                    $"Sequence {sequence.Key} stands at {after[sequence.Key]}, as in the file; it stood at {sequence.Value}."
                )
            );
}
