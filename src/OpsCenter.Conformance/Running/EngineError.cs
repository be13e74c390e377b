namespace OpsCenter.Conformance.Running;

/// <summary>Why a migration tool did not run a script.</summary>
/// <param name="Message">Its message, on one line.</param>
/// <param name="SqlState">The SQLSTATE behind it; null if there is none.</param>
/// <param name="IsRefusal">Whether it refused what the script does, and no statement failed.</param>
public sealed record EngineError(string Message, string? SqlState, bool IsRefusal);
