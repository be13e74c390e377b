using OpsCenter.Conformance.Folders;

namespace OpsCenter.Conformance.Reports;

/// <summary>The JSON document of <c>opscenter check --migrations --json</c>. Its fields do not change.</summary>
/// <param name="Folder">The folder, as it was named.</param>
/// <param name="Convention">Its convention.</param>
/// <param name="Tool">The tool that runs it in production.</param>
/// <param name="Major">The PostgreSQL major of the server; the first of several.</param>
/// <param name="Majors">All majors on which the laws were checked.</param>
/// <param name="Seed">The seed of all random choices.</param>
/// <param name="Conforms">Whether every law holds or is declared, for every migration.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Migrations">The verdicts in the order in which the migrations are applied.</param>
public sealed record FolderDocument(
    string Folder,
    string Convention,
    string Tool,
    int Major,
    IReadOnlyList<int> Majors,
    int Seed,
    bool Conforms,
    double Seconds,
    IReadOnlyList<MigrationDocument> Migrations
)
{
    /// <summary>Creates the document of a report.</summary>
    public static FolderDocument Of(FolderReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new FolderDocument(
            report.Folder,
            report.Convention,
            report.Tool,
            report.Major,
            report.Majors,
            report.Seed,
            report.Conforms,
            Math.Round(report.Duration.TotalSeconds, 3),
            [.. report.Migrations.Select(MigrationDocument.Of)]
        );
    }
}
