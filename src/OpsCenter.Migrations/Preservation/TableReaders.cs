using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// Finds out whose code runs when a table is read. To plan a query the server executes functions in the predicates and expressions of
/// the table's indexes and in its extended statistics, as whoever asks (eval_const_expressions in get_relation_info). So such a table is
/// read as its owner, and only if that owner is trusted: code can undo a SET ROLE.
/// </summary>
internal static class TableReaders
{
    // Functions, operators and types that are built in are not recorded as what an index depends on.
    private const string Sql = """
        select c.oid::bigint,
            case
                when not c.relowner::bigint = any ($2)
                    then format('%s belongs to role %I, which is not trusted, and would run with the rights of role %I',
                        x.code, pg_get_userbyid(c.relowner), current_user)
                when not pg_has_role(c.relowner, 'MEMBER')
                    then format('%s belongs to role %I, and would run with the rights of role %I, which is no member of it',
                        x.code, pg_get_userbyid(c.relowner), current_user)
                when c.relrowsecurity and c.relforcerowsecurity
                    then format('row security hides rows from role %I', pg_get_userbyid(c.relowner))
            end,
            pg_get_userbyid(c.relowner)::text
        from pg_catalog.pg_class c
        cross join lateral (
            select min(format('the code in %s', pg_describe_object(d.classid, d.objid, 0))) as code
            from pg_catalog.pg_depend d
            where (
                    d.classid = 'pg_catalog.pg_class'::regclass
                        and d.objid in (select i.indexrelid from pg_catalog.pg_index i where i.indrelid = c.oid)
                    or d.classid = 'pg_catalog.pg_statistic_ext'::regclass
                        and d.objid in (select s.oid from pg_catalog.pg_statistic_ext s where s.stxrelid = c.oid))
                and d.refclassid in (
                    'pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_operator'::regclass, 'pg_catalog.pg_type'::regclass,
                    'pg_catalog.pg_opclass'::regclass)
                and not exists (
                    select from pg_catalog.pg_proc p
                    join pg_catalog.pg_roles o on o.oid = p.proowner and o.rolsuper
                    where d.refclassid = 'pg_catalog.pg_proc'::regclass and p.oid = d.refobjid)) x
        where c.oid::bigint = any ($1) and x.code is not null and pg_get_userbyid(c.relowner) <> current_user
        """;

    private static readonly TableReader Anybody = new(null, null);

    /// <summary>Of every table that cannot be read as it is, by oid.</summary>
    public static async Task<Func<long, TableReader>> FindAsync(
        DatabaseSession session,
        IEnumerable<long> tables,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            Sql,
            row =>
                (
                    Oid: row.GetInt64(0),
                    Reader: new TableReader(
                        row.IsDBNull(1) ? null : row.GetString(1),
                        row.GetString(2)
                    )
                ),
            cancellation,
            tables.ToArray(),
            session.TrustedRoles.Select(role => (long)role).ToArray()
        );
        var readers = rows.ToDictionary(row => row.Oid, row => row.Reader);
        return table => readers.GetValueOrDefault(table, Anybody);
    }
}
