using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance;

/// <summary>A database in the state that a law looks at could not be made, because a script failed undisturbed.</summary>
public sealed class PreparationFailedException(ScriptError error) : Exception(error.ToString())
{
    /// <summary>What failed.</summary>
    public ScriptError Error { get; } = error;
}
