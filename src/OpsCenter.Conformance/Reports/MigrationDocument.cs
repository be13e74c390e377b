using OpsCenter.Conformance.Folders;

namespace OpsCenter.Conformance.Reports;

/// <summary>A migration of a folder in JSON.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name without the version.</param>
/// <param name="Up">The file of the up script, relative to the folder.</param>
/// <param name="Down">The file of the down script; null if there is none.</param>
/// <param name="Conforms">Whether every law holds or is declared.</param>
/// <param name="Laws">The results in the order of the laws.</param>
public sealed record MigrationDocument(
    string Version,
    string Name,
    string Up,
    string? Down,
    bool Conforms,
    IReadOnlyList<LawDocument> Laws
)
{
    internal static MigrationDocument Of(MigrationResult result) =>
        new(
            result.Migration.Key,
            result.Migration.Name,
            result.Migration.Up.File,
            result.Migration.Down?.File,
            result.Conforms,
            [.. result.Report.Results.Select(LawDocument.Of)]
        );
}
