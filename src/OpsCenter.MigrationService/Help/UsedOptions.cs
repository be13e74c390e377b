using System.CommandLine;
using OpsCenter.MigrationService.CommandLine;

namespace OpsCenter.MigrationService.Help;

/// <summary>
/// Which of the common options a command uses. All of them can be given to every command, so that a script may pass the same ones everywhere; help and
/// completion show those that matter.
/// </summary>
internal static class UsedOptions
{
    private static readonly Option[] OfDatabases =
    [
        CommonOptions.Connection,
        CommonOptions.Wait,
        CommonOptions.Progress,
    ];

    /// <summary>What takes its place among runners, and asks for locks.</summary>
    private static readonly Option[] OfRuns =
    [
        CommonOptions.Timeout,
        CommonOptions.LockTimeout,
        CommonOptions.LockDeadline,
    ];

    /// <summary>Whether a command uses a common option; true for every option of its own.</summary>
    public static bool Has(Command command, Option option) => !Unused(command).Contains(option);

    private static IEnumerable<Option> Unused(Command command) =>
        command.Name switch
        {
            "help" or "version" or "man" or "completion" => CommonOptions.All,
            "new" => [.. OfDatabases, .. OfRuns, CommonOptions.Migration],
            "check" =>
            [
                CommonOptions.Connection,
                CommonOptions.Wait,
                .. OfRuns,
                CommonOptions.Migration,
            ],
            "seed" => [.. OfRuns, CommonOptions.Migration],
            "status" => [CommonOptions.Timeout, CommonOptions.LockDeadline],
            "plan" or "script" or "preflight" or "verify" or "diagnose" => [CommonOptions.Timeout],
            _ => [],
        };
}
