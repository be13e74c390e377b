using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Trials;

namespace OpsCenter.Conformance.Roles;

/// <summary>
/// A role that owns the objects and schemas of one database and may create objects in these and in public, with no other
/// rights. Disposal drops it.
/// </summary>
internal sealed class LeastPrivilegeRole : IAsyncDisposable
{
    private const string TransferOwnership = """
        do $$
        declare
            object record;
        begin
            for object in
                with schemas as (
                    select n.oid, n.nspname from pg_namespace n where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
                ), objects (kind, name, class, oid) as (
                    select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                        when 'f' then 'foreign table' when 'c' then 'type' else 'table' end, c.oid::regclass::text, 'pg_class'::regclass, c.oid
                    from pg_class c
                    join schemas n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
                        -- The owner of a column sequence follows its table. A partition also depends on its table, but keeps its owner.
                        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                            and c.relkind = 'S' and d.deptype in ('i', 'a'))
                    union all
                    select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end,
                        p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid
                    from pg_proc p
                    join schemas n on n.oid = p.pronamespace
                    union all
                    select case t.typtype when 'd' then 'domain' else 'type' end, t.oid::regtype::text, 'pg_type'::regclass, t.oid
                    from pg_type t
                    join schemas n on n.oid = t.typnamespace
                    where t.typtype in ('d', 'e', 'r')
                    union all
                    select 'statistics', format('%I.%I', n.nspname, s.stxname), 'pg_statistic_ext'::regclass, s.oid
                    from pg_statistic_ext s
                    join schemas n on n.oid = s.stxnamespace
                    union all
                    select 'collation', c.oid::regcollation::text, 'pg_collation'::regclass, c.oid
                    from pg_collation c
                    join schemas n on n.oid = c.collnamespace
                    union all
                    select 'text search configuration', c.oid::regconfig::text, 'pg_ts_config'::regclass, c.oid
                    from pg_ts_config c
                    join schemas n on n.oid = c.cfgnamespace
                    union all
                    select 'text search dictionary', d.oid::regdictionary::text, 'pg_ts_dict'::regclass, d.oid
                    from pg_ts_dict d
                    join schemas n on n.oid = d.dictnamespace
                    union all
                    select 'operator', o.oid::regoperator::text, 'pg_operator'::regclass, o.oid
                    from pg_operator o
                    join schemas n on n.oid = o.oprnamespace
                    union all
                    select 'operator class', format('%I.%I using %I', n.nspname, k.opcname, m.amname), 'pg_opclass'::regclass, k.oid
                    from pg_opclass k
                    join pg_am m on m.oid = k.opcmethod
                    join schemas n on n.oid = k.opcnamespace
                    union all
                    select 'operator family', format('%I.%I using %I', n.nspname, f.opfname, m.amname), 'pg_opfamily'::regclass, f.oid
                    from pg_opfamily f
                    join pg_am m on m.oid = f.opfmethod
                    join schemas n on n.oid = f.opfnamespace
                    union all
                    select 'conversion', format('%I.%I', n.nspname, c.conname), 'pg_conversion'::regclass, c.oid
                    from pg_conversion c
                    join schemas n on n.oid = c.connamespace
                    union all
                    select 'large object', l.oid::text, 'pg_largeobject'::regclass, l.oid
                    from pg_largeobject_metadata l
                    union all
                    select 'server', quote_ident(s.srvname), 'pg_foreign_server'::regclass, s.oid
                    from pg_foreign_server s
                    union all
                    select 'publication', quote_ident(p.pubname), 'pg_publication'::regclass, p.oid
                    from pg_publication p
                    where not p.puballtables
                    union all
                    -- Who created a schema owns it: only its owner renames or drops it. Nobody creates public.
                    select 'schema', quote_ident(s.nspname), 'pg_namespace'::regclass, s.oid
                    from schemas s
                    where s.nspname <> 'public'
                )
                select o.kind, o.name
                from objects o
                -- Members of an extension keep their owner, and so do functions that a range type brings along.
                where not exists (select from pg_depend d where d.classid = o.class and d.objid = o.oid
                    and (d.deptype = 'e' or d.deptype = 'i' and o.class = 'pg_proc'::regclass))
            loop
                begin
                    execute format('alter %s %s owner to current_role_name', object.kind, object.name);
                exception when insufficient_privilege then
                    -- A publication of whole schemas belongs to a superuser.
                    if object.kind <> 'publication' then
                        raise;
                    end if;
                end;
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

    private LeastPrivilegeRole(DatabaseServer server, ScratchDatabase database, string name)
    {
        _server = server;
        _database = database;
        _name = name;
    }

    /// <summary>Creates the role and transfers the objects of the database to it.</summary>
    /// <param name="trial">The trial whose declared grants the role also gets.</param>
    /// <param name="database">The database.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<LeastPrivilegeRole> CreateAsync(
        Trial trial,
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        var name = DatabaseServer.NextName("role");
        await trial.Server.ExecuteAsync($"create role {name} nosuperuser nologin", cancellation);
        var role = new LeastPrivilegeRole(trial.Server, database, name);
        try
        {
            await database.ExecuteUnnoticedAsync(
                $"grant connect, temporary on database {database.Name} to {name};"
                    + TransferOwnership.Replace(
                        "current_role_name",
                        name,
                        StringComparison.Ordinal
                    ),
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

    /// <summary>The settings with which a session starts as this role.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = _name };

    /// <summary>The name of the role.</summary>
    public string Name => _name;

    /// <summary>Drops the objects that the role owns, and the role.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _database.ExecuteUnnoticedAsync($"drop owned by {_name} cascade");
        }
        catch (PostgresException)
        {
            // The database goes soon, and with it what depends on the role.
        }

        await _server.DropRoleAsync(_name);
    }
}
