using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance;

/// <summary>Something that a migration must keep.</summary>
public abstract class Law
{
    /// <summary>Its name in code, reports, docs and options: kebab-case, never changed.</summary>
    public abstract string Id { get; }

    /// <summary>What it demands, in one sentence.</summary>
    public abstract string Promise { get; }

    /// <summary>Whether it can say something about a migration whose way forward fails on the base itself.</summary>
    public virtual bool NeedsWorkingUp => true;

    /// <summary>
    /// Checks it on databases of its own. What the scripts do wrong is evidence; an exception means that the harness itself could not
    /// go on. It is deterministic: what it chooses at random comes from <see cref="Trial.Seed"/>.
    /// </summary>
    public abstract Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation);
}
