using OpsCenter.Migrations.Backup;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A restore, or the contents of a backup, in words.</summary>
internal static class RestoreText
{
    public static void Write(IAnsiConsole console, RestoreReport report)
    {
        console.Line(
            $"{StepSummary.Count(report.Tables, "table")} restored from {report.File} in {DurationText.Of(report.Duration)}, by pg_restore {report.PgRestoreVersion}."
        );
        console.Line(
            report.IsNew
                ? (FormattableString)
                    $"They are in the new database {report.Database}. Nothing else was touched."
                : $"They replaced those of database {report.Database}. Look at opscenter status."
        );
        if (report.Before is not null)
        {
            BackupText.Write(console, report.Before);
        }

        if (report.Notes.Count > 0)
        {
            console.Line($"Beside the rows, this is not as it was before:");
            foreach (var note in report.Notes)
            {
                console.Line($"  {note}");
            }
        }
    }

    public static void Write(IAnsiConsole console, BackupContents contents)
    {
        foreach (var line in contents.Lines)
        {
            console.Line($"{line}");
        }

        console.Line(
            $"{contents.File} was read to its end: {BackupText.Size(contents.Bytes)}, the rows of {contents.Tables} tables."
        );
    }
}
