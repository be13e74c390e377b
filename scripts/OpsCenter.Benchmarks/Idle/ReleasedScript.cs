using OpsCenter.Schema;

namespace OpsCenter.Benchmarks.Idle;

/// <summary>The up script of V2 as a file for the other tools.</summary>
internal static class ReleasedScript
{
    public static string Text => Releases.V2.Forward.Text;

    /// <summary>The path of a copy in a new folder.</summary>
    public static string Path { get; } = Write();

    /// <summary>Creates a new empty folder.</summary>
    public static string NewFolder() =>
        Directory.CreateTempSubdirectory("opscenter-bench-").FullName;

    private static string Write()
    {
        var path = System.IO.Path.Combine(NewFolder(), Releases.V2.Forward.FileName);
        File.WriteAllText(path, Text);
        return path;
    }
}
