using OpsCenter.Migrations;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.VersionRuns;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A backup in words.</summary>
internal static class BackupText
{
    /// <summary>More are told by their number: the file can be listed.</summary>
    private const int MostTables = 5;

    public const string SwitchedOff = "it was switched off (--no-backup)";

    public static void Write(IAnsiConsole console, BackupReport report)
    {
        var what =
            report.Whole ? "the whole database"
            : report.Tables.Count > MostTables ? StepSummary.Count(report.Tables.Count, "table")
            : string.Join(", ", report.Tables);
        console.Line($"Backup of {what}: {report.File}");
        console.Line(
            $"  {Size(report.Bytes)} in {DurationText.Of(report.Duration)}, {StepSummary.Count(report.Tables.Count, "table")}, by pg_dump {report.PgDumpVersion}, checked by listing it."
        );
    }

    /// <summary>The backup before a folder, or why there is none; nothing, if nothing was run.</summary>
    public static void WriteFirst(
        IAnsiConsole console,
        BackupReport? backup,
        FolderReport report,
        string? whyNone
    )
    {
        if (backup is not null)
        {
            Write(console, backup);
        }
        else if (report.Steps.Count > 0 && whyNone is not null)
        {
            console.Line($"No backup was taken: {whyNone}.");
        }
    }

    /// <summary>The backup before an apply, or why there is none; nothing, if nothing was run.</summary>
    public static void WriteFirst(IAnsiConsole console, ApplyReport report, bool noBackup) =>
        WriteFirst(console, report.Backup, report.Outcome != ApplyOutcome.AlreadyApplied, noBackup);

    /// <summary>The backup before a rollback, or why there is none; nothing, if nothing was run.</summary>
    public static void WriteFirst(IAnsiConsole console, RollbackReport report, bool noBackup) =>
        WriteFirst(
            console,
            report.Backup,
            report.Outcome != RollbackOutcome.NothingToRollBack,
            noBackup
        );

    /// <summary>Why there is no backup; null if there is one.</summary>
    public static string? Reason(BackupReport? report, bool noBackup) =>
        report is not null ? null
        : noBackup ? SwitchedOff
        : "no table that was there before had to be touched";

    public static string Size(long bytes) =>
        bytes switch
        {
            < 1024 => $"{bytes} bytes",
            < 1024 * 1024 => FormattableString.Invariant($"{bytes / 1024.0:0.0} KiB"),
            _ => FormattableString.Invariant($"{bytes / 1024.0 / 1024:0.0} MiB"),
        };

    private static void WriteFirst(
        IAnsiConsole console,
        BackupReport? report,
        bool wasRun,
        bool noBackup
    )
    {
        if (report is not null)
        {
            Write(console, report);
        }
        else if (wasRun)
        {
            console.Line($"No backup was taken: {Reason(report, noBackup)}.");
        }
    }
}
