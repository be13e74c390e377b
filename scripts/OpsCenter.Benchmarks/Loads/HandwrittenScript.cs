using OpsCenter.Benchmarks.Idle;

namespace OpsCenter.Benchmarks.Loads;

/// <summary>Writes by_hand.sql to a file for psql.</summary>
internal static class HandwrittenScript
{
    public static string Path { get; } = Write();

    private static string Write()
    {
        var path = System.IO.Path.Combine(ReleasedScript.NewFolder(), "by_hand.sql");
        using var resource = typeof(HandwrittenScript).Assembly.GetManifestResourceStream(
            "by_hand.sql"
        )!;
        using var file = File.Create(path);
        resource.CopyTo(file);
        return path;
    }
}
