namespace OpsCenter.Migrations;

/// <summary>What a long run is doing right now.</summary>
/// <param name="Message">A sentence for the operator, without secrets.</param>
/// <param name="Percent">How far this step is, 0 to 100; null where that cannot be known.</param>
public sealed record MigrationProgress(string Message, double? Percent = null)
{
    /// <summary>Whether it is about a state that the next report replaces, such as who is waited for.</summary>
    public bool IsState { get; init; }

    /// <summary>Whether it is one of many such states, of which lines that stay show only some.</summary>
    public bool IsSample { get; init; }
}
