using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>A pooler in session mode. One in another mode is refused when a session is opened, with the same id.</summary>
internal sealed class SessionPooler : PreflightRule
{
    public override string Id => "pooler";

    public override string Why =>
        "A runner keeps several sessions for as long as it runs: its lock, the script, and its watch over both.";

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        if (context.Server.BackendPid != context.Server.ClaimedPid)
        {
            yield return Note(
                "A connection pooler in session mode stands between this program and the server.",
                "It keeps sessions, which suffices. It must have at least 4 free ones, and none of its timeouts may end them; to be sure, connect directly."
            );
        }
    }
}
