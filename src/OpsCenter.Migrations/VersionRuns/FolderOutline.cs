using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What a run of a folder would do, in lines that can be compared.</summary>
internal static class FolderOutline
{
    public static PlanOutline Of(
        MigrationDirection direction,
        string source,
        string database,
        IEnumerable<(FolderVersion Version, FolderScript Script)> scripts
    ) =>
        new(
            PlanOutline.SubjectOf(direction, $"migrations of the source \"{source}\"", database),
            [
                .. scripts.Select(chosen =>
                    $"run {chosen.Script.File} of {chosen.Version.Title}, SHA-256 {chosen.Script.Checksum}"
                ),
            ]
        );
}
