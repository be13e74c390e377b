using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>Databases on which V2 names an obstacle, and changes nothing.</summary>
internal static class RefusedScenes
{
    private const string Pricing = FoundScenes.Pricing;

    /// <summary>Rows that were there and are gone, but the table's size stays: what one transaction would take long for.</summary>
    private const string Big = """
        alter table llm_usage_logs alter column error_message set storage plain;
        alter table llm_usage_logs set (autovacuum_enabled = false);
        insert into llm_usage_logs (user_id, error_message) select 'ballast', repeat('x', 7000) from generate_series(1, 36000);
        delete from llm_usage_logs where user_id = 'ballast';
        """;

    private const string Owned = """
        alter table llm_providers owner to pg_monitor;
        alter table llm_usage_logs owner to pg_monitor;
        """;

    private const string Servers = """
        create table model_servers (
            id uuid primary key default gen_random_uuid(), name varchar(255) not null unique, type varchar(50) not null,
            location varchar(20) default 'local', host varchar(255) not null, port integer not null, gpu_id integer,
            auto_start boolean default false, enabled boolean default true, health_status varchar(20) default 'unknown',
            last_health_check timestamp, created_at timestamp default current_timestamp, metadata jsonb default '{}', unique (host, port));
        """;

    public static IReadOnlyList<Scene> All { get; } =
    [
        new(
            "nothing of V1",
            "drop table llm_usage_logs cascade; drop table llm_providers cascade;"
        ),
        new("half of V1", "drop table llm_usage_logs cascade;"),
        new(
            "V1 tables that are views",
            "alter table llm_usage_logs rename to logs; create view llm_usage_logs as select * from logs;"
        ),
        new(
            "columns of other types",
            "alter table llm_providers add metadata text; alter table llm_usage_logs add server_id text, add source int, add cost_usd numeric(10,2); alter table llm_usage_logs drop column latency_ms, add latency_ms int generated always as (1) stored;"
        ),
        new("a table of another shape", "create table model_servers (id uuid primary key);"),
        new(
            "a table of other types",
            "create table model_pricing (model_id int primary key, provider varchar(50) not null, currency varchar(3), source varchar(50) generated always as ('x') stored);"
        ),
        new(
            "a table without its key",
            Pricing + "alter table model_pricing drop constraint model_pricing_pkey;"
        ),
        new(
            "a table with a rule",
            Pricing + "create rule no_delete as on delete to model_pricing do instead nothing;"
        ),
        new(
            "a table that wants more",
            Pricing + "alter table model_pricing add tenant int not null;"
        ),
        new(
            "rows that are equal",
            """
            create table model_permissions (
                id uuid primary key default gen_random_uuid(), model_id varchar(255) not null, access_type varchar(50) not null,
                access_value varchar(255) not null, allowed boolean default true, created_at timestamp default current_timestamp,
                created_by varchar(255));
            insert into model_permissions (id, model_id, access_type, access_value)
            select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'm', 't', 'v' from generate_series(1, 2) as n;
            """
        ),
        new("equal rows of V2")
        {
            Use =
                "drop index idx_installed_models_unversioned;"
                + V2Use.Sql
                + "insert into installed_models (id, server_id, model_name) values ('b0000000-0000-0000-0000-000000000002', 'a0000000-0000-0000-0000-000000000001', 'llama');",
        },
        new(
            "values that refer to nothing",
            FoundScenes.ServerColumn
                + "update llm_usage_logs set server_id = 'a0000000-0000-0000-0000-000000000001' where id = (select min(id::text)::uuid from llm_usage_logs);"
        ),
        new(
            "a child of another type",
            "create table logs_old (source int) inherits (llm_usage_logs);"
        ),
        new("a view of a wanted name", "create view audit_log as select 1 as id;"),
        new("a type of a wanted name", "create type model_permissions as enum ('a');"),
        new("a table out of reach of the path")
        {
            Settings = Scenes.Set("search_path", "pg_catalog"),
        },
        new("a role that owns nothing") { Settings = Scenes.Set("role", "pg_monitor") },
        new("a role that owns V1's tables only", Owned + Pricing)
        {
            Settings = Scenes.Set("role", "pg_monitor"),
        },
        new(
            "a role that owns one of V1's tables",
            "create index providers_type on llm_providers (type); alter table llm_usage_logs owner to pg_monitor;"
        )
        {
            Settings = Scenes.Set("role", "pg_monitor"),
        },
        new(
            "a role that may create nothing where its table is",
            Owned
                + """
                create schema logs;
                alter table llm_usage_logs set schema logs;
                grant usage on schema logs to pg_monitor;
                grant create on schema public to pg_monitor;
                """
        )
        {
            Settings = Scenes.Set("role", "pg_monitor", "search_path", "public, logs"),
        },
        new(
            "a role that may not use the record's schema",
            Owned + "grant create on schema public to pg_monitor; create schema opscenter;"
        )
        {
            Settings = Scenes.Set("role", "pg_monitor"),
        },
        new(
            "a role that may not refer to a table that was there",
            Owned
                + Servers
                + "grant create on schema public to pg_monitor; create schema opscenter authorization pg_monitor;"
        )
        {
            Settings = Scenes.Set("role", "pg_monitor"),
        },
        new(
            "a role that may not read all that was there",
            Owned
                + Servers
                + FoundScenes.Permissions
                + FoundScenes.ServerColumn
                + """
                grant create on schema public to pg_monitor;
                create schema opscenter authorization pg_monitor;
                """
        )
        {
            Settings = Scenes.Set("role", "pg_monitor"),
        },
        new(
            "a role that may read equal rows, but not what they refer to",
            Owned
                + Servers
                + FoundScenes.Permissions
                + FoundScenes.ServerColumn
                + """
                insert into model_permissions (id, model_id, access_type, access_value)
                select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'm', 't', 'v' from generate_series(1, 2) as n;
                grant select on model_permissions to pg_monitor;
                """
        )
        {
            Settings = Scenes.Set("role", "pg_monitor"),
        },
        new(
            "a record of other hands",
            "create schema opscenter; create table opscenter.migration (id int); create table opscenter.created_object (id int);"
        ),
        new("half a record", "create schema opscenter; create table opscenter.migration (id int);"),
        new("a big table", Big),
    ];
}
