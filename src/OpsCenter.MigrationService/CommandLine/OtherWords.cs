using System.Collections.Frozen;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>What other migration tools call a command of this one.</summary>
internal static class OtherWords
{
    private static readonly FrozenDictionary<string, string> Commands = new Dictionary<
        string,
        string
    >(StringComparer.OrdinalIgnoreCase)
    {
        ["up"] = "apply",
        ["migrate"] = "apply",
        ["deploy"] = "apply",
        ["update"] = "apply",
        ["upgrade"] = "apply",
        ["run"] = "apply",
        ["down"] = "rollback",
        ["revert"] = "rollback",
        ["undo"] = "rollback",
        ["downgrade"] = "rollback",
        ["back"] = "rollback",
        ["info"] = "status",
        ["list"] = "status",
        ["validate"] = "verify",
        ["create"] = "new",
        ["add"] = "new",
        ["generate"] = "new",
        ["baseline"] = "adopt",
        ["force"] = "adopt",
        ["dryrun"] = "dry-run",
        ["restore-archives"] = "restore-archive",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The command that is meant; null if the word is of no other tool.</summary>
    public static string? Meant(IReadOnlyList<string> arguments) =>
        arguments is [{ } first, ..] ? Commands.GetValueOrDefault(first) : null;
}
