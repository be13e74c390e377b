using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Finds and reads the sequences that were there before the migration.</summary>
internal static class Sequences
{
    /// <summary>Why the current role cannot read sequence c of pg_class, as an expression; null if it can.</summary>
    public const string Hindrance = """
        case when not has_sequence_privilege(c.oid, 'select')
            then format('role %I may not read it', current_user)
        end
        """;

    public static async Task<IReadOnlyList<Sequence>> FindAsync(
        DatabaseSession session,
        CreatedObjects created,
        CancellationToken cancellation
    ) =>
        // A sequence that a created column or table owns is part of it, recorded or not.
        await session.QueryAsync(
            $"""
            select c.oid::bigint, n.nspname::text, c.relname::text, {Hindrance}
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and c.relpersistence <> 't'
              and n.nspname = any ($2) and n.nspname not in ('opscenter', 'pg_catalog')
              and not c.oid::bigint = any ($1)
              and not exists (
                  select from pg_catalog.pg_depend d
                  where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
                    and d.refclassid = 'pg_catalog.pg_class'::regclass and d.deptype in ('a', 'i')
                    and d.refobjid::bigint = any ($1))
            order by n.nspname, c.relname
            """,
            row => new Sequence(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetString(3)
            ),
            cancellation,
            created.Oids,
            session.CallerPath.Schemas.ToArray()
        );

    /// <summary>Their positions, in the session's open transaction. One that somebody has dropped since is left out.</summary>
    public static async Task<IReadOnlyList<SequenceDigest>> ReadAsync(
        DatabaseSession session,
        IReadOnlyList<Sequence> sequences,
        CancellationToken cancellation
    )
    {
        var digests = new List<SequenceDigest>();
        foreach (var sequence in sequences.Where(s => s.Hindrance is null))
        {
            var rows = await ListedRelation.ReadAsync(
                session,
                sequence.Oid,
                new SessionQuery(
                    $"""
                    select v.last_value, v.is_called, s.seqincrement,
                        format('%s start %s min %s max %s cache %s cycle %s', s.seqtypid::regtype, s.seqstart, s.seqmin, s.seqmax,
                            s.seqcache, s.seqcycle)
                    from {SqlName.Table(sequence.Schema, sequence.Name)} v
                    join pg_catalog.pg_sequence s on s.seqrelid = ($1::bigint)::oid
                    """,
                    sequence.Oid
                ),
                row => new SequenceDigest(
                    sequence.Oid,
                    sequence.Schema,
                    sequence.Name,
                    row.GetInt64(0),
                    row.GetBoolean(1),
                    row.GetInt64(2),
                    row.GetString(3)
                ),
                cancellation
            );
            digests.AddRange(rows ?? []);
        }

        return digests;
    }
}
