using Npgsql;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Versions;

/// <summary>
/// Which migration created which object. It follows what later migrations do: what they change is recorded anew, what they drop
/// is kept for their rollback.
/// </summary>
internal static class ObjectRecord
{
    /// <summary>Records what a script did, in its transaction.</summary>
    /// <param name="session">The session.</param>
    /// <param name="id">The entry of the migration.</param>
    /// <param name="version">Its version.</param>
    /// <param name="difference">What it did.</param>
    /// <param name="wroteRows">Whether it changed rows that were there before.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task ApplyAsync(
        DatabaseSession session,
        long id,
        string version,
        ObjectDifference difference,
        bool wroteRows,
        CancellationToken cancellation
    )
    {
        if (wroteRows || !difference.IsAdditive)
        {
            await session.ExecuteAsync(
                "update opscenter_migrations.version set is_additive = false where id = $1",
                cancellation,
                id
            );
        }

        await session.ReadAsync(
            [.. Statements("select $1::bigint as id", [id], version, difference)],
            cancellation
        );
    }

    /// <summary>Records what a rollback did, in its transaction: what its migration had dropped is there again.</summary>
    public static async Task RollBackAsync(
        DatabaseSession session,
        string version,
        ObjectDifference difference,
        CancellationToken cancellation
    )
    {
        await session.ReadAsync([.. Follow(version, difference)], cancellation);
        await session.ExecuteAsync(
            """
            update opscenter_migrations.object o
            set class_oid = u.class, object_oid = u.oid, column_number = u.number, definition = u.definition, dropped_by = null
            from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::integer[], $7::text[])
                as u (kind, identity, class, oid, number, definition)
            where o.dropped_by = $1 and o.kind = u.kind and o.identity = u.identity
            """,
            cancellation,
            [version, .. Columns(difference.Created)]
        );
    }

    /// <summary>The objects that a migration created and that are there, in the order of their creation.</summary>
    public static async Task<IReadOnlyList<DatabaseObject>> ReadAsync(
        DatabaseSession session,
        long id,
        CancellationToken cancellation
    ) =>
        await session.QueryAsync(
            """
            select o.kind, o.identity, o.class_oid, o.object_oid, o.column_number, o.table_identity, o.definition
            from opscenter_migrations.object o
            where o.version_id = $1 and o.dropped_by is null
            order by o.place
            """,
            Read,
            cancellation,
            id
        );

    /// <summary>
    /// Whether the database is the one of the record: in a copy, which a dump was restored into, no object has the number that it had, and no
    /// entry is a row of the transaction that it names.
    /// </summary>
    public static Task<bool> IsOfDatabaseAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<bool>(
            """
            select exists (
                select
                from opscenter_migrations.object o
                join pg_class c on c.oid::bigint = o.object_oid
                join pg_namespace n on n.oid = c.relnamespace
                where o.class_oid = 'pg_class'::regclass::oid::bigint and o.column_number = 0
                    and o.identity = format('%I.%I', n.nspname, c.relname))
                or exists (select from opscenter_migrations.version v where v.xmin = v.applied_xid::xid)
            """,
            cancellation
        );

    /// <summary>A recorded index of that name that is not there; null if there is none.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The name as a script has it.</param>
    /// <param name="schemas">Where it is sought.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<DatabaseObject?> FindGoneIndexAsync(
        DatabaseSession session,
        string name,
        IReadOnlyList<string> schemas,
        CancellationToken cancellation
    ) =>
        (
            await session.QueryAsync(
                """
                select o.kind, o.identity, o.class_oid, o.object_oid, o.column_number, o.table_identity, o.definition
                from unnest($2::text[]) with ordinality as p (schema_name, place)
                cross join lateral (select parse_ident($1) as parts) x
                join opscenter_migrations.object o on o.kind = 'index' and o.dropped_by is null
                    and o.identity = format('%I.%I', case when cardinality(x.parts) > 1 then x.parts[cardinality(x.parts) - 1] else p.schema_name end,
                        x.parts[cardinality(x.parts)])
                where not exists (select from pg_class c where c.oid::bigint = o.object_oid)
                order by p.place
                limit 1
                """,
                Read,
                cancellation,
                name,
                schemas.ToArray()
            )
        ).FirstOrDefault();

    /// <summary>The statements that record what a script did, but for <c>is_additive</c>.</summary>
    /// <param name="id">The entry of the migration, as an expression or a number; <paramref name="key"/> has its parameters, $1 first.</param>
    /// <param name="key">The parameters of the expression.</param>
    /// <param name="version">Its version.</param>
    /// <param name="difference">What it did.</param>
    public static IEnumerable<BatchedRead> Statements(
        string id,
        object[] key,
        string version,
        ObjectDifference difference
    ) => [.. Follow(version, difference), .. Add(id, key, difference.Created)];

    private static IEnumerable<BatchedRead> Follow(string version, ObjectDifference difference)
    {
        if (difference.Dropped.Count > 0)
        {
            yield return new SessionCommand(
                """
                update opscenter_migrations.object o
                set dropped_by = $1
                from unnest($2::bigint[], $3::bigint[], $4::integer[]) as u (class, oid, number)
                where o.class_oid = u.class and o.object_oid = u.oid and o.column_number = u.number and o.dropped_by is null
                """,
                version,
                difference.Dropped.Select(found => found.Key.Class).ToArray(),
                difference.Dropped.Select(found => found.Key.Oid).ToArray(),
                difference.Dropped.Select(found => found.Key.Column).ToArray()
            );
        }

        if (difference.Changed.Count > 0)
        {
            yield return new SessionCommand(
                """
                update opscenter_migrations.object o
                set identity = u.identity, definition = u.definition
                from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::integer[], $6::text[])
                    as u (kind, identity, class, oid, number, definition)
                where o.class_oid = u.class and o.object_oid = u.oid and o.column_number = u.number and o.dropped_by is null
                """,
                Columns([.. difference.Changed.Select(pair => pair.After)])
            );
        }
    }

    private static DatabaseObject Read(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            new ObjectKey(row.GetInt64(2), row.GetInt64(3), row.GetInt32(4)),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.GetString(6)
        );

    private static IEnumerable<BatchedRead> Add(
        string id,
        object[] key,
        IReadOnlyList<DatabaseObject> created
    )
    {
        if (created.Count == 0)
        {
            return [];
        }

        var at = key.Length;
        var (kinds, names) = ($"${at + 1}::text[]", $"${at + 2}::text[]");
        return
        [
            new SessionCommand(
                $"""
                -- An index that was built anew.
                with entry as materialized (
                    {id}
                ), earlier as (
                    delete from opscenter_migrations.object o
                    using unnest({kinds}, {names}) as u (kind, identity)
                    where o.version_id = (select e.id from entry e) and o.kind = u.kind and o.identity = u.identity and o.kind = 'index'
                        and o.dropped_by is null)
                insert into opscenter_migrations.object
                    (version_id, place, kind, identity, class_oid, object_oid, column_number, definition, table_identity)
                select e.id, u.place + (select coalesce(max(o.place), 0) from opscenter_migrations.object o where o.version_id = e.id),
                    u.kind, u.identity, u.class, u.oid, u.number, u.definition, nullif(u.parent, '')
                from entry e
                cross join unnest({kinds}, {names}, ${at + 3}::bigint[], ${at + 4}::bigint[], ${at
                    + 5}::integer[], ${at + 6}::text[],
                    ${at
                    + 7}::text[]) with ordinality as u (kind, identity, class, oid, number, definition, parent, place)
                """,
                [.. key, .. Columns(created), created.Select(found => found.Table ?? "").ToArray()]
            ),
        ];
    }

    private static object[] Columns(IReadOnlyList<DatabaseObject> objects) =>
        [
            objects.Select(found => found.Kind).ToArray(),
            objects.Select(found => found.Identity).ToArray(),
            objects.Select(found => found.Key.Class).ToArray(),
            objects.Select(found => found.Key.Oid).ToArray(),
            objects.Select(found => found.Key.Column).ToArray(),
            objects.Select(found => found.Definition).ToArray(),
        ];
}
