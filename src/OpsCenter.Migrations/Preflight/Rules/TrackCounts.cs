using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>A server that does not count writes.</summary>
internal sealed class TrackCounts : PreflightRule
{
    public override string Id => "track-counts";

    public override string Why =>
        "The server's counters prove that no earlier row was written, and explain what others wrote meanwhile. Without them a rollback is "
        + "refused, and the writes of V1 during a run look like changes that nobody made.";

    public override bool MayBeAllowed => true;

    // Where the setting comes from decides which statement changes it.
    private const string Sql = """
        select
            case
                when s.source in ('user', 'database user')
                    then pg_catalog.format('alter role %I in database %I set track_counts = on;', session_user, current_database())
                when s.source = 'client' then null
                else pg_catalog.format('alter database %I set track_counts = on;', current_database())
            end
        from pg_catalog.pg_settings as s
        where s.name = 'track_counts' and s.setting = 'off'
        """;

    public override SessionQuery Evidence(PreflightContext context) => new(Sql);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Select(row =>
            Finding(
                context,
                Refuse(
                    context,
                    "track_counts is off: the server does not count which tables are written.",
                    row.IsNull(0)
                        ? "Take track_counts out of the connection (its Options, or PGOPTIONS)."
                        : $"Have a superuser run: {row.Text(0)} It counts for sessions that connect afterwards: let those that write connect again."
                )
            )
        );

    /// <summary>A rollback would read old rows in a snapshot, and lose what others write after it: its script refuses.</summary>
    private static PreflightFinding Finding(PreflightContext context, PreflightFinding finding) =>
        context.Direction == MigrationDirection.Down
            ? finding with
            {
                MayBeAllowed = false,
                IsAllowed = false,
            }
            : finding;
}
