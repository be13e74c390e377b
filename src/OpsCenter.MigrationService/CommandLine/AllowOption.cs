using System.Collections.Frozen;
using System.CommandLine;
using System.CommandLine.Completions;
using OpsCenter.Migrations.Preflight;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary><c>--allow</c>, of the commands that a preflight comes before.</summary>
internal static class AllowOption
{
    public static Option<string[]> Allow { get; } =
        new("--allow")
        {
            Description =
                "Goes on although this preflight rule found something; may be repeated. opscenter help RULE explains one.",
            HelpName = "rule",
            CompletionSources =
            {
                _ =>
                    PreflightRules
                        .Ids.Where(rule => rule.Value)
                        .Select(rule => new CompletionItem(rule.Key)),
            },
        };

    /// <summary>Adds the option to a command.</summary>
    public static Command WithAllow(this Command command)
    {
        command.Add(Allow);
        return command;
    }

    /// <summary>The ids that were given; none for a command without the option.</summary>
    public static IReadOnlySet<string> Read(ParseResult parsed) =>
        (parsed.GetResult(Allow) is null ? [] : parsed.GetValue(Allow) ?? []).ToFrozenSet(
            StringComparer.Ordinal
        );
}
