using OpsCenter.Migrations.Archives;
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
                    : $"archive {data.Id}: {data.Restored} rows restored to {data.Table}{(data.Kept > 0 ? $"; {data.Kept} rows there hold other values and were left as they are" : "")}"
            );
        }
    }
}
