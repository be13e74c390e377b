using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Roles;

/// <summary>A role that owns the objects of one database, may create in their schemas, and nothing more. It is dropped on disposal.</summary>
internal sealed class LeastRole : IAsyncDisposable
{
    private const string Handover = """
        do $$
        declare
            object record;
        begin
            for object in
                select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                    when 'f' then 'foreign table' else 'table' end as kind, c.oid::regclass::text as name
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
                    -- What belongs to an extension, and sequences of columns, go along. A partition does not, and depends on its table, too.
                    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                        and (d.deptype = 'e' or c.relkind = 'S' and d.deptype in ('i', 'a')))
                union all
                select case when p.prokind = 'p' then 'procedure' when p.prokind = 'a' then 'aggregate' else 'function' end, p.oid::regprocedure::text
                from pg_proc p
                join pg_namespace n on n.oid = p.pronamespace
                where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
                    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
                union all
                select case t.typtype when 'd' then 'domain' else 'type' end, t.oid::regtype::text
                from pg_type t
                join pg_namespace n on n.oid = t.typnamespace
                where t.typtype in ('d', 'e', 'r') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            loop
                execute format('alter %s %s owner to current_role_name', object.kind, object.name);
            end loop;
            for object in
                select quote_ident(n.nspname) as name from pg_namespace n where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            loop
                execute format('grant usage, create on schema %s to current_role_name', object.name);
            end loop;
        end
        $$;
        """;

    private readonly DatabaseServer _server;
    private readonly ScratchDatabase _database;
    private readonly string _name;

    private LeastRole(DatabaseServer server, ScratchDatabase database, string name)
    {
        _server = server;
        _database = database;
        _name = name;
    }

    /// <summary>Makes it, and hands the database's objects over.</summary>
    /// <param name="trial">Whose grants it gets beyond.</param>
    /// <param name="database">Which database.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<LeastRole> CreateAsync(
        Trial trial,
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        var name = DatabaseServer.NextName("role");
        await trial.Server.ExecuteAsync($"create role {name} nosuperuser nologin", cancellation);
        var role = new LeastRole(trial.Server, database, name);
        try
        {
            await database.ExecuteAsync(
                $"grant connect, temporary on database {database.Name} to {name};"
                    + Handover.Replace("current_role_name", name, StringComparison.Ordinal),
                cancellation
            );
            if (trial.Pair.Grants is { } grants)
            {
                await database.ExecuteAsync(
                    grants
                        .Text.Replace(":role", name, StringComparison.Ordinal)
                        .Replace(":database", database.Name, StringComparison.Ordinal),
                    cancellation
                );
            }

            return role;
        }
        catch
        {
            await role.DisposeAsync();
            throw;
        }
    }

    /// <summary>Settings of a session that has its rights from the beginning (manual, SET ROLE).</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = _name };

    /// <summary>Its name.</summary>
    public string Name => _name;

    /// <summary>Gives up what it owns and drops it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _database.ExecuteAsync($"drop owned by {_name} cascade");
        }
        finally
        {
            await _server.ExecuteAsync($"drop role if exists {_name}");
        }
    }
}
