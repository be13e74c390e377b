using OpsCenter.Migrations;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>What was done with a folder of migrations, for its report.</summary>
internal static class FolderFindings
{
    private const string Uncompared =
        "The content of tables. Of a folder no digests are taken; the server's counters of each script's transaction are listed.";

    /// <param name="report">An apply or a rollback.</param>
    /// <param name="isUp">Which of them.</param>
    /// <param name="backup">The backup that was taken first.</param>
    /// <param name="whyNoBackup">Why none was taken.</param>
    public static RunFindings Of(
        FolderReport report,
        bool isUp,
        BackupReport? backup,
        string? whyNoBackup
    )
    {
        var what =
            $"{Amount.Of(report.Steps.Count, "migration")} {(isUp ? "applied" : "rolled back")}";
        return new RunFindings(
            ReportTone.Good,
            report.Steps.Count == 0 ? "Nothing to do" : Sentence(what),
            report.Left.Count == 0
                ? isUp
                    ? "Nothing is pending."
                    : "Nothing is applied any more."
                : $"{(isUp ? "Still pending" : "Still applied")}: {string.Join(", ", report.Left)}."
        )
        {
            Unproved = report.Steps.Count == 0 ? [] : [Uncompared],
            Backup = backup,
            WithoutBackup = backup is null && report.Steps.Count > 0 ? whyNoBackup : null,
            Own = report.Steps.Count == 0 ? [] : [.. Sections(report.Steps, isUp, report.Waiting)],
        };
    }

    public static RunFindings Of(FolderDryRunReport report)
    {
        var refused = !report.IsPolite || report.IsUndeclared;
        return new RunFindings(
            refused ? ReportTone.Bad : ReportTone.Good,
            report.Steps.Count == 0 ? "Nothing is pending"
                : refused ? "Dry run: an apply would do harm"
                : "Dry run: nothing is in the way",
            (
                report.IsUndeclared
                    ? "apply would be refused: a script changes data and does not declare it. "
                    : ""
            )
                + $"{Amount.Of(report.Steps.Count, "migration")} ran on a copy of the definitions. "
                + (
                    report.IsPolite
                        ? $"Nobody would wait for longer than {ReportWords.Of(report.MaxBlock)}, as far as the sizes of the tables tell."
                        : $"Others would wait for longer than {ReportWords.Of(report.MaxBlock)}."
                )
        )
        {
            Unproved =
            [
                "How long statements take that change rows. Nothing was executed on the database itself.",
            ],
            Own = [.. report.Steps.Select(step => Section(step, report.MaxBlock))],
        };
    }

