using System.Collections.Frozen;
using System.CommandLine;

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

    /// <summary>The command that is meant: by a word of another tool, or by a name that is nearly one. Null if nobody can tell.</summary>
    public static string? Meant(RootCommand root, IReadOnlyList<string> arguments) =>
        arguments is [{ } first, ..]
        && !first.StartsWith('-')
        // What is wrong of a command that is there is something else.
        && root.Subcommands.All(command => command.Name != first)
            ? Commands.GetValueOrDefault(first) ?? Near(root, first)
            : null;

    /// <summary>The option that is meant by one that the command has not; null if nobody can tell.</summary>
    public static string? MeantOption(ParseResult parsed) =>
        parsed
            .UnmatchedTokens.Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Select(word =>
                Near(
                    parsed
                        .CommandResult.Command.Options.Concat(
                            parsed.RootCommandResult.Command.Options
                        )
                        .Select(option => option.Name),
                    word
                )
            )
            .FirstOrDefault(name => name is not null);

    private static string? Near(RootCommand root, string word) =>
        Near(root.Subcommands.Select(command => command.Name), word);

    private static string? Near(IEnumerable<string> names, string word) =>
        names
            .Select(name => (Name: name, Distance: Distance(name, word)))
            .Where(candidate => candidate.Distance is > 0 and <= 2 && word.Length > 3)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();

    /// <summary>How many letters differ, are missing or are too many.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, previous) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                previous = Math.Min(Math.Min(row[j] + 1, previous + 1), diagonal + cost);
                (diagonal, row[j]) = (row[j], previous);
            }
        }

        return row[^1];
    }
}
