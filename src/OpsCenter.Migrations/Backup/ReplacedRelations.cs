using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Reads from the catalog what a replacement by a backup's contents drops or overwrites.</summary>
internal static class ReplacedRelations
{
    private const string Sql = """
        with recursive present as (
            select c.oid, c.relkind
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S') and c.relpersistence <> 't'
                and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
        ),
        matched as (
            select p.oid, p.relkind,
                p.oid = any ($1::pg_catalog.oid[]) as is_defined,
                p.oid = any ($2::pg_catalog.oid[]) as has_rows
            from present p
        ),
        replaced as (
            select oid, relkind, is_defined, is_defined as is_dropped from matched where is_defined or has_rows
            union
            select m.oid, m.relkind, m.is_defined, true
            from replaced r
            cross join lateral (
                select i.inhrelid as oid
                from pg_catalog.pg_inherits i
                where i.inhparent = r.oid and r.relkind = 'p'
                union all
                select d.objid
                from pg_catalog.pg_depend d
                join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
                where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refclassid = d.classid
                    and d.refobjid = r.oid and d.deptype in ('a', 'i') and r.relkind in ('r', 'p')) p
            join matched m on m.oid = p.oid
            where r.is_dropped
        ),
        view_use as (
            select distinct w.ev_class as view, d.refobjid as used
            from pg_catalog.pg_rewrite w
            join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.objid = w.oid
                and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjid <> w.ev_class
            join replaced r on r.oid = w.ev_class and r.relkind in ('v', 'm')
        ),
        depths as (
            select r.oid, 0 as depth from replaced r where r.relkind in ('v', 'm')
            union
            select u.used, d.depth + 1
            from depths d
            join view_use u on u.view = d.oid
            join replaced r on r.oid = u.used and r.relkind in ('v', 'm')
            where d.depth < 1000
        )
        select c.oid, c.relkind::text, n.nspname::text, c.relname::text, pg_catalog.format('%I.%I', n.nspname, c.relname),
            r.is_defined, m.has_rows,
            exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid
                    and d.refclassid = d.classid and d.deptype in ('a', 'i'))
            or exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                    and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjid = c.oid),
            coalesce((select max(depth) from depths where depths.oid = c.oid), 0)
        from (select distinct oid, is_defined from replaced) r
        join matched m on m.oid = r.oid
        join pg_catalog.pg_class c on c.oid = r.oid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        order by 5
        """;

    private static readonly string[] Kinds =
    [
        "TABLE",
        "FOREIGN TABLE",
        "VIEW",
        "MATERIALIZED VIEW",
        "SEQUENCE",
    ];

    /// <summary>
    /// The relations that the contents define or have rows of, and the partitions and sequences that go with those that are dropped, also
    /// those that the contents do not know.
    /// </summary>
    /// <exception cref="RestoreRefusedException">The contents do not tell which ones.</exception>
    public static async Task<List<ReplacedRelation>> ReadAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    )
    {
        var listed = await ListedRelations.ReadAsync(session, cancellation);
        return await session.QueryAsync(
            Sql,
            row => new ReplacedRelation(
                row.GetFieldValue<uint>(0),
                row.GetString(1)[0],
                row.GetString(2),
                row.GetString(3),
                row.GetString(4),
                row.GetBoolean(5),
                row.GetBoolean(6),
                row.GetBoolean(7),
                row.GetInt32(8)
            ),
            cancellation,
            Oids(listed.Find(Defined(contents))),
            Oids(listed.Find(contents.TableData.Select(entry => (entry.Oid, entry.TableName))))
        );
    }

    /// <summary>Schema, name and owner of each relation that the contents define.</summary>
    public static IEnumerable<string> Definitions(Contents contents) =>
        Defined(contents).Select(definition => definition.Name);

    private static long[] Oids(IReadOnlyList<uint> oids) => [.. oids.Select(oid => (long)oid)];

    private static IEnumerable<(uint Oid, string Name)> Defined(Contents contents) =>
        from entry in contents.Entries
        where entry.IsRelation
        from kind in Kinds
        where entry.IsKind(kind)
        select (entry.Oid, entry.Text[(kind.Length + 1)..]);

    /// <summary>The tables that would be tied to a replaced table by inheritance and are not replaced, with what unties them.</summary>
    public static Task<List<(string Title, string Remedy)>> OtherHeirsAsync(
        DatabaseSession session,
        IEnumerable<ReplacedRelation> replaced,
        CancellationToken cancellation
    )
    {
        long[] dropped =
        [
            .. replaced
                .Where(relation => relation.IsDefined || relation.Kind == 'p')
                .Select(relation => (long)relation.Oid),
        ];
        return session.QueryAsync(
            """
            select pg_catalog.format('%I.%I', n.nspname, c.relname),
                pg_catalog.format('alter table %I.%I no inherit %I.%I;', n.nspname, c.relname, m.nspname, p.relname)
            from pg_catalog.pg_inherits i
            join pg_catalog.pg_class c on c.oid = i.inhrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_class p on p.oid = i.inhparent
            join pg_catalog.pg_namespace m on m.oid = p.relnamespace
            where i.inhparent = any ($1::pg_catalog.oid[]) and i.inhrelid <> all ($1::pg_catalog.oid[]) and not c.relispartition
                and c.relkind in ('r', 'p', 'f')
            order by 1, 2
            """,
            row => (row.GetString(0), row.GetString(1)),
            cancellation,
            dropped
        );
    }
}
