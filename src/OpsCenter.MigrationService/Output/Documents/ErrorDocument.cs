namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What --json prints for an error.</summary>
internal sealed record ErrorDocument(ErrorDocument.Content Error)
{
    public static ErrorDocument Of(ErrorDescription error) =>
        new(
            new Content(
                error.Id,
                error.Message,
                error.Remedy,
                error.ExitCode,
                error.Findings is { } findings ? FindingDocument.Of(findings) : null
            )
        );

    internal sealed record Content(
        string Id,
        string Message,
        string Remedy,
        int ExitCode,
        IReadOnlyList<FindingDocument>? Findings
    );
}
