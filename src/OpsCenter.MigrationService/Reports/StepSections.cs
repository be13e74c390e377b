using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Verification;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>The parts of a report that list what a script, a verification or preflight said.</summary>
internal static class StepSections
{
    /// <summary>What preflight found.</summary>
    public static ReportSection? Obstacles(IReadOnlyList<PreflightFinding> findings) =>
        findings.Count == 0
            ? null
            : new ReportSection("What is in the way")
            {
                Tone = ReportTone.Bad,
                Table = new ReportTable(
                    [
                        new ReportColumn("rule", IsCode: true),
                        new ReportColumn("what"),
                        new ReportColumn("what to do"),
                    ],
                    [
                        .. findings.Select(finding => new ReportRow(
                            finding.Blocks ? ReportTone.Bad : ReportTone.Attention,
                            [finding.Id, finding.Message, finding.Remedy]
                        )),
                    ]
                ),
            };

    /// <summary>The checks of a verification, those that failed first, the many about the schema last.</summary>
    public static ReportSection? Checks(IReadOnlyList<VerificationCheck> checks) =>
        checks.Count == 0
            ? null
            : new ReportSection("Checks")
            {
                Table = new ReportTable(
                    [new ReportColumn("about"), new ReportColumn("what was found")],
                    [
                        .. checks
                            .OrderBy(check => check.Passed)
                            .ThenBy(check => check.Checked)
                            .ThenBy(check => check.Subject == "schema")
                            .Select(check => new ReportRow(
                                check switch
                                {
                                    { Passed: false } => ReportTone.Bad,
                                    { Checked: false } => ReportTone.Attention,
                                    _ => ReportTone.Good,
                                },
                                [
                                    check.Subject,
                                    check.Checked ? check.Message : $"not checked: {check.Message}",
                                ]
                            )),
                    ]
                ),
            };

    /// <summary>Where rows were archived.</summary>
    public static ReportSection? Archive(IReadOnlyList<MigrationStep> steps) =>
        steps.Where(step => step.Kind == StepKind.Archived).ToList() is { Count: > 0 } archived
            ? new ReportSection("Archive")
            {
                Text = ["It comes back with: opscenter apply, then opscenter restore-archive."],
                Table = new ReportTable(
                    [new ReportColumn("table", IsCode: true), new ReportColumn("where")],
                    [
                        .. archived.Select(step => new ReportRow(
                            ReportTone.Plain,
                            [step.FullName ?? "", step.Message]
                        )),
                    ]
                ),
            }
            : null;

    /// <summary>Everything that the script said, without what it only found in place.</summary>
    public static ReportSection? Steps(IReadOnlyList<MigrationStep> steps)
    {
        var shown = steps
            .Where(step => step.Kind is not (StepKind.Archived or StepKind.Outcome))
            .ToList();
        return shown.Count == 0
            ? null
            : new ReportSection("Objects")
            {
                Table = new ReportTable(
                    [
                        new ReportColumn("step"),
                        new ReportColumn("object", IsCode: true),
                        new ReportColumn("in words"),
                    ],
                    [
                        .. shown.Select(step => new ReportRow(
                            step.Kind is StepKind.Obstacle ? ReportTone.Bad
                                : step.Kind is StepKind.Advice or StepKind.Differs
                                    ? ReportTone.Attention
                                : ReportTone.Plain,
                            [Word(step.Kind), step.FullName ?? "", ProgramRemedy.Of(step.Message)]
                        )),
                    ]
                ),
            };
    }

    private static string Word(StepKind kind) =>
        kind switch
        {
            StepKind.Added => "created",
            StepKind.Kept => "in place",
            StepKind.Differs => "kept, differs",
            StepKind.Skipped => "left out",
            StepKind.Obstacle => "in the way",
            StepKind.Dropped => "dropped",
            StepKind.Restored => "brought back",
            _ => "to know",
        };
}
