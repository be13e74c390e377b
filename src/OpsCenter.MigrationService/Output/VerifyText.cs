using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Verification;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A verification in words: what failed by name, what passed by number, and what could not be checked.</summary>
internal static class VerifyText
{
    /// <summary>So many failed checks fit on a screen.</summary>
    private const int MostFailed = 15;
    private const int MarkWidth = 6;

    /// <summary>The verdict in one sentence.</summary>
    public static string Outcome(VerificationReport report) =>
        !report.IsApplied
            ? $"{report.Migration} is not verified: it is not applied to this database."
            : Failures(report) ?? $"{report.Migration} is verified: {Passed(report)}";

    public static void Write(IAnsiConsole console, VerificationReport report, bool full)
    {
        var failed = report.Checks.Where(check => !check.Passed).ToList();
        if (!report.IsApplied && !full)
        {
            console.Line($"[red]{Outcome(report)}[/]");
            NextText.Write(console, "opscenter plan, then opscenter apply");
            return;
        }

        var failures = Failures(report);
        console.Line(
            failures is null
                ? (FormattableString)$"[green]{report.Migration} is verified[/]: {Passed(report)}"
                : $"[red]{failures}[/]"
        );
        foreach (var check in full ? failed : failed.Take(MostFailed))
        {
            Write(console, check, "failed", "red");
        }

        if (!full && failed.Count > MostFailed)
        {
            console.Line($"  and {failed.Count - MostFailed} more: --full lists them");
        }

        foreach (
            var check in report.Checks.Where(check =>
                check.Passed && (full || check.Subject != "schema")
            )
        )
        {
            if (check.Checked)
            {
                Write(console, check, "ok", "green");
            }
            else
            {
                Write(console, check, "not checked", "yellow");
            }
        }

        if (failures is not null)
        {
            NextText.Write(console, "opscenter status");
        }
    }

    private static string? Failures(VerificationReport report) =>
        report.Checks.Count(check => !check.Passed) is var failed and > 0
            ? $"{report.Migration} is not verified: {failed} of {report.Checks.Count} checks failed."
            : null;

    private static string Passed(VerificationReport report)
    {
        var schema = report.Checks.Count(check =>
            check is { Subject: "schema", Passed: true, Checked: true }
        );
        var open = report.Checks.Count(check => !check.Checked);
        return $"{schema} objects in place, {Amount.Of(report.Checks.Count - schema - open, "further check")} passed{(open > 0 ? $", {open} could not be made" : "")}.";
    }

    private static void Write(
        IAnsiConsole console,
        VerificationCheck check,
        string mark,
        string colour
    ) =>
        console.Item(
            mark,
            colour,
            Math.Max(MarkWidth, mark.Length),
            $"{check.Subject}: {check.Message}"
        );
}
