namespace OpsCenter.MigrationService.Reports;

/// <summary>A part of a report under a title of its own.</summary>
/// <param name="Title">Its title.</param>
internal sealed record ReportSection(string Title)
{
    /// <summary>How the whole section is to be taken.</summary>
    public ReportTone Tone { get; init; }

    /// <summary>Paragraphs before the table. Lines of one stay lines.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>Names with their values.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>A table; null if there is none.</summary>
    public ReportTable? Table { get; init; }

    /// <summary>A command to paste; null if there is none.</summary>
    public string? Code { get; init; }
}
