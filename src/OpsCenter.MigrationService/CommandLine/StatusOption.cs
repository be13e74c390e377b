using System.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>The option of <c>status</c>.</summary>
internal static class StatusOption
{
    public static Option<bool> All { get; } =
        new("--all")
        {
            Description =
                "Every run with its checksum, and every schema that has the tables of V1, not only the one that the search_path leads to.",
        };
}
