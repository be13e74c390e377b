using System.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary><c>--yes</c>, of the commands that ask before they begin.</summary>
internal static class YesOption
{
    public static Option<bool> Yes { get; } =
        new("--yes")
        {
            Description =
                "Do not ask first. Only on a terminal there is a question; a script, a pipe and --json are never asked.",
        };

    /// <summary>Adds the option to a command.</summary>
    public static Command WithYes(this Command command)
    {
        command.Add(Yes);
        return command;
    }
}
