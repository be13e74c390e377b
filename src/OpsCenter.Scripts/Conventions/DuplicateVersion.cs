using OpsCenter.Scripts.Folders;

namespace OpsCenter.Scripts.Conventions;

/// <summary>The error of two files with one version.</summary>
internal static class DuplicateVersion
{
    public static MigrationFolderException Of(string version, string first, string second) =>
        new(
            $"Version {version} is there twice: {first} and {second}.",
            "Give one of them another version. If it was applied somewhere, keep the version of that one."
        );
}
