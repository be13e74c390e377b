namespace OpsCenter.MigrationService.CommandLine;

/// <summary>The formats of <c>--report</c>.</summary>
internal enum ReportFormat
{
    /// <summary>A page for a browser.</summary>
    Html,

    /// <summary>For a ticket or a pull request.</summary>
    Markdown,
}
