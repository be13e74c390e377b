namespace OpsCenter.Testing;

/// <summary>The working copy that the tests were built from.</summary>
public static class WorkingCopy
{
    /// <summary>The folder with OpsCenter.sln.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>A path below it.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

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
