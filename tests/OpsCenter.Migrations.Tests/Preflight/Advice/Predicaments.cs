using static OpsCenter.Migrations.Tests.Preflight.Advice.Predicament;

namespace OpsCenter.Migrations.Tests.Preflight.Advice;

/// <summary>What rules find in a shop on a server that others use as well. The rest has tests that are marked with <see cref="FollowsRemedyAttribute"/>.</summary>
internal static class Predicaments
{
    private const string ReadOnly = "default_transaction_read_only = on; ";

    private const string Partitioned = """
        create table other (like customers) partition by range (id);
        drop table customers;
        alter table other rename to customers;
        alter table customers add primary key (id);
        """;

    private const string Foreign = """
        create foreign data wrapper elsewhere;
        create server archive foreign data wrapper elsewhere;
        """;

    private const string Watcher = """
        create function watch() returns event_trigger language plpgsql as $$ begin end $$;
        create event trigger "{0}" on ddl_command_start execute function watch();
        """;

    public static IReadOnlyDictionary<string, Predicament> All { get; } =
        new Dictionary<string, Predicament>(StringComparer.Ordinal)
        {
            ["a role that only reads"] = new(
                "read-only",
                $"{Enough} alter role {{0}} set {ReadOnly}"
            )
            {
                Page = "set default",
            },
            ["a role that only reads, by itself"] = new(
                "read-only",
                $"{Enough} alter role {{0}} set {ReadOnly}",
                Means.OwnStatements
            ),
            ["a role that only reads, by the connection"] = new(
                "read-only",
                $"{Enough} alter role {{0}} set {ReadOnly}",
                Means.Option
            ),
            ["a role that only reads in one database"] = new(
                "read-only",
                $"{Enough} alter role {{0}} in database {{database}} set {ReadOnly}"
            ),
            ["a database that is only read"] = new(
                "read-only",
                $"{Enough} alter database {{database}} set {ReadOnly}"
            ),
            ["a connection that only reads"] = new("read-only", Enough, Means.WithoutOption)
            {
                Connection = ";Options=-c default_transaction_read_only=on",
            },
            ["a privileged owner"] = new(
                "ownership",
                $"{Enough} alter table customers owner to postgres"
            )
            {
                Page = "alter table",
            },
            ["an owner that may create databases"] = new(
                "ownership",
                $"{Enough} create role \"{{0}}_creators\" createdb; alter table customers owner to \"{{0}}_creators\""
            ),
            ["an ordinary owner"] = new(
                "ownership",
                $"{Enough} create role \"{{0}}_owners\"; alter table customers owner to \"{{0}}_owners\""
            )
            {
                Page = "grant",
            },
            ["an owner whose rights are not inherited"] = new(
                "ownership",
                $"{Enough} create role \"{{0}} owners\"; alter table customers owner to \"{{0}} owners\"; alter role {{0}} noinherit; "
                    + "grant \"{0} owners\" to {0}; grant create on schema public to \"{0} owners\"; "
                    + "grant create on database {database} to \"{0} owners\"",
                Means.Option
            ),
            ["a role that may create nothing"] = new(
                "grants",
                "revoke create on schema public from public; alter table customers owner to {0}"
            )
            {
                Page = "grant",
            },
            ["a schema of the administrator's"] = new(
                "grants",
                "create schema opscenter; alter table customers owner to {0}; grant create on schema public to {0}"
            ),
            ["metadata that the role may not write"] = new(
                "grants",
                $"{Enough} drop table invoices"
            )
            {
                IsApplied = true,
            },
            ["a tied table that the role may not read"] = new(
                "backup-rights",
                $"{Enough} create table regions (id bigint primary key); alter table customers add region_id bigint references regions"
            )
            {
                IsNote = true,
                Page = "grant",
            },
            ["a language that was taken away"] = new(
                "plan-error",
                $"{Enough} revoke usage on language plpgsql from public"
            )
            {
                Page = "grant",
            },
            ["a partitioned table"] = new(
                "partitioned-tables",
                $"{Partitioned} {Enough}",
                Means.Allow
            ),
            ["a table with heirs"] = new(
                "inherited-tables",
                $"{Enough} create table old_customers () inherits (customers); alter table old_customers owner to {{0}}",
                Means.Allow
            ),
            ["a foreign heir"] = new(
                "foreign-tables",
                $"{Foreign} create foreign table old_customers () inherits (customers) server archive; {Enough} alter table old_customers owner to {{0}}"
            ),
            ["a foreign heir, allowed"] = new(
                "foreign-tables",
                $"{Foreign} create foreign table old_customers () inherits (customers) server archive; {Enough} alter table old_customers owner to {{0}}",
                Means.Allow
            )
            {
                Options = Allowing("inherited-tables"),
            },
            ["forced row security"] = new(
                "row-security",
                $"{Enough} alter table customers enable row level security, force row level security",
                Means.OwnStatements
            )
            {
                Page = "alter table",
            },
            ["forced row security, allowed"] = new(
                "row-security",
                $"{Enough} alter table customers enable row level security, force row level security",
                Means.Allow
            ),
            ["a publication"] = new(
                "publications",
                $"{Enough} create publication news for table customers",
                Means.Allow
            ),
            ["an event trigger"] = new(
                "event-triggers",
                $"{Enough} {Watcher.Replace("{0}", "watcher", StringComparison.Ordinal)}"
            )
            {
                Page = "alter event",
            },
            ["an event trigger whose name is quoted"] = new(
                "event-triggers",
                $"{Enough} {Watcher.Replace("{0}", "The Watcher", StringComparison.Ordinal)}"
            ),
            ["an event trigger, allowed"] = new(
                "event-triggers",
                $"{Enough} {Watcher.Replace("{0}", "watcher", StringComparison.Ordinal)}",
                Means.Allow
            ),
            ["a database that does not count"] = new(
                "track-counts",
                $"{Enough} alter database {{database}} set track_counts = off"
            )
            {
                Page = "alter database",
            },
            ["a role that does not count"] = new(
                "track-counts",
                $"{Enough} alter role {{0}} set track_counts = off"
            ),
            ["a connection that does not count"] = new(
                "track-counts",
                $"{Enough} alter role {{0}} superuser",
                Means.WithoutOption
            )
            {
                Connection = ";Options=-c track_counts=off",
            },
            ["a database that does not count, allowed"] = new(
                "track-counts",
                $"{Enough} alter database {{database}} set track_counts = off",
                Means.Allow
            ),
            ["what a failed build left"] = new(
                "invalid-indexes",
                $"{Enough} create index \"Broken\" on customers (since); update pg_index set indisvalid = false where indexrelid = '\"Broken\"'::regclass"
            )
            {
                IsNote = true,
                Page = "drop index",
            },
            ["a role with few connections"] = new(
                "connections",
                $"{Enough} alter role {{0}} connection limit 2"
            )
            {
                Page = "alter role",
            },
            ["a database with few connections"] = new(
                "connections",
                $"{Enough} alter database {{database}} connection limit 3"
            ),
            ["a long transaction"] = new(
                "long-transactions",
                $"{Enough} grant pg_read_all_stats to {{0}}"
            )
            {
                Open = "update customers set ratio = 1 where id = 1",
                Options = new MigratorOptions
                {
                    LongTransaction = TimeSpan.FromMilliseconds(1),
                    StatisticsGrace = TimeSpan.FromSeconds(3),
                },
                Page = "select pg_terminate",
            },
        };

    private static MigratorOptions Allowing(string rule) =>
        new()
        {
            Allowed = new HashSet<string>(StringComparer.Ordinal) { rule },
            StatisticsGrace = TimeSpan.FromSeconds(3),
        };
}
