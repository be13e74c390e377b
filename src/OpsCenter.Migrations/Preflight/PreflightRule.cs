using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight;

/// <summary>
/// One thing that is looked at before a migration begins. Rules have no state: they say what to ask the server, and judge what it
/// answers; the questions of all rules go in one round trip.
/// </summary>
internal abstract class PreflightRule
{
    /// <summary>Kebab-case; the name of its page in docs/preflight, and what <c>--allow</c> takes.</summary>
    public abstract string Id { get; }

    /// <summary>Why a migration cares, in one sentence.</summary>
    public abstract string Why { get; }

    /// <summary>Whether a caller may take the responsibility.</summary>
    public virtual bool MayBeAllowed => false;

    /// <summary>What to ask the server; null if the context says enough, or if the plan leaves nothing to ask.</summary>
    public virtual SessionQuery? Evidence(PreflightContext context) => null;

    /// <summary>Judges the answer; <paramref name="rows"/> is empty if nothing was asked.</summary>
    public abstract IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    );

    /// <summary>Something that could not be checked: said, and not refused.</summary>
    public virtual PreflightFinding Unchecked(PreflightContext context, string reason) =>
        Note(
            $"{Id} could not be checked: {reason}",
            "Look at it by other means, or give the role the right to see it."
        );

    protected PreflightFinding Refuse(
        PreflightContext context,
        string message,
        string remedy,
        bool isToldByScript = false
    ) =>
        new(
            Id,
            PreflightSeverity.Refusal,
            message,
            Why,
            remedy,
            MayBeAllowed,
            MayBeAllowed && context.Options.Allowed.Contains(Id),
            isToldByScript
        );

    protected PreflightFinding Note(string message, string remedy) =>
        new(Id, PreflightSeverity.Note, message, Why, remedy);
}
