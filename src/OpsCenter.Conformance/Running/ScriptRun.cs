namespace OpsCenter.Conformance.Running;

/// <summary>What a run of a script came to. A failing script is no exception: it is what is looked for.</summary>
/// <param name="Errors">In their order; at most one unless the run goes on after errors.</param>
/// <param name="Notices">What the server told meanwhile.</param>
/// <param name="Duration">From the first statement to the last.</param>
public sealed record ScriptRun(
    IReadOnlyList<ScriptError> Errors,
    IReadOnlyList<string> Notices,
    TimeSpan Duration
)
{
    /// <summary>The first error, or null.</summary>
    public ScriptError? Error => Errors.Count > 0 ? Errors[0] : null;

    /// <summary>Whether every statement succeeded.</summary>
    public bool Succeeded => Errors.Count == 0;
}
