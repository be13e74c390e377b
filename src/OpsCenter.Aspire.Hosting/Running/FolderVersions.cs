using System.Globalization;
using System.Text.Json;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>The migrations of a folder, as the status of <c>opscenter</c> lists them.</summary>
internal sealed class FolderVersions
{
    private readonly IReadOnlyList<(
        string? Title,
        string? State,
        string? At,
        string? By,
        string? Checksum
    )> _versions;

    public FolderVersions(JsonElement versions) =>
        _versions = [
            .. versions
                .EnumerateArray()
                .Select(version =>
                    (
                        (string?)
                            $"{RunDocument.Text(version, "version")} {RunDocument.Text(version, "name")}".TrimEnd(),
                        RunDocument.Text(version, "state"),
                        RunDocument.Text(version, "appliedAt"),
                        RunDocument.Text(version, "appliedBy"),
                        RunDocument.Text(version, "checksum")
                    )
                ),
        ];

    /// <summary>In the words of the status of OpsCenter's own migrations: the folder is applied if all of it is.</summary>
    public string Standing =>
        Has("applying") ? "apply-interrupted"
        : Has("rolling-back") ? "rollback-interrupted"
        : Has("missing") ? "checksum-changed"
        : _versions.All(version => version.State == "applied") ? "applied"
        : "pending";

    /// <summary>The last one that is applied, and how many are.</summary>
    public string? Version =>
        Last is { Title: { } title }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{title} ({_versions.Count(version => version.State == "applied")} of {_versions.Count} applied)"
            )
            : null;

    public string? LastRun =>
        Last is { At: { } at, By: var by } ? $"apply at {RunDocument.Moment(at)}, by {by}" : null;

    public string? Checksum => Last.Checksum;

    private (string? Title, string? State, string? At, string? By, string? Checksum) Last =>
        _versions.LastOrDefault(version => version.State == "applied");

    private bool Has(string state) => _versions.Any(version => version.State == state);
}
