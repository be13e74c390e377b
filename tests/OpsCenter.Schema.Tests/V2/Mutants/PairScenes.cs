using OpsCenter.Schema.Tests.V2.Pairs;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>Several pairs in one database, and metadata that was written before pairs were told apart.</summary>
internal static class PairScenes
{
    private const string Second = """
        create schema second;
        create table second.llm_providers (like llm_providers including all);
        create table second.llm_usage_logs (like llm_usage_logs including all);

        """;

    // What an applied V2 of schema second recorded.
    private const string SecondRecorded = $"""
        {Second}
        create schema opscenter;
        create table opscenter.pair (number integer primary key, schema_name name not null, schema_oid oid not null, table_oid oid not null,
            record_oid oid not null);
        insert into opscenter.pair values (7, 'second', to_regnamespace('second'), 'second.llm_providers'::regclass, 'opscenter.pair'::regclass);
        create table opscenter.migration (pair integer not null, name text not null, version text not null, state text not null,
            applied_at timestamptz not null default clock_timestamp(), applied_by name not null default session_user,
            created_schema boolean not null, record_oid oid not null, archive_number integer, primary key (pair, name));
        create table opscenter.created_object (id bigint generated always as identity, pair integer not null, migration text not null,
            kind text not null, schema_name name not null, table_name name not null, object_name name not null, table_oid oid not null,
            object_oid oid not null, column_number smallint not null, definition text, default_value text, primary key (pair, id),
            foreign key (pair, migration) references opscenter.migration (pair, name));
        insert into opscenter.migration (pair, name, version, state, created_schema, record_oid, archive_number)
        values (7, 'v2', '2.0.0', 'applied', true, 'opscenter.migration'::regclass, 12);
        alter table second.llm_usage_logs add source varchar(50);
        insert into opscenter.created_object (pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number)
        select 7, 'v2', 'column', 'second', 'llm_usage_logs', 'source', attrelid, 0, attnum
        from pg_attribute where attrelid = 'second.llm_usage_logs'::regclass and attname = 'source';

        """;

    private const string EarlierArchive = """
        create schema opscenter;
        create schema opscenter_archive;
        create table opscenter_archive.model_servers_1 (id uuid);
        create table opscenter.archive (archive_number integer not null, migration text not null,
            archived_at timestamptz not null default clock_timestamp(), archived_by name not null default current_user,
            source_schema name not null, source_table name not null, archive_schema name not null, archive_table name not null,
            key_columns name[] not null, value_columns name[] not null, row_count bigint not null, sequences jsonb not null,
            state text not null default 'complete', capture name, restored_at timestamptz, primary key (archive_schema, archive_table));
        insert into opscenter.archive (archive_number, migration, source_schema, source_table, archive_schema, archive_table, key_columns,
            value_columns, row_count, sequences)
        values (1, 'v2', 'public', 'model_servers', 'opscenter_archive', 'model_servers_1', '{}', '{id}', 0, '[]');

        """;

    private const string GrantAll = """
        grant usage on schema opscenter, public to pg_monitor;
        grant all on all tables in schema opscenter, public to pg_monitor;

        """;

    private static IReadOnlyDictionary<string, string> Path(string path) =>
        Scenes.Set("search_path", path);

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("the earlier layout") { Use = V2Use.Sql + EarlierLayout.Sql },
        new("the earlier layout, looked at")
        {
            Use = V2Use.Sql + EarlierLayout.Sql,
            AgainSettings = Scenes.Set("opscenter.mode", "plan"),
        },
        new("the earlier layout with two schemas", Second)
        {
            Use =
                V2Use.Sql
                + EarlierLayout.Sql
                + """
                    insert into opscenter.created_object (migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number)
                    values ('v2', 'column', 'second', 'llm_usage_logs', 'source', 'second.llm_usage_logs'::regclass, 0, 40),
                        ('v2', 'schema', 'opscenter_archive', '', 'opscenter_archive', 0, 0, 0);
                    """,
            DownSettings = Scenes.Set("opscenter.mode", "plan"),
        },
        new("the earlier layout without objects")
        {
            Use = EarlierLayout.Sql + "delete from opscenter.created_object;",
        },
        new("the earlier layout, not ours to extend")
        {
            Use = EarlierLayout.Sql + GrantAll,
            AgainSettings = Scenes.Set("role", "pg_monitor"),
        },
        new("the earlier layout, read-only")
        {
            Use = EarlierLayout.Sql,
            AgainSettings = Scenes.Set("default_transaction_read_only", "on"),
        },
        new("an archive of the earlier layout", EarlierArchive),
        new(
            "an archive of the earlier layout from another schema",
            Second + EarlierArchive + "update opscenter.archive set source_schema = 'second'; "
        ),
        new("another pair", SecondRecorded) { Use = V2Use.Sql },
        new("another pair, to go on a path that leads nowhere", SecondRecorded)
        {
            DownSettings = Path("nowhere"),
        },
        new("a table of another pair", Second) { Settings = Path("second, public") },
        new(
            "a table that was extended for another pair",
            SecondRecorded
                + "drop table public.llm_usage_logs cascade; alter table second.llm_usage_logs set schema public;"
        ),
        new(
            "two pairs and one table",
            SecondRecorded
                + "create schema logs; alter table second.llm_usage_logs set schema logs; drop table public.llm_usage_logs cascade;"
        )
        {
            Settings = Path("public, logs"),
        },
        new("V1 in a schema of our name", "alter schema public rename to opscenter;")
        {
            Settings = Path("opscenter"),
        },
        new(
            "half of V1 in a schema of our name",
            "create schema opscenter; alter table llm_usage_logs set schema opscenter;"
        )
        {
            Settings = Path("public, opscenter"),
        },
        new(
            "a list of pairs that is not ours",
            "create schema opscenter; create table opscenter.pair (a int);"
        ),
        new("a schema that was renamed")
        {
            Use = V2Use.Sql + "alter schema public rename to renamed;",
            AgainSettings = Path("renamed"),
        },
        new("a schema that was renamed before the rollback")
        {
            Use = V2Use.Sql + "alter schema public rename to renamed;",
            AgainSettings = Scenes.Set("search_path", "renamed", "opscenter.mode", "plan"),
            DownSettings = Path("renamed"),
        },
        new("pairs that were restored from a dump", SecondRecorded)
        {
            Use =
                V2Use.Sql
                + "update opscenter.pair set record_oid = 1, table_oid = 1; update opscenter.migration set record_oid = 1; "
                + "update opscenter.created_object set table_oid = 1, object_oid = 1;",
        },
        new("a table of V1 that was renamed")
        {
            Use = V2Use.Sql + "alter table llm_providers rename to providers;",
        },
        new("an interrupted rollback of another pair", SecondRecorded)
        {
            Use =
                V2Use.Sql
                + "update opscenter.migration set state = 'rolling back', archive_number = 40 where pair = 7;",
        },
    ];
}
