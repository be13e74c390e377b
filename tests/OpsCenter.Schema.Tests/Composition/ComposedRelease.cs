using CliWrap;
using CliWrap.Buffered;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.Composition;

/// <summary>A release that is written as <c>v3/wanted.sql</c> only: scripts/compose.sh makes its scripts, as it does for V2.</summary>
internal static class ComposedRelease
{
    private static readonly Lazy<(SqlScript Up, SqlScript Down)> Scripts = new(Compose);

    public static SqlScript Up => Scripts.Value.Up;

    public static SqlScript Down => Scripts.Value.Down;

    private static (SqlScript Up, SqlScript Down) Compose()
    {
        var folder = Directory.CreateTempSubdirectory("opscenter-v3-");
        try
        {
            var source = WorkingCopy.PathOf("scripts", "sql");
            foreach (
                var file in Directory.GetFiles(
                    Path.Combine(source, "machine"),
                    "*.sql",
                    SearchOption.AllDirectories
                )
            )
            {
                var copy = Path.Combine(folder.FullName, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            var release = folder.CreateSubdirectory("v3").FullName;
            File.Copy(
                WorkingCopy.PathOf(
                    "tests",
                    "OpsCenter.Schema.Tests",
                    "Composition",
                    "v3",
                    "wanted.sql"
                ),
                Path.Combine(release, "wanted.sql")
            );
            Cli.Wrap("bash")
                .WithArguments([WorkingCopy.PathOf("scripts", "compose.sh"), folder.FullName])
                .ExecuteBufferedAsync()
                .Task.GetAwaiter()
                .GetResult();
            return (
                SqlScript.Read(Path.Combine(release, "create_regions_v3.sql")),
                SqlScript.Read(Path.Combine(release, "rollback_regions_v3.sql"))
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
