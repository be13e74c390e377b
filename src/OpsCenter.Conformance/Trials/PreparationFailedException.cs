using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Trials;

/// <summary>The database that a law needs could not be created, because a script failed without a fault.</summary>
public sealed class PreparationFailedException(ScriptError error) : Exception(error.ToString())
{
    /// <summary>The error of the script.</summary>
    public ScriptError Error { get; } = error;
}
