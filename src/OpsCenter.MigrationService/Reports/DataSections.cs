using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Preservation;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>The parts of a report about tables and their content.</summary>
internal static class DataSections
{
    /// <summary>Tables, columns and rows before and after.</summary>
    public static ReportSection? Change(SchemaChange? change, PreservationReport? data)
    {
        if (change is null || TableChange.Of(change) is not { Count: > 0 } rows)
        {
            return null;
        }

        return new ReportSection("Before and after")
        {
            Table = new ReportTable(
                [
                    new ReportColumn("table", IsCode: true),
                    new ReportColumn("before"),
                    new ReportColumn("after"),
                    new ReportColumn("columns", IsNumber: true),
                    new ReportColumn("rows", IsNumber: true),
                    new ReportColumn("columns that came or went", IsCode: true),
                ],
                [.. rows.Select(row => Row(row, Rows(row, data)))]
            ),
        };
    }

    /// <summary>What became of the content, with the digests.</summary>
    public static ReportSection? Data(PreservationReport? data) =>
        data is not { Findings.Count: > 0 }
            ? null
            : new ReportSection("Data before and after")
            {
                Text =
                [
                    $"Content digests ({data.Algorithm}) of all rows, and the positions of sequences; those of before were taken at {ReportWords.Of(data.TakenAt)}.",
                ],
                Table = new ReportTable(
                    [
                        new ReportColumn("table or sequence", IsCode: true),
                        new ReportColumn("verdict"),
                        new ReportColumn("rows, or position, before", IsNumber: true),
                        new ReportColumn("now", IsNumber: true),
                        new ReportColumn("digest before", IsCode: true),
                        new ReportColumn("digest now", IsCode: true),
                    ],
                    [
                        .. data.Findings.Select(finding => new ReportRow(
                            Tone(finding.Verdict),
                            [
                                $"{finding.Schema}.{finding.Name}",
                                finding.Message,
                                ReportWords.Of(finding.RowsBefore),
                                ReportWords.Of(finding.RowsNow),
                                finding.DigestBefore ?? "",
                                finding.DigestNow ?? "",
                            ]
                        )),
                    ]
                ),
            };

    /// <summary>What is proved by something else than digests, and what is not, with the reason.</summary>
    public static IEnumerable<ReportSection?> Proofs(RunFindings findings)
    {
        yield return findings.Proved.Count == 0
            ? null
            : new ReportSection("Also proved") { Text = findings.Proved };
        List<string> unproved =
        [
            .. findings.Unproved,
            .. (findings.Data?.Findings ?? [])
                .Where(finding =>
                    finding.Verdict
                        is PreservationVerdict.ChangedByOthers
                            or PreservationVerdict.NotComparable
                )
                .Select(finding => $"{finding.Schema}.{finding.Name}: {finding.Message}"),
            .. (findings.Data?.Unchecked ?? []).Select(table =>
                $"{table.Schema}.{table.Table}: not checked, because {table.Reason}"
            ),
        ];
        yield return unproved.Count == 0
            ? null
            : new ReportSection("Not proved, and why")
            {
                Tone = ReportTone.Attention,
                Text = unproved,
            };
    }

    private static ReportRow Row(TableChange row, string rows) =>
        new(
            ReportTone.Plain,
            [
                row.Name,
                row.Before is null ? "does not exist" : "existing",
                row switch
                {
                    { Before: null } => "new",
                    { After: null } => "removed",
                    { Added.Count: > 0 } => $"existing + {row.Added.Count} new columns",
                    { Lost.Count: > 0 } => $"existing - {row.Lost.Count} columns",
                    _ => "existing",
                },
                Pair(row.Before?.Columns.Count, row.After?.Columns.Count),
                rows,
                row is { Before: not null, After: not null }
                    ? string.Join(
                        ", ",
                        row.Added.Select(name => $"+{name}")
                            .Concat(row.Lost.Select(name => $"-{name}"))
                    )
                    : "",
            ]
        );

    private static string Rows(TableChange row, PreservationReport? data) =>
        (row.Before ?? row.After) is { } table
        && data?.Findings.FirstOrDefault(finding =>
            finding.Kind == "table" && finding.Schema == table.Schema && finding.Name == table.Name
        )
            is { } found
            ? Pair(found.RowsBefore, found.RowsNow)
            : "";

    private static string Pair(long? before, long? after) =>
        (before, after) switch
        {
            (null, null) => "",
            (null, _) => ReportWords.Of(after),
            (_, null) => ReportWords.Of(before),
            _ when before == after => ReportWords.Of(after),
            _ => $"{ReportWords.Of(before)} → {ReportWords.Of(after)}",
        };

    private static ReportTone Tone(PreservationVerdict verdict) =>
        verdict switch
        {
            PreservationVerdict.Unchanged or PreservationVerdict.Preserved => ReportTone.Good,
            PreservationVerdict.Changed => ReportTone.Bad,
            _ => ReportTone.Attention,
        };
}
