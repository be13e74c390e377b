namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>new --json</c> prints.</summary>
internal sealed record NewDocument(IReadOnlyList<string> Files);
