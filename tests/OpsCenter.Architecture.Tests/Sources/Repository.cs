namespace OpsCenter.Architecture.Tests.Sources;

/// <summary>The working copy that the tests were built from, as files.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Every handwritten C# file.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
    [
        .. new[] { "src", "tests", "scripts", "OpsCenter.AppHost" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(
                    Path.Combine(Root, folder),
                    "*.cs",
                    SearchOption.AllDirectories
                )
            )
            .Select(SourceFile.Read)
            .Where(file => !file.IsGenerated),
    ];

    /// <summary>Every SQL file below <c>scripts/sql</c> that is not composed of others.</summary>
    public static IReadOnlyList<string> WrittenSql { get; } =
    [
        .. Directory
            .EnumerateFiles(
                Path.Combine(Root, "scripts", "sql"),
                "*.sql",
                SearchOption.AllDirectories
            )
            .Where(path => !IsComposed(path)),
    ];

    /// <summary>Every project file of the product, without tests and benchmarks.</summary>
    public static IReadOnlyList<ProjectFile> Products { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Append(Path.Combine(Root, "OpsCenter.AppHost", "OpsCenter.AppHost.csproj"))
            .Select(ProjectFile.Read),
    ];

    /// <summary>The release names its scripts in settings of its wanted.sql.</summary>
    private static bool IsComposed(string path)
    {
        var wanted = Path.Combine(Path.GetDirectoryName(path)!, "wanted.sql");
        return File.Exists(wanted)
            && File.ReadLines(wanted)
                .Any(line =>
                    line.StartsWith("--@set ", StringComparison.Ordinal)
                    && line.EndsWith($"_script {Path.GetFileName(path)}", StringComparison.Ordinal)
                    && !line.Contains("online_script", StringComparison.Ordinal)
                );
    }

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OpsCenter.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException(
                "OpsCenter.sln is in no folder above the tests."
            );
    }
}
