using System.CommandLine;
using System.CommandLine.Help;
using OpsCenter.MigrationService.CommandLine;

namespace OpsCenter.MigrationService.Help;

/// <summary>The options of a command in the groups in which help shows them. A group without options is left out.</summary>
internal static class OptionGroups
{
    /// <summary>The options that all commands share.</summary>
    public const string Common = "Common options";

    public static IEnumerable<(string Title, IReadOnlyList<Option> Options)> Of(Command command)
    {
        Option[] own = [.. command.Options.Where(option => option is not HelpOption)];
        var folder = FolderArguments.OnlyWithFolder.Concat(FolderCheckOptionList.All).ToList();
        return new (string Title, IReadOnlyList<Option> Options)[]
        {
            ("Options", [.. own.Except(folder)]),
            ("Options with --migrations", [.. own.Intersect(folder)]),
        }.Where(group => group.Options.Count > 0);
    }
}
