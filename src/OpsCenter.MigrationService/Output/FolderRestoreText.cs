using OpsCenter.Migrations;
using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Objects;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>What a restore of archives did, or would do, in words.</summary>
internal static class FolderRestoreText
{
    public static void Write(
        IAnsiConsole console,
        IReadOnlyList<RestoredData> restored,
        RestoreArchiveOptions options
    )
    {
        if (restored.Count == 0)
        {
            console.Line(
                $"There is nothing to restore: no archive is left that was not restored. Nothing was changed."
            );
            return;
        }

        foreach (var data in restored)
        {
            if (data.WaitsFor is { } version)
            {
                console.Line(
                    $"archive {data.Id} of {data.Table} waits for {version} to be applied"
                );
                continue;
            }

            Write(console, data, options);
        }

        WriteVerdict(console, restored, options);
    }

    private static void Write(
        IAnsiConsole console,
        RestoredData data,
        RestoreArchiveOptions options
    )
    {
        console.Line(
            data.Obstacle is { } obstacle
                ? (FormattableString)
                    $"[red]archive {data.Id} {(options.PlanOnly ? "would not be" : "was not")} restored to {data.Table}:[/] {obstacle}"
                : $"archive {data.Id}: {Amount.Of(data.Restored, "row")} {(options.PlanOnly ? "would be restored" : "restored")} to {data.Table}{(data.Present > 0 ? $"; {Amount.Of(data.Present, "row")} {(data.Present == 1 ? "was" : "were")} there already, as archived" : "")}"
        );
        if (data.Kept > 0)
        {
            var more = data.Kept - data.KeptKeys.Count;
            console.Line(
                $"  {Amount.Of(data.Kept, "row")} of {data.Table} {(data.Kept == 1 ? "has" : "have")} other values and {(options.PlanOnly ? "would stay as" : "stayed as")} {(data.Kept == 1 ? "it is" : "they are")}{(data.KeptKeys.Count == 0 ? "" : $": {string.Join("; ", data.KeptKeys)}{(more > 0 ? $"; and {more} more" : "")}")}"
            );
        }

        if (data.Doubled > 0)
        {
            console.Line(
                $"  {Amount.Of(data.Doubled, "row")} of {data.Table} that the script inserted again {(data.Doubled == 1 ? "is" : "are")} equal to restored rows but for the key: see which references there are, and delete one of each"
            );
        }
    }

    private static void WriteVerdict(
        IAnsiConsole console,
        IReadOnlyList<RestoredData> restored,
        RestoreArchiveOptions options
    )
    {
        var done = restored.Where(data => data is { Obstacle: null, WaitsFor: null }).ToList();
        var what =
            $"{Amount.Of(done.Sum(data => data.Restored), "row")} from {Amount.Of(done.Count, "archive")}";
        console.Line(
            options.PlanOnly
                ? (FormattableString)$"Would be restored: {what}. Nothing was changed."
                : $"Restored: {what}."
        );
        var waiting = restored.Count(data => data.WaitsFor is not null);
        if (waiting > 0)
        {
            console.Line(
                $"{Amount.Of(waiting, "archive")} {(waiting == 1 ? "waits" : "wait")} for migrations to be applied."
            );
        }

        var open = restored.Count(data =>
            data.Obstacle is not null || (data.Kept > 0 && !options.KeepExisting)
        );
        if (open > 0)
        {
            console.Line(
                $"[red]{Amount.Of(open, "archive")} {(options.PlanOnly ? "would stay" : open == 1 ? "stays" : "stay")} open.[/] Remove what is in the way and repeat, or leave rows with other values as they are with --keep-existing."
            );
        }
    }
}
