using System.Globalization;
using OpsCenter.Conformance.Folders;

namespace OpsCenter.Conformance.Reports;

/// <summary>The verdict for a folder in one sentence, and that for a migration in a few words.</summary>
public static class FolderSum
{
    /// <summary>How many migrations conform.</summary>
    public static string Of(FolderReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var broken = report.Migrations.Count(result => result.Broken.Count > 0);
        var open = report.Migrations.Count(result => result.Broken.Count == 0 && !result.Conforms);
        var good = report.Migrations.Count - broken - open;
        var counts = new[]
        {
            Count(broken, broken == 1 ? "breaks a law" : "break a law"),
            Count(open, "could not be checked"),
            Count(good, good == 1 ? "conforms" : "conform"),
        }.OfType<string>();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {report.Migrations.Count} {(report.Migrations.Count == 1 ? "migration" : "migrations")} {string.Join(", ", counts)}.{Remembered(report)}"
        );
    }

    /// <summary>The broken and unchecked laws of a migration, the worst first.</summary>
    public static string Of(MigrationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Broken.Count > 0)
        {
            return $"breaks {string.Join(", ", result.Broken.Select(law => law.Law))}";
        }

        return result.Unchecked.Count > 0
            ? $"not checked: {string.Join(", ", result.Unchecked.Select(law => law.Law))}"
            : $"conforms{(result.Migration.Down is null ? "; no down script" : "")}";
    }

    private static string Remembered(FolderReport report) =>
        report.Migrations.Count(result => result.IsFromCache) switch
        {
            0 => "",
            1 => " The verdicts for 1 of them are from the cache.",
            var number => string.Create(
                CultureInfo.InvariantCulture,
                $" The verdicts for {number} of them are from the cache."
            ),
        };

    private static string? Count(int number, string what) =>
        number == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{number} {what}");
}
