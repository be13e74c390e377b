using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>What a rollback meets.</summary>
internal static class RollbackScenes
{
    private static readonly IReadOnlyDictionary<string, string> Monitor = Scenes.Set(
        "role",
        "pg_monitor"
    );

    private const string GrantRecord = """
        grant usage on schema opscenter to pg_monitor;
        grant all on opscenter.migration, opscenter.created_object to pg_monitor;
        """;

    /// <summary>All tables and functions of V1 and V2; the record is another's, and may be used.</summary>
    public const string OwnedByMonitor =
        GrantRecord
        + """
            do $$
            declare
                t text;
            begin
                for t in select c.oid::regclass from pg_class as c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' loop
                    execute 'alter table ' || t || ' owner to pg_monitor';
                end loop;
            end
            $$;
            alter function audit_log_append_only() owner to pg_monitor;
            """;

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("dependants of V2")
        {
            Use =
                V2Use.Sql
                + "create view costs as select cost_usd from llm_usage_logs; create view servers as select * from model_servers; alter table audit_log add note text;",
        },
        new("a table that inherits from one of V2's")
        {
            Use = V2Use.Sql + "create table mine () inherits (model_pricing);",
        },
        new("a trigger and a reference of others")
        {
            Use =
                V2Use.Sql
                + "create table rack (server uuid references model_servers); create function f() returns trigger language plpgsql as 'begin return new; end'; create trigger t before insert on model_servers for each row execute function f();",
        },
        new("row security in use")
        {
            Use =
                V2Use.Sql
                + "alter table model_servers enable row level security; alter table llm_usage_logs enable row level security;",
        },
        new("rows to discard")
        {
            Use = V2Use.Sql,
            DownSettings = Scenes.Set("opscenter.discard", "postgres"),
        },
        new("rows to discard, by the database's name")
        {
            Use = V2Use.Sql,
            DownSettings = Scenes.Set("opscenter.discard", Scene.ThisDatabase),
        },
        new("archives of before")
        {
            Use =
                V2Use.Sql
                + "create schema opscenter_archive; create table opscenter_archive.audit_log_7 (id int); create table opscenter.model_pricing_3 (id int);",
        },
        new("an archive's schema that is not ours")
        {
            Use =
                V2Use.Sql
                + OwnedByMonitor
                + "create schema opscenter_archive; grant create on schema opscenter to pg_monitor;",
            DownSettings = Monitor,
        },
        new("restored from a dump")
        {
            Use =
                V2Use.Sql
                + "update opscenter.migration set record_oid = 1; update opscenter.created_object set table_oid = 1, object_oid = 1;",
        },
        new(
            "without a primary key",
            "alter table llm_usage_logs drop constraint llm_usage_logs_pkey cascade;"
        )
        {
            Use = V2Use.Sql,
        },
        new("sequences in use, no row") { Use = "select nextval('audit_log_id_seq');" },
        new("repeatable read")
        {
            Use = V2Use.Sql,
            DownSettings = Scenes.Set("default_transaction_isolation", "repeatable read"),
        },
        new("a rollback in a read-only transaction")
        {
            DownSettings = Scenes.Set("default_transaction_read_only", "on"),
        },
        new("a rollback in no such mode")
        {
            DownSettings = Scenes.Set("opscenter.mode", "rehearse"),
        },
        new("a rollback by a stranger") { Use = V2Use.Sql, DownSettings = Monitor },
        new("a rollback by a reader of the record")
        {
            Use = V2Use.Sql + GrantRecord,
            DownSettings = Monitor,
        },
        new("a rollback by an owner who may not archive")
        {
            Use = V2Use.Sql + OwnedByMonitor,
            DownSettings = Monitor,
        },
        new("a rollback by an owner who may not write the list of archives")
        {
            Use =
                V2Use.Sql
                + OwnedByMonitor
                + """
                    create schema opscenter_archive authorization pg_monitor;
                    create table opscenter.archive (migration text, archive_schema name, archive_table name, capture name, state text);
                    grant select on opscenter.archive to pg_monitor;
                    """,
            DownSettings = Monitor,
        },
        new("a rollback by somebody who may not even look")
        {
            Use = V2Use.Sql + "grant usage on schema opscenter to pg_monitor;",
            DownSettings = Monitor,
        },
        new("values that are V2's defaults")
        {
            Use =
                "update llm_providers set metadata = '{}'; update llm_usage_logs set source = null;",
        },
        new("other migrations in the record")
        {
            Use =
                "insert into opscenter.migration (name, version, state, created_schema, record_oid) values ('v3', '3', 'applied', false, 'opscenter.migration'::regclass);",
        },
        new("a schema that has more in it") { Use = "create table opscenter.note (id int);" },
        new("a rollback under a lock that is held")
        {
            Use = V2Use.Sql,
            BackHolder = HeldProviders,
            DownSettings = Scenes.Set("lock_timeout", "100"),
        },
        new("a rollback under a lock that is held, no limit set")
        {
            Use = V2Use.Sql,
            BackHolder = HeldProviders,
        },
        new("a rollback under a lock that is held, a limit of the caller's own")
        {
            Use = V2Use.Sql,
            BackHolder = HeldProviders,
            DownSettings = Scenes.Set("lock_timeout", "10s", "statement_timeout", "2s"),
        },
        new("a rollback of a big table") { Use = V2Use.Sql + HalfAGigabyte },
        new("a rollback of a big table, may be blocked")
        {
            Use = V2Use.Sql + HalfAGigabyte,
            DownSettings = Scenes.Set("opscenter.allow_blocking", "on"),
        },
        new("a rollback by an owner whom row security binds")
        {
            Use =
                V2Use.Sql
                + OwnedByMonitor
                + """
                    create schema opscenter_archive authorization pg_monitor;
                    grant create on schema opscenter to pg_monitor;
                    alter table model_servers enable row level security, force row level security;
                    """,
            DownSettings = Monitor,
        },
        new("a rollback in a caller's transaction")
        {
            Use = V2Use.Sql,
            BackPrologue = ["begin"],
            DownSettings = Scenes.Set("lock_timeout", "7s", "quote_all_identifiers", "on"),
        },
    ];

    /// <summary>The table's file grows by a hole, which is read as empty pages.</summary>
    private const string HalfAGigabyte = """
        do $$
        begin
            execute format('copy (select) to program %L', format('cat > /dev/null; dd if=/dev/null of=%s bs=8192 count=0 seek=65536 2> /dev/null',
                pg_relation_filepath('llm_usage_logs')));
        end
        $$;
        """;

    private const string HeldProviders = "lock table llm_providers in access share mode";
}
