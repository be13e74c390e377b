namespace OpsCenter.Conformance.Folders;

/// <summary>The verdicts for the migrations of a folder.</summary>
/// <param name="Folder">The folder, as it was named.</param>
/// <param name="Convention">Its convention.</param>
/// <param name="Tool">The tool that runs it in production.</param>
/// <param name="Major">The PostgreSQL major of the server; the first of several.</param>
/// <param name="Seed">The seed of all random choices.</param>
/// <param name="Laws">The laws, in the order of reports.</param>
/// <param name="Migrations">The migrations that were to be checked, in the order in which they are applied.</param>
/// <param name="Duration">How long it took.</param>
public sealed record FolderReport(
    string Folder,
    string Convention,
    string Tool,
    int Major,
    int Seed,
    IReadOnlyList<string> Laws,
    IReadOnlyList<MigrationResult> Migrations,
    TimeSpan Duration
)
{
    /// <summary>All majors on which the laws were checked.</summary>
    public IReadOnlyList<int> Majors { get; init; } = [Major];

    /// <summary>
    /// Whether every migration conforms. If there were some and no law had anything to check for any of them, nothing was shown.
    /// </summary>
    public bool Conforms =>
        Migrations.All(migration => migration.Conforms)
        && (Migrations.Count == 0 || Migrations.Any(migration => !migration.Report.IsVacuous));
}
