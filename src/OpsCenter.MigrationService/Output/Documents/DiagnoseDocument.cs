namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>diagnose --json</c> prints.</summary>
/// <param name="File">The file that was written.</param>
/// <param name="Unread">The titles of the parts that could not be read.</param>
internal sealed record DiagnoseDocument(string File, IReadOnlyList<string> Unread);
