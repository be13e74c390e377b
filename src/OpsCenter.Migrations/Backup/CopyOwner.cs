using System.Text.RegularExpressions;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Lets the owner of a table write its rows: what its checks, generated columns, domains and triggers call runs with the rights of that
/// owner, and not with those of a superuser who restores.
/// </summary>
internal static partial class CopyOwner
{
    private const string Sql = """
        select pg_catalog.current_setting('role'), pg_catalog.set_config('role', r.rolname::text, true)
        from pg_catalog.pg_class c
        join pg_catalog.pg_roles r on r.oid = c.relowner and r.rolname <> current_user
        where c.oid = pg_catalog.to_regclass($1)
            and pg_catalog.pg_has_role(r.oid, case when pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 160000 then 'SET' else 'MEMBER' end)
            and pg_catalog.has_schema_privilege(r.oid, c.relnamespace, 'USAGE')
            and pg_catalog.has_table_privilege(r.oid, c.oid, 'INSERT')
            and not (c.relrowsecurity and c.relforcerowsecurity)
        """;

    /// <param name="session">In the transaction of the restore.</param>
    /// <param name="command">The COPY, as pg_restore writes it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The setting to go back to; null if the role stays, because it owns the table, or the owner could not do it.</returns>
    public static async Task<string?> BecomeAsync(
        DatabaseSession session,
        string command,
        CancellationToken cancellation
    )
    {
        var before = await session.QueryAsync(
            Sql,
            row => row.GetString(0),
            cancellation,
            Table().Match(command).Groups["table"].Value
        );
        return before.Count == 0 ? null : before[0];
    }

    [GeneratedRegex(
        @"^COPY (?<table>(?:""(?:[^""]|"""")*""|[^"". ]+)\.(?:""(?:[^""]|"""")*""|[^"". ]+)) "
    )]
    private static partial Regex Table();
}
