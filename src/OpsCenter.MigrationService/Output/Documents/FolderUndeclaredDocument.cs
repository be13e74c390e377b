using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>A change of data that a script does not declare.</summary>
internal sealed record FolderUndeclaredDocument(string Table, string What, bool Certain)
{
    public static FolderUndeclaredDocument Of(UndeclaredChange change) =>
        new(change.Table, change.What, change.IsCertain);
}
