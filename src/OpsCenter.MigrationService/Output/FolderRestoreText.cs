using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Objects;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>What a restore of archives did, in words.</summary>
internal static class FolderRestoreText
{
    public static void Write(IAnsiConsole console, IReadOnlyList<RestoredData> restored)
    {
        if (restored.Count == 0)
        {
            console.Line($"There is no archive that was not restored.");
        }

        foreach (var data in restored)
        {
            console.Line(
                data.Obstacle is { } obstacle
                    ? (FormattableString)
                        $"[red]archive {data.Id} was not restored to {data.Table}:[/] {obstacle}"
                    : $"archive {data.Id}: {Amount.Of(data.Restored, "row")} restored to {data.Table}{(data.Kept > 0 ? $"; {Amount.Of(data.Kept, "row")} with other values left as they are" : "")}"
            );
            if (data.Doubled > 0)
            {
                console.Line(
                    $"  {Amount.Of(data.Doubled, "row")} of {data.Table} that the script inserted again {(data.Doubled == 1 ? "is" : "are")} equal to restored rows but for the key: see which references there are, and delete one of each"
                );
            }
        }
    }
}
