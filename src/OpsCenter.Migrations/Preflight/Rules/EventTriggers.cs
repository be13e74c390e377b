using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Event triggers that fire for the statements of a migration.</summary>
internal sealed class EventTriggers : PreflightRule
{
    public override string Id => "event-triggers";

    public override string Why =>
        "They run somebody's function at every DDL statement, which may refuse, change or record it, or take its time under the locks.";

    public override bool MayBeAllowed => true;

    private const string Sql = """
        select pg_catalog.quote_ident(e.evtname), e.evtevent::text, e.evtfoid::regprocedure::text
        from pg_catalog.pg_event_trigger as e
        where e.evtenabled in ('A', case when pg_catalog.current_setting('session_replication_role') = 'replica' then 'R' else 'O' end)
            and (
                (e.evtevent in ('ddl_command_start', 'ddl_command_end') and (e.evttags is null or e.evttags && $1::text[]))
                or (e.evtevent = 'sql_drop' and $2::boolean and (e.evttags is null or e.evttags && $1::text[]))
            )
        order by 1
        """;

    public override SessionQuery Evidence(PreflightContext context) =>
        new(
            Sql,
            context.Direction == MigrationDirection.Up
                ? (string[])
                    [
                        "CREATE SCHEMA",
                        "CREATE TABLE",
                        "ALTER TABLE",
                        "CREATE INDEX",
                        "CREATE FUNCTION",
                        "CREATE TRIGGER",
                    ]
                :
                [
                    "CREATE SCHEMA",
                    "CREATE TABLE",
                    "CREATE TABLE AS",
                    "ALTER TABLE",
                    "DROP TABLE",
                    "DROP INDEX",
                    "DROP FUNCTION",
                    "DROP TRIGGER",
                    "DROP SCHEMA",
                ],
            context.Direction == MigrationDirection.Down
        );

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Select(row =>
            Refuse(
                context,
                $"Event trigger {row.Text(0)} fires at {row.Text(1)} and calls {row.Text(2)}.",
                $"Read that function, or switch it off for the time: alter event trigger {row.Text(0)} disable;"
            )
        );
}
