using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>
/// The role as which the engine writes its metadata: the owner of schema opscenter, where the session may act as that one and it has
/// power over all tables there. So the tables belong to one role, whoever logs in, and that role's code runs with its own rights.
/// </summary>
internal static class MetadataRole
{
    /// <summary>Until the transaction ends, or <see cref="Leave"/>.</summary>
    public const string Enter = """
        select set_config('opscenter.own_role', current_setting('role'), true), set_config('role', pg_get_userbyid(n.nspowner)::text, true)
        from pg_catalog.pg_namespace n
        where n.nspname = 'opscenter'
          and n.nspowner <> (select r.oid from pg_catalog.pg_roles r where r.rolname = current_user)
          and pg_has_role(n.nspowner, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)
          and not exists (
              select from pg_catalog.pg_class c
              where c.relnamespace = n.oid and c.relkind = 'r' and not pg_has_role(n.nspowner, c.relowner, 'USAGE'))
        """;

    public const string Leave = """
        select set_config('role', coalesce(nullif(current_setting('opscenter.own_role', true), ''), current_setting('role')), true),
            set_config('opscenter.own_role', '', true)
        """;

    /// <summary>Executes a statement in the session's open transaction.</summary>
    public static async Task ExecuteAsync(
        DatabaseSession session,
        string sql,
        CancellationToken cancellation,
        params object[] arguments
    )
    {
        await session.ExecuteAsync(Enter, cancellation);
        await session.ExecuteAsync(sql, cancellation, arguments);
        await session.ExecuteAsync(Leave, cancellation);
    }
}
