using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Standbys and subscribers that are behind already.</summary>
internal sealed class ReplicationLag(
    long bytes = ReplicationLag.DefaultBytes,
    int seconds = ReplicationLag.DefaultSeconds
) : PreflightRule
{
    /// <summary>Sixteen segments of WAL: more than a healthy standby is behind, less than a disk minds.</summary>
    private const long DefaultBytes = 256L * 1024 * 1024;

    private const int DefaultSeconds = 60;

    public override string Id => "replication-lag";

    public override string Why =>
        "Index builds and archives write WAL in a burst, and a standby applies ALTER TABLE only when its own readers let it: what is behind falls "
        + "further behind.";

    public override bool MayBeAllowed => true;

    private const string Sql = """
        select
            coalesce(nullif(r.application_name, ''), 'pid ' || r.pid),
            coalesce(pg_catalog.host(r.client_addr), 'this machine'),
            case when not pg_catalog.pg_is_in_recovery() then pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), r.replay_lsn)::bigint end,
            extract(epoch from r.replay_lag)::bigint,
            r.state
        from pg_catalog.pg_stat_replication as r
        order by 1
        """;

    public override SessionQuery Evidence(PreflightContext context) => new(Sql);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        foreach (var row in rows.Where(row => row.Number(2) > bytes || row.Number(3) > seconds))
        {
            yield return Refuse(
                context,
                $"Replication to \"{row.Text(0)}\" on {row.Text(1)} ({row.Text(4)}) is {Bytes.Text(row.Number(2))}"
                    + (row.IsNull(3) ? "" : $" and {row.Number(3)} s")
                    + " behind.",
                "Wait until it has caught up: select application_name, replay_lag from pg_stat_replication;"
            );
        }

        var hidden = rows.Count(row => row.IsNull(2) && row.IsNull(3));
        if (hidden > 0)
        {
            yield return Note(
                $"Role {context.Server.Role} may not see how far {hidden} standbys or subscribers are behind.",
                "Have an administrator look: select application_name, state, replay_lsn, replay_lag from pg_stat_replication;"
            );
        }
    }
}
