namespace OpsCenter.Migrations;

/// <summary>What a long run is doing right now.</summary>
/// <param name="Message">A sentence for the operator, without secrets.</param>
/// <param name="Percent">How far this step is, 0 to 100; null where that cannot be known.</param>
public sealed record MigrationProgress(string Message, double? Percent = null);
