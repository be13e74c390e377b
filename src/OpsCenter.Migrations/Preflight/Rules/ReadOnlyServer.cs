using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>A standby, or a session that may only read.</summary>
internal sealed class ReadOnlyServer : PreflightRule
{
    public override string Id => "read-only";

    public override string Why => "Nothing can be written here: the first statement would fail.";

    public override SessionQuery Evidence(PreflightContext context) =>
        new(
            """
            select
                pg_catalog.pg_is_in_recovery(),
                pg_catalog.current_setting('transaction_read_only')::boolean,
                (select r.sender_host || ', port ' || r.sender_port from pg_catalog.pg_stat_wal_receiver as r)
            """
        );

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        // A script tells it about no object in particular.
        var told = context.Plan.Obstacles.Any(step => step.ObjectKind is null);
        if (rows[0].Flag(0))
        {
            var primary = rows[0].IsNull(2) ? "" : $" (host {rows[0].Text(2)})";
            yield return Refuse(
                context,
                "This server is a standby: it takes no writes.",
                $"Connect to the primary{primary}.",
                told
            );
        }
        else if (rows[0].Flag(1))
        {
            yield return Refuse(
                context,
                $"Transactions of role {context.Server.Role} are read-only here (default_transaction_read_only is on).",
                $"alter role {context.Server.QuotedRole} set default_transaction_read_only = off; or add \"Options=-c default_transaction_read_only=off\" "
                    + "to the connection. If the whole server is set so, ask its administrator why.",
                told
            );
        }
    }
}
