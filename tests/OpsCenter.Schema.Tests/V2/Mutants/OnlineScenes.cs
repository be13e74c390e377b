using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>Unit by unit, as a runner does it.</summary>
internal static class OnlineScenes
{
    private static readonly IReadOnlyDictionary<string, string> Online = Scenes.Set(
        "opscenter.mode",
        "online"
    );

    /// <summary>More than what is copied in milliseconds: its values are copied while others write.</summary>
    private const string Big =
        "alter table llm_usage_logs set (autovacuum_enabled = false);" + Ballast;

    private const string Ballast = """
        alter table llm_usage_logs alter column error_message set storage plain;
        insert into llm_usage_logs (user_id, error_message) select 'ballast', repeat('x', 7000) from generate_series(1, 3000);
        delete from llm_usage_logs where user_id = 'ballast';
        """;

    private const string WithoutKey =
        "alter table llm_usage_logs drop constraint llm_usage_logs_pkey cascade;";

    /// <summary>What two tables have on them while their values are copied.</summary>
    private const string TwoUnfinished = """
        update opscenter.migration set state = 'rolling back', archive_number = 1;
        create table opscenter.archive (
            archive_number integer, migration text, source_schema name, source_table name, archive_schema name, archive_table name, state text, capture name);
        do $do$
        declare
            t text;
        begin
            foreach t in array array['llm_providers', 'llm_usage_logs'] loop
                execute format('create table opscenter.%I (id uuid)', t || '_1');
                execute format('create table opscenter.%I (id uuid)', 'capture_' || t);
                execute format('create function opscenter.%I() returns trigger language plpgsql as $f$begin return null; end$f$', 'capture_' || t);
                execute format('create trigger capture after insert on %I for each row execute function opscenter.%I()', t, 'capture_' || t);
                execute format('insert into opscenter.archive values (1, $v$v2$v$, $v$public$v$, %L, $v$opscenter$v$, %L, $v$capturing$v$, %L)',
                    t, t || '_1', 'capture_' || t);
            end loop;
        end
        $do$;
        """;

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("online") { Use = V2Use.Sql, Settings = Online },
        new("online, never used", Big) { Settings = Online },
        new("online and big", Big) { Use = V2Use.Sql, Settings = Online },
        new("online, interrupted", Big)
        {
            Use = V2Use.Sql,
            Settings = Online,
            UnitsPerRun = 2,
            BackUnitsPerRun = 2,
        },
        new("online, interrupted, and the indexes built by others")
        {
            Use = """
                create index on llm_providers (type);
                create index on llm_usage_logs (provider) where provider is not null;
                create index on llm_usage_logs (source) where source is not null;
                create index on llm_usage_logs (server_id) where server_id is not null;
                create index on llm_usage_logs (deployment_id) where deployment_id is not null;
                """,
            Settings = Online,
            UnitsPerRun = 2,
        },
        new("online, the rollback interrupted", Big)
        {
            Use = V2Use.Sql,
            Settings = Online,
            BackUnitsPerRun = 1,
        },
        new("online, the rollback interrupted after the copy", Big)
        {
            Use = V2Use.Sql,
            Settings = Online,
            BackUnitsPerRun = 3,
        },
        new("online, the rollback interrupted, and ended by another role", Big)
        {
            Use =
                V2Use.Sql
                + RollbackScenes.OwnedByMonitor
                + "grant create on schema opscenter to pg_monitor;",
            DownSettings = Scenes.Set("opscenter.mode", "online", "role", "pg_monitor"),
            FinishSettings = Online,
            BackUnitsPerRun = 2,
        },
        new("online, the rollback interrupted, and applied again", Big)
        {
            Use = V2Use.Sql,
            Settings = Online,
            FinishSettings = Scenes.Set("opscenter.mode", "rehearse"),
            BackUnitsPerRun = 2,
        },
        new("online, the rollback interrupted, and completed in one transaction", Big)
        {
            Use = V2Use.Sql,
            DownSettings = Online,
            FinishSettings = Scenes.Set("opscenter.mode", ""),
            BackUnitsPerRun = 2,
        },
        new("online, the rollback interrupted, and applied again in one transaction", Big)
        {
            Use = V2Use.Sql,
            DownSettings = Online,
            FinishSettings = Scenes.Set("opscenter.mode", "rehearse"),
            BackUnitsPerRun = 2,
        },
        new("two ways back interrupted") { Use = TwoUnfinished },
        new("online, two ways back interrupted") { Use = TwoUnfinished, Settings = Online },
        new("online, the rollback interrupted, and discarded", Big)
        {
            Use = V2Use.Sql,
            DownSettings = Online,
            FinishSettings = Scenes.Set(
                "opscenter.mode",
                "online",
                "opscenter.discard",
                Scene.ThisDatabase
            ),
            BackUnitsPerRun = 2,
        },
        new("online, big, an owner who may not make anything", Big)
        {
            Use =
                V2Use.Sql
                + RollbackScenes.OwnedByMonitor
                + "create schema opscenter_archive authorization pg_monitor;",
            Settings = Online,
            DownSettings = Scenes.Set("opscenter.mode", "online", "role", "pg_monitor"),
        },
        new("online, big and without a key", Big + WithoutKey)
        {
            Use = V2Use.Sql,
            Settings = Online,
        },
        new("online, big and without a key, may be blocked", Big + WithoutKey)
        {
            Use = V2Use.Sql,
            Settings = Scenes.Set("opscenter.mode", "online", "opscenter.allow_blocking", "on"),
        },
        new(
            "online, big and inherited",
            Big + "create table logs_old () inherits (llm_usage_logs);"
        )
        {
            Use = V2Use.Sql,
            Settings = Online,
        },
        new(
            "online, big and inherited, may be blocked",
            Big + "create table logs_old () inherits (llm_usage_logs);"
        )
        {
            Use = V2Use.Sql,
            Settings = Scenes.Set("opscenter.mode", "online", "opscenter.allow_blocking", "on"),
        },
        new("online, discarded", Big)
        {
            Use = V2Use.Sql,
            Settings = Online,
            DownSettings = Scenes.Set(
                "opscenter.mode",
                "online",
                "opscenter.discard",
                Scene.ThisDatabase
            ),
        },
        new(
            "online, an invalid index",
            "create index idx_llm_providers_type on llm_providers (type); update pg_index set indisvalid = false where indexrelid = 'idx_llm_providers_type'::regclass;"
        )
        {
            Settings = Online,
        },
        new("online, a column of a foreign key", FoundScenes.ServerColumn) { Settings = Online },
        new("online, not validated yet")
        {
            Use =
                "update pg_constraint set convalidated = false where conrelid = 'llm_usage_logs'::regclass and contype = 'f';",
            Settings = Online,
        },
        new("online, partitions", FoundScenes.Partitioned) { Use = V2Use.Sql, Settings = Online },
        new("online, big partitions", FoundScenes.Partitioned + Ballast)
        {
            Use = V2Use.Sql,
            Settings = Online,
        },
        new("online, a table that was there", FoundScenes.Pricing) { Settings = Online },
        new("online, what is lost is made again")
        {
            Use =
                "drop index idx_audit_user; drop table model_pricing; alter table llm_usage_logs drop column latency_ms;",
            Settings = Online,
        },
    ];
}
