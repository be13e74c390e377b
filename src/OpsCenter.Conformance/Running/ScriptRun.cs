namespace OpsCenter.Conformance.Running;

/// <summary>The result of a script run. An error of the script is part of the result, not an exception.</summary>
/// <param name="Errors">The errors in order; at most one unless the run continues after errors.</param>
/// <param name="Notices">The notices of the server.</param>
/// <param name="Duration">The duration of the run.</param>
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
