using OpsCenter.Schema;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>V2's forward script as a file for the other tools.</summary>
internal static class ReleasedScript
{
    public static string Text => Releases.V2.Forward.Text;

    /// <summary>A copy in a folder of this run's own.</summary>
    public static string Path { get; } = Write();

    /// <summary>An empty folder of this run's own.</summary>
    public static string NewFolder() =>
        Directory.CreateTempSubdirectory("opscenter-bench-").FullName;

    private static string Write()
    {
        var path = System.IO.Path.Combine(NewFolder(), Releases.V2.Forward.FileName);
        File.WriteAllText(path, Text);
        return path;
    }
}
