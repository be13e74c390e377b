namespace OpsCenter.MigrationService.Progress;

/// <summary>How a run shows what it is doing.</summary>
internal enum ProgressForm
{
    /// <summary>A line that updates on a terminal, else plain lines.</summary>
    Auto,

    /// <summary>A line for each step, and now and then one for a step that lasts.</summary>
    Plain,

    /// <summary>A JSON object for each line, on standard error.</summary>
    Json,

    /// <summary>Not at all.</summary>
    None,
}
