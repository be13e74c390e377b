namespace OpsCenter.V1Traffic.Tests.Processes;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    private static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    private static string Find(DirectoryInfo? folder)
    {
        while (
            folder is not null
            && !System.IO.File.Exists(Path.Combine(folder.FullName, "OpsCenter.sln"))
        )
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException(
                "OpsCenter.sln is in no folder above the tests."
            );
    }
}
