namespace OpsCenter.MigrationService.Reports;

/// <summary>A report, before it is written as HTML or Markdown. None of its text is markup.</summary>
/// <param name="Kind">The command and the database.</param>
/// <param name="Tone">Whether all is well.</param>
/// <param name="Headline">The verdict in a few words.</param>
/// <param name="Verdict">The verdict in sentences.</param>
/// <param name="Details">Time, duration and exit code.</param>
/// <param name="Sections">The rest, the most important first.</param>
internal sealed record ReportPage(
    string Kind,
    ReportTone Tone,
    string Headline,
    IReadOnlyList<string> Verdict,
    string Details,
    IReadOnlyList<ReportSection> Sections
);