    public static RunFindings Of(FolderVerification report) =>
        new(
            report.IsVerified ? ReportTone.Good : ReportTone.Bad,
            report.IsVerified ? "Verified" : "Not verified",
            Sentence(FolderVerifyText.Outcome(report))
        )
        {
            Unproved = ["The content of tables: of a folder no digests are taken."],
            Own = report.IsVerified
                ? []
                :
                [
                    new ReportSection("What differs")
                    {
                        Tone = ReportTone.Bad,
                        Text = report.Problems,
                    },
                ],
        };

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static IEnumerable<ReportSection> Sections(
        IReadOnlyList<FolderStep> steps,
        bool isUp,
        IReadOnlyList<string> waiting
    )
    {
        yield return new ReportSection("Migrations")
        {
            Table = new ReportTable(
                [
                    new ReportColumn("migration", IsCode: true),
                    new ReportColumn("file", IsCode: true),
                    new ReportColumn("took", IsNumber: true),
                    new ReportColumn("objects"),
                    new ReportColumn("rows of earlier tables"),
                ],
                [
                    .. steps.Select(step => new ReportRow(
                        ReportTone.Good,
                        [
                            step.Title,
                            step.File ?? "undone from the record",
                            ReportWords.Of(step.Duration),
                            Objects(step.Effects.Objects),
                            step.Effects.AreRowsCounted
                                ? string.Join(
                                    '\n',
                                    step.Effects.Rows.Select(Rows)
                                        .Concat(step.Effects.Batches.Select(Batches))
                                )
                                : "not counted (--preserve off)",
                        ]
                    )),
                ]
            ),
        };
        var lost = steps
            .Select(step => step.Effects.Objects)
            .SelectMany(objects =>
                isUp ? FolderLossText.OfApply(objects) : FolderLossText.OfRollback(objects)
            )
            .ToList();
        if (lost.Count > 0)
        {
            yield return new ReportSection("Lost") { Tone = ReportTone.Attention, Text = lost };
        }

        var archived = steps.SelectMany(step => step.Archived).ToList();
        if (archived.Count > 0)
        {
            yield return new ReportSection("Archive")
            {
                Text =
                [
                    $"It comes back with: opscenter apply, then opscenter restore-archive{(waiting.Count > 1 ? FolderNext.Each(", both", waiting) : "")}.",
                ],
                Table = new ReportTable(
                    [
                        new ReportColumn("what"),
                        new ReportColumn("where", IsCode: true),
                        new ReportColumn("rows", IsNumber: true),
                    ],
                    [
                        .. archived.Select(data => new ReportRow(
                            ReportTone.Plain,
                            [data.What, data.Table, ReportWords.Of(data.Rows)]
                        )),
                    ]
                ),
            };
        }
    }

    private static ReportSection Section(DryRunStep step, TimeSpan most) =>
        new(step.Title)
        {
            Text =
            [
                $"{step.File}: {Objects(step.Objects)}",
                .. step.Batches.Select(batches =>
                    $"Line {batches.Line}: {batches.Table} in batches of {Amount.Of(batches.Rows, "row")} by {batches.By}"
                ),
                .. step.Undeclared.Select(change =>
                    $"Not declared: {change.Table}: {change.What}. Declare it: -- opscenter: changes {change.Table}"
                ),
            ],
            Table =
                step.Impacts.Count == 0
                    ? null
                    : new ReportTable(
                        [
                            new ReportColumn("table", IsCode: true),
                            new ReportColumn("lock"),
                            new ReportColumn("keeps out"),
                            new ReportColumn("rows, about", IsNumber: true),
                            new ReportColumn("others wait, about", IsNumber: true),
                            new ReportColumn("work and advice"),
                        ],
                        [
                            .. step.Impacts.Select(impact => new ReportRow(
                                impact.Blocked > most ? ReportTone.Bad : ReportTone.Plain,
                                [
                                    impact.Table,
                                    impact.Lock,
                                    impact.Blocks,
                                    ReportWords.Of(impact.Rows),
                                    impact.Work is null ? "" : ReportWords.Of(impact.Blocked),
                                    string.Join(
                                        '\n',
                                        new[]
                                        {
                                            impact.Work,
                                            impact.Blocked > most ? impact.Advice : null,
                                        }.OfType<string>()
                                    ),
                                ]
                            )),
                        ]
                    ),
        };

    private static string Objects(ObjectDifference objects) =>
        objects.IsEmpty
            ? "no object"
            : string.Join(
                ", ",
                new[]
                {
                    (objects.Created.Count, "created"),
                    (objects.Changed.Count, "changed"),
                    (objects.Dropped.Count, "dropped"),
                }
                    .Where(part => part.Item1 > 0)
                    .Select(part => FormattableString.Invariant($"{part.Item1} {part.Item2}"))
            );

    private static string Batches(BatchedRows batches) =>
        $"{batches.Table}: {Amount.Of(batches.Rows, "row")} in {Amount.OfBatches(batches.Batches)}";

    private static string Rows(RowWrites rows) =>
        FormattableString.Invariant(
            $"{rows.Table.Identity}: {rows.Inserted} inserted, {rows.Updated} updated, {rows.Deleted} deleted"
        );
}
