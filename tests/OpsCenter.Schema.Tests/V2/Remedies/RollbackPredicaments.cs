using OpsCenter.Schema.Tests.V2.Running;
using static OpsCenter.Schema.Tests.V2.Remedies.Predicament;

namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>What V2's down script refuses with a statement as the remedy.</summary>
internal static class RollbackPredicaments
{
    private const string AsRole = "set role {role};";

    public static IReadOnlyDictionary<string, Predicament> All { get; } =
        new Dictionary<string, Predicament>(StringComparer.Ordinal)
        {
            ["a recorded column that V2 does not add"] = new(
                "machine/trust/recorded.sql",
                "delete from opscenter.created_object where id = %s;",
                Start.Used,
                """
                insert into opscenter.created_object
                    (pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number)
                select p.number, 'v2', 'column', 'public', 'llm_providers', a.attname, a.attrelid, 0, a.attnum
                from pg_attribute as a, opscenter.pair as p
                where a.attrelid = 'llm_providers'::regclass and a.attname = 'name'
                """
            ),
            ["rows that may not be read"] = new(
                "machine/rollback/obstacles.sql",
                "grant select on",
                Start.Used,
                OwnsAll + Creates + "revoke select on model_pricing, audit_log from {role}"
            )
            {
                Session = AsRole,
            },
            ["no right to make an archive"] = new(
                "machine/rollback/archive_rights.sql",
                "grant create on schema opscenter",
                Start.Used,
                OwnsAll
            )
            {
                Session = AsRole,
            },
            ["no right to write the archive"] = new(
                "machine/rollback/archive_rights.sql",
                "grant select, insert on opscenter.archive",
                Start.Archived,
                V2Use.Sql
                    + OwnsAll
                    + Creates
                    + "grant all on schema opscenter, opscenter_archive to {role}; revoke insert on opscenter.archive from {role}"
            )
            {
                Script = Running.Script.Rollback,
                Session = AsRole,
            },
            ["no right to note what is written"] = new(
                "machine/rollback/copying.sql",
                "grant create on schema opscenter",
                Start.Used,
                BigTable.Usage + OwnsAll + Creates
            )
            {
                Session = "set opscenter.mode = 'online';" + AsRole,
            },
            ["a big table without a key"] = new(
                "machine/rollback/copying.sql",
                "set opscenter.allow_blocking = on;",
                Start.Used,
                BigTable.Usage + "alter table llm_usage_logs drop constraint llm_usage_logs_pkey"
            )
            {
                Session = "set opscenter.mode = 'online';",
            },
            ["a session that only reads, for a rollback"] = new(
                "machine/read_only.sql",
                "set default_transaction_read_only = off;",
                Start.Used,
                ""
            )
            {
                Session = "set default_transaction_read_only = on;",
            },
            ["a discard of another database"] = new(
                "machine/rollback/discard.sql",
                "reset opscenter.discard;",
                Start.Used,
                ""
            )
            {
                Session = "set opscenter.discard = 'other';",
            },
            ["a record that may not be used"] = new(
                "machine/rollback/record.sql",
                "grant usage on schema opscenter to %I;",
                Start.Used,
                OwnsAll
                    + Creates
                    + "revoke all on schema opscenter from {role}; revoke all on all tables in schema opscenter from {role}"
            )
            {
                Session = AsRole,
            },
            ["tables that the path does not find"] = new(
                "machine/rollback/record.sql",
                "set search_path = %2$I;",
                Start.Used,
                ""
            )
            {
                Session = "set search_path = pg_catalog;",
            },
            ["a schema that may not be used, for a rollback"] = new(
                "machine/rollback/record.sql",
                "grant usage on schema %I to %I;",
                Start.Used,
                OwnsAll
                    + Creates
                    + "revoke all on schema public from public, {role}; grant all on schema opscenter to {role}"
            )
            {
                Session = AsRole,
            },
        };
}
