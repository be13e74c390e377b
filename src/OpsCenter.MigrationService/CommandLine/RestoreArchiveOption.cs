using System.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>The options of <c>restore-archive</c>.</summary>
internal static class RestoreArchiveOption
{
    public static Option<int?> Archive { get; } =
        new("--archive")
        {
            Description =
                "The number of one archive. Default: all that are complete and not restored yet, the newest row of each key.",
            HelpName = "number",
        };

    public static Option<bool> KeepExisting { get; } =
        new("--keep-existing")
        {
            Description =
                "Where another row or value is there now, leave it, and the archived one in the archive. Default: refuse.",
        };

    public static Option<bool> Plan { get; } =
        new("--plan")
        {
            Description =
                "Say what would be brought back, and what stands in the way. Changes nothing.",
        };
}
