namespace OpsCenter.MigrationService.Reports;

/// <summary>How something in a report is to be taken.</summary>
internal enum ReportTone
{
    /// <summary>Neither good nor bad.</summary>
    Plain,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Somebody should know it.</summary>
    Attention,

    /// <summary>Not as it should be.</summary>
    Bad,
}
