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
                (select r.sender_host || ', port ' || r.sender_port from pg_catalog.pg_stat_wal_receiver as r),
                pg_catalog.format('alter role %I in database %I set default_transaction_read_only = off;', session_user, current_database()),
                (select s.source = 'client' from pg_catalog.pg_settings as s where s.name = 'default_transaction_read_only')
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
                rows[0].Flag(4)
                    ? "Take default_transaction_read_only out of the connection (its Options, or PGOPTIONS)."
                    // That of a role in a database wins over those of the role, the database and the server; the first statement lets the
                    // session execute it.
                    : $"Run: set default_transaction_read_only = off; {rows[0].Text(3)} Or add \"Options=-c default_transaction_read_only=off\" "
                        + "to the connection. If the whole server is set so, ask its administrator why.",
                told
            );
        }
    }
}
