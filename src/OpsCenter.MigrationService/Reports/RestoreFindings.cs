using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Operations;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>A restore of archived rows, for its report.</summary>
internal static class RestoreFindings
{
    public static RunFindings Of(RestoreArchiveReport report) =>
        new(
            report.IsClear ? ReportTone.Good : ReportTone.Bad,
            !report.IsClear ? "The restore would be refused"
                : report.Archives.Count == 0 ? "Nothing to restore"
                : report.Outcome == RestoreArchiveOutcome.Planned ? "Restore planned"
                : "Restored from the archive",
            RestoreArchiveText.Outcome(report)
        )
        {
            Steps = report.Steps,
        };

    /// <param name="restored">The archives of a folder of migrations.</param>
    public static RunFindings Of(IReadOnlyList<RestoredData> restored)
    {
        var left = restored.Count(data => data.Obstacle is not null || data.Kept > 0);
        var waiting = restored.Count(data => data.WaitsFor is not null);
        return new RunFindings(
            left == 0 ? ReportTone.Good : ReportTone.Bad,
            restored.Count == 0 ? "Nothing to restore"
                : left == 0 ? "Restored from the archive"
                : "Not all could be restored",
            restored.Count == 0
                ? "There is no archive that was not restored."
                : $"{Amount.Of(restored.Sum(data => data.Restored), "row")} restored from {Amount.Of(restored.Count - waiting, "archive")}{(left == 0 ? "" : $"; {left} of them not, or not in whole")}{(waiting == 0 ? "" : $"; {Amount.Of(waiting, "more archive")} {(waiting == 1 ? "waits" : "wait")} for migrations to be applied")}."
        )
        {
            Own = restored.Count == 0 ? [] : [Section(restored)],
        };
    }

    private static ReportSection Section(IReadOnlyList<RestoredData> restored) =>
        new("Archives")
        {
            Table = new ReportTable(
                [
                    new ReportColumn("table", IsCode: true),
                    new ReportColumn("archive"),
                    new ReportColumn("what came back"),
                ],
                [
                    .. restored.Select(data => new ReportRow(
                        data.Obstacle is not null || data.Kept > 0
                            ? ReportTone.Bad
                            : ReportTone.Good,
                        [
                            data.Table,
                            FormattableString.Invariant($"{data.Id}"),
                            data.Obstacle
                                ?? (
                                    data.WaitsFor is { } version
                                        ? $"waits for {version} to be applied"
                                        : null
                                )
                                ?? $"{Amount.Of(data.Restored, "row")}{(data.Kept > 0 ? $"; {Amount.Of(data.Kept, "row")} with other values left as they are" : "")}",
                        ]
                    )),
                ]
            ),
        };
}
