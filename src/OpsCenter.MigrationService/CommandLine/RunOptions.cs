using System.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>How a script is run: options of the commands that run one.</summary>
internal static class RunOptions
{
    public static Option<bool> SingleTransaction { get; } =
        new("--single-transaction")
        {
            Description =
                "All in one transaction instead of online: all or nothing, while others wait. Refused where they would wait long.",
        };

    public static Option<bool> AllowBlocking { get; } =
        new("--allow-blocking")
        {
            Description = "Let others wait for as long as it takes, where that would be refused.",
        };

    public static Option<bool> NoDigest { get; } =
        new("--no-digest")
        {
            Description =
                "Do not digest the content before and after. The server's counters still prove that no row was written, but verify cannot compare.",
        };

    public static Option<bool> Full { get; } =
        new("--full") { Description = "A line for each object instead of one for each table." };

    public static Option<string?> Discard { get; } =
        new("--discard")
        {
            Description =
                "Drop the rows that were written since without keeping a copy. Takes the name of the database, so that it happens to the right one.",
            HelpName = "database",
        };
}
