using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>A promise that a migration must keep.</summary>
public abstract class Law
{
    /// <summary>The id in code, reports, docs and options: kebab-case. It never changes.</summary>
    public abstract string Id { get; }

    /// <summary>The requirement, in one sentence.</summary>
    public abstract string Promise { get; }

    /// <summary>Whether the law can be checked only if the up script succeeds on the base.</summary>
    public virtual bool RequiresSuccessfulUp => true;

    /// <summary>Whether the law compares majors by itself, so that a check on several majors checks it on the first one only.</summary>
    public virtual bool ComparesMajors => false;

    /// <summary>
    /// Checks the law on databases of its own. Errors of the scripts are evidence; an exception is an error of the
    /// harness. The check is deterministic: all random choices depend on <see cref="Trial.Seed"/>.
    /// </summary>
    public abstract Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation);
}
