using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>
/// Time limits that the role, the database or the server sets. A runner lifts them for its own sessions; whoever runs the script
/// by psql has to do it himself.
/// </summary>
internal sealed class StatementTimeout : PreflightRule
{
    public override string Id => "statement-timeout";

    public override string Why =>
        "A limit that is meant for short statements cuts an index build or an archive off, and all of it was in vain.";

    // Those that a server of this version has, as the session began: this one has set them aside.
    private const string Sql = """
        select s.name, s.reset_val || coalesce(s.unit, '')
        from pg_catalog.pg_settings as s
        where s.name in ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')
            and s.reset_val <> '0'
        order by 1
        """;

    public override SessionQuery Evidence(PreflightContext context) => new(Sql);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Select(row =>
            Note(
                $"Sessions of role {context.Server.Role} begin with {row.Text(0)} = {row.Text(1)}; this program lifts it for its own.",
                $"Nothing is to be done here. In psql, before a script: set {row.Text(0)} = 0;"
            )
        );
}
