using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;
using OpsCenter.Migrations.Versions;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The status of a folder in words.</summary>
internal static class FolderStatusText
{
    public static void Write(IAnsiConsole console, FolderStatus status)
    {
        var counts = status
            .Versions.GroupBy(version => version.State)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Word(group.Key)}");
        console.Line(
            $"{Amount.Of(status.Versions.Count, "migration")} of {status.Convention} ({status.Pattern}): {string.Join(", ", counts)}"
        );
        if (status.Runner is { } runner)
        {
            console.Line($"  [yellow]running now     [/] {runner}");
            foreach (var blocker in status.RunnerWaitsFor)
            {
                console.Line($"  [yellow]waits for       [/] {blocker}");
            }
        }

        foreach (var version in status.Versions)
        {
            console.Line(
                $"  [{Colour(version.State)}]{Word(version.State), -16}[/] {version.Title}{Details(version)}"
            );
        }

        foreach (var archive in status.Archives)
        {
            console.Line($"  archive {archive}");
        }

        if (status.Conflict is { } conflict)
        {
            console.Line($"[red]A run would be refused:[/] {conflict}");
        }

        if (status.Foreign is { } foreign)
        {
            console.Line(
                $"[yellow]There is a journal of {foreign}: opscenter adopt records what it has as applied.[/]"
            );
        }
    }

    private static string Details(FolderVersion version) =>
        version.Entry is { AppliedAt: { } at } entry
            ? $", {at:u} by {entry.AppliedBy}{(entry.AdoptedFrom is { } tool ? $", adopted from {tool}" : "")}"
        : version.Entry?.Batch is { } half
            ? $", {Amount.Of(half.Rows, "row")} in {Amount.OfBatches(half.Batches)} of a statement done"
        : version.Migration is { Down: null, IsRepeatable: false } ? ", has no down script"
        : "";

    private static string Word(VersionState state) =>
        state switch
        {
            VersionState.Pending => "pending",
            VersionState.Applied => "applied",
            VersionState.Edited => "edited",
            VersionState.Missing => "missing",
            VersionState.Applying => "half applied",
            _ => "half rolled back",
        };

    private static string Colour(VersionState state) =>
        state switch
        {
            VersionState.Applied => "green",
            VersionState.Pending => "dim",
            _ => "red",
        };
}
