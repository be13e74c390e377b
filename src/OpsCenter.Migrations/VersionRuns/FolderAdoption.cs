namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What was taken from the journal of another tool.</summary>
/// <param name="Convention">The convention of the folder.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Table">Its journal, which is as it was.</param>
/// <param name="Adopted">The migrations that are recorded as applied now.</param>
/// <param name="Pending">The migrations that the tool had not applied.</param>
public sealed record FolderAdoption(
    string Convention,
    string Tool,
    string Table,
    IReadOnlyList<string> Adopted,
    IReadOnlyList<string> Pending
);
