using System.Text.RegularExpressions;

namespace OpsCenter.Migrations.Sessions;

/// <summary>
/// Looks up which right a role lacks when the server denied something: the message names an object, whatever its language, and the
/// catalogs say what the role may not do with it. Only what the engine and the scripts themselves need is ever advised: a message may
/// come from somebody's trigger, and must not talk an administrator into granting something else.
/// </summary>
internal static partial class MissingRights
{
    // What initdb revoked from PUBLIC (pg_init_privs) stays revoked: nothing here calls it.
    private const string Sql = """
        select 'use language ' || l.lanname,
            pg_catalog.format('grant usage on language %I to %I;', l.lanname, current_user)
        from pg_catalog.pg_language as l
        where l.lanname = 'plpgsql' and l.lanname = any ($1::text[])
            and not pg_catalog.has_language_privilege(l.oid, 'USAGE')
        union all
        select pg_catalog.format('execute function %I.%I', n.nspname, p.proname),
            pg_catalog.format('grant execute on function %I.%I(%s) to %I;',
                n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid), current_user)
        from pg_catalog.pg_proc as p
        join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
        where n.nspname = 'pg_catalog' and p.proname = any ($1::text[])
            and not pg_catalog.has_function_privilege(p.oid, 'EXECUTE')
            and not exists (
                select from pg_catalog.pg_init_privs as i
                where i.objoid = p.oid and i.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass)
        union all
        select pg_catalog.format('read %I.%I', n.nspname, c.relname),
            pg_catalog.format('grant select on %I.%I to %I;', n.nspname, c.relname, current_user)
        from pg_catalog.pg_class as c
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = 'pg_catalog' and c.relkind in ('r', 'v') and c.relname = any ($1::text[])
            and not pg_catalog.has_table_privilege(c.oid, 'SELECT')
            and exists (
                select
                from pg_catalog.pg_init_privs as i, pg_catalog.aclexplode(i.initprivs) as a
                where i.objoid = c.oid and i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    and i.objsubid = 0 and a.grantee = 0 and a.privilege_type = 'SELECT')
        union all
        select pg_catalog.format('use type %s', pg_catalog.format_type(t.oid, null)),
            pg_catalog.format('grant usage on type %s to %I;', pg_catalog.format_type(t.oid, null), current_user)
        from pg_catalog.pg_type as t
        join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
        where n.nspname = 'pg_catalog' and t.typtype = 'b'
            and (t.typname = any ($1::text[]) or pg_catalog.format_type(t.oid, null) = any ($1::text[]))
            and not pg_catalog.has_type_privilege(t.oid, 'USAGE')
        union all
        select pg_catalog.format('use schema %I', n.nspname),
            pg_catalog.format('grant usage on schema %I to %I;', n.nspname, current_user)
        from pg_catalog.pg_namespace as n
        where n.nspname = any ($1::text[]) and n.nspname = any (pg_catalog.current_schemas(true))
            and not pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        union all
        select 'read the metadata',
            pg_catalog.format('grant usage on schema opscenter to %1$I; grant select on %2$s to %1$I;', current_user,
                pg_catalog.string_agg(pg_catalog.format('opscenter.%I', c.relname), ', ' order by c.relname))
        from pg_catalog.pg_namespace as n
        join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relkind = 'r' and c.relname in (
            'pair', 'migration', 'created_object', 'archive', 'journal', 'digest', 'known_whole')
        where n.nspname = 'opscenter'
        having 'opscenter' = any ($1::text[]) and not pg_catalog.has_schema_privilege(pg_catalog.min(n.oid), 'USAGE')
            or pg_catalog.bool_or(c.relname = any ($1::text[]) and not pg_catalog.has_table_privilege(c.oid, 'SELECT'))
        order by 1, 2
        """;

    /// <summary>A row for each missing right: what the role may not do, and the statement that gives just that.</summary>
    /// <param name="message">What the server said.</param>
    public static SessionQuery Query(string message)
    {
        string[] words =
        [
            .. Word()
                .Matches(message)
                .Select(match =>
                    match.Groups["quoted"] is { Success: true } quoted ? quoted.Value : match.Value
                )
                .Distinct(StringComparer.Ordinal),
        ];
        return new SessionQuery(Sql, (object)words);
    }

    [GeneratedRegex("""["«„“'](?<quoted>[^"»“”']+)["»“”']|[\w$]+""", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
