using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>Data that a migration of a folder drops and nothing archives, in words.</summary>
internal static class FolderLossText
{
    private const int MostLosses = 8;

    /// <summary>What is in the plan beside a statement of an apply.</summary>
    public static string Of(PlannedStatement statement) =>
        statement.DropsData ? " (with what is in it, which is not archived)" : "";

    /// <summary>What an apply dropped.</summary>
    public static IEnumerable<string> OfApply(ObjectDifference objects) =>
        objects.DroppedData.Select(found =>
            $"{found}, with {(found.Kind == "column" ? "its values" : "all its rows")}: not archived, only a backup has them"
        );

    /// <summary>What a rollback did not bring back.</summary>
    public static IEnumerable<string> OfRollback(ObjectDifference objects) =>
        objects.CreatedData.Select(found =>
            $"{found}: {(found.Kind == "column" ? "its values" : "its rows")} of before the apply were not archived, and are back only if the down script writes them"
        );

    public static void Write(IAnsiConsole console, IEnumerable<string> losses)
    {
        var all = losses.ToList();
        foreach (var loss in all.Take(MostLosses))
        {
            console.Line($"    [yellow]lost[/]    {loss}");
        }

        if (all.Count > MostLosses)
        {
            console.Line($"    [yellow]lost[/]    and {all.Count - MostLosses} more");
        }
    }
}
