namespace OpsCenter.AppHost.CommandLine;

/// <summary>Arguments that belong to the Generic Host; each has a value.</summary>
internal static class HostOptions
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "--environment",
        "--contentRoot",
    };

    public static bool Contains(string name) => Names.Contains(name);
}
