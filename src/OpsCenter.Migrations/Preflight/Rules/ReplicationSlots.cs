using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Replication slots that nobody reads and that keep WAL.</summary>
internal sealed class ReplicationSlots(long bytes = ReplicationSlots.DefaultBytes) : PreflightRule
{
    private const long DefaultBytes = 1024L * 1024 * 1024;

    public override string Id => "replication-slots";

    public override string Why =>
        "The server keeps all WAL since a slot was read last. A migration adds to it, and a full disk stops the server.";

    public override bool MayBeAllowed => true;

    private const string Sql = """
        select s.slot_name::text, s.slot_type,
            pg_catalog.pg_wal_lsn_diff(
                case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn() else pg_catalog.pg_current_wal_lsn() end,
                s.restart_lsn)::bigint,
            pg_catalog.quote_literal(s.slot_name)
        from pg_catalog.pg_replication_slots as s
        where not s.active and s.restart_lsn is not null
        order by 1
        """;

    public override SessionQuery Evidence(PreflightContext context) => new(Sql);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Where(row => row.Number(2) > bytes)
            .Select(row =>
                Refuse(
                    context,
                    $"The {row.Text(1)} replication slot {row.Text(0)} is read by nobody and keeps {Bytes.Text(row.Number(2))} of WAL.",
                    $"Start its reader again; if it is gone for good: select pg_drop_replication_slot({row.Text(3)});"
                )
            );
}
