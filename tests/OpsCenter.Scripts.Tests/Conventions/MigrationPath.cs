namespace OpsCenter.Scripts.Tests.Conventions;

internal static class MigrationPath
{
    /// <summary>Reads the migrations of a folder.</summary>
    public static MigrationFolder ReadMigrations(this string path, string? convention = null) =>
        MigrationFolder.Read(path, convention);
}
