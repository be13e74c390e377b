using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>The script fails in plan mode already, in which it changes nothing.</summary>
internal sealed class PlanError : PreflightRule
{
    public override string Id => "plan-error";

    public override string Why =>
        "The script reads the catalogs before it changes anything: what fails then would fail in the run as well.";

    /// <summary>Which right is missing, where one is.</summary>
    public override SessionQuery? Evidence(PreflightContext context) =>
        context.PlanFailure is { SqlState: "42501" } denied
            ? MissingRights.Query(denied.Message)
            : null;

    /// <summary>The script fails whether or not its cause can be looked up.</summary>
    public override PreflightFinding Unchecked(PreflightContext context, string reason) =>
        Judge(context, []).First();

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        if (context.PlanFailure is not { } failure)
        {
            yield break;
        }

        yield return rows.Count == 0
            ? Refuse(
                context,
                $"The script fails before it changes anything: {failure.Message}",
                "Correct what the server reports, then repeat."
            )
            : Refuse(
                context,
                $"Role {context.Server.Role} may not {string.Join(", ", rows.Select(row => row.Text(0)))}.",
                $"Have an administrator run: {string.Join(' ', rows.Select(row => row.Text(1)))}"
            );
    }
}
