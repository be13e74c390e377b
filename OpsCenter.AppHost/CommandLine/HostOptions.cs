namespace OpsCenter.AppHost.CommandLine;

/// <summary>Arguments that belong to Aspire, as its CLI and its publishers pass them; each has a value.</summary>
internal static class HostOptions
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "--environment",
        "--operation",
        "--publisher",
        "--step",
        "--list-steps",
        "--output-path",
        "--log-level",
        "--include-exception-details",
        "--clear-cache",
        "--yes",
        "--dcp-cli-path",
        "--dcp-container-runtime",
        "--dcp-dependency-check-timeout",
        "--dcp-dashboard-path",
    };

    public static bool Contains(string name) => Names.Contains(name);
}
