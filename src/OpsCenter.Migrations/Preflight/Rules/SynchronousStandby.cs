using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Synchronous replication without a standby that could confirm a commit.</summary>
internal sealed class SynchronousStandby : PreflightRule
{
    public override string Id => "synchronous-standby";

    public override string Why =>
        "Every COMMIT waits, with its locks, until a synchronous standby has confirmed it; with none connected it waits for ever.";

    public override bool MayBeAllowed => true;

    // Whoever may not see sync_state gets null for it: then nothing is claimed.
    private const string Sql = """
        select pg_catalog.current_setting('synchronous_standby_names'),
            (select s.source = 'command line' from pg_catalog.pg_settings as s where s.name = 'synchronous_standby_names')
        where pg_catalog.current_setting('synchronous_standby_names') <> ''
            and pg_catalog.current_setting('synchronous_commit') not in ('off', 'local')
            and not pg_catalog.pg_is_in_recovery()
            and not exists (
                select
                from pg_catalog.pg_stat_replication as r
                where r.sync_state is null or r.sync_state in ('sync', 'quorum')
            )
        """;

    public override SessionQuery Evidence(PreflightContext context) => new(Sql);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Select(row =>
            Refuse(
                context,
                $"synchronous_standby_names is \"{row.Text(0)}\", and no such standby is connected.",
                row.Flag(1)
                    ? "Bring the standby back. To go on without it: start the server without -c synchronous_standby_names."
                    : "Bring the standby back. To go on without it: alter system set synchronous_standby_names = ''; select pg_reload_conf();"
            )
        );
}
