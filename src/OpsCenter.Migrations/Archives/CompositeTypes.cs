using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Composite types whose values stand in columns: the server drops an attribute of all of them without writing a row.</summary>
internal sealed class CompositeTypes(DatabaseSession session, string version)
{
    private const string Sql = """
        with recursive users (class, object, number) as (
            select 'pg_type'::regclass::oid, t.oid::oid, 0 from unnest($1::bigint[]) as t (oid)
            union
            select case when c.relkind = 'c' then 'pg_type'::regclass::oid else d.classid end, case when c.relkind = 'c' then c.reltype else d.objid end,
                case when c.relkind = 'c' then 0 else d.objsubid end
            from users u
            join pg_depend d on d.refclassid = 'pg_type'::regclass and u.class = 'pg_type'::regclass and d.refobjid = u.object
            left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
            where d.classid in ('pg_type'::regclass, 'pg_class'::regclass)
        )
        select format('%I.%I.%I', n.nspname, c.relname, a.attname)
        from users u
        join pg_class c on u.class = 'pg_class'::regclass and c.oid = u.object and c.relkind in ('r', 'm')
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum = u.number
        where pg_relation_size(c.oid) > 0
        order by 1
        """;

    /// <summary>Refuses to drop an attribute of values that are there.</summary>
    public async Task EnsureKeptAsync(ScriptEffects effects, CancellationToken cancellation)
    {
        var narrowed = effects
            .Objects.Changed.Where(pair =>
                pair.Before.Kind == "type" && pair.After.File > pair.Before.File
            )
            .Select(pair => pair.Before)
            .ToList();
        if (narrowed.Count == 0)
        {
            return;
        }

        var columns = await session.QueryAsync(
            Sql,
            row => row.GetString(0),
            cancellation,
            (object)narrowed.Select(type => type.Key.Oid).ToArray()
        );
        if (columns.Count > 0)
        {
            throw new MigrationRefusedException(
                version,
                $"The rollback of {version} would drop an attribute of {string.Join(", ", narrowed.Select(type => type.Identity))}, and with it a part of the "
                    + $"values in {string.Join(", ", columns)}, which cannot be archived. It was not rolled back.",
                "Copy these values into a column of their own first, or drop them without a copy by --discard with the database's name."
            );
        }
    }
}
