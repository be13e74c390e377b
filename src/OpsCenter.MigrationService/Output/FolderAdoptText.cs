using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>An adoption in words.</summary>
internal static class FolderAdoptText
{
    public static void Write(IAnsiConsole console, FolderAdoption adoption)
    {
        console.Line(
            $"{Amount.Of(adoption.Adopted.Count, "migration")} recorded as applied, by the journal of {adoption.Tool} ({adoption.Table}), which stays as it is."
        );
        foreach (var title in adoption.Adopted)
        {
            console.Line($"  {title}");
        }

        console.Line(
            adoption.Pending.Count == 0
                ? (FormattableString)$"Nothing is pending."
                : $"Pending: {string.Join(", ", adoption.Pending)}"
        );
    }
}
