namespace OpsCenter.Benchmarks;

/// <summary>A benchmark and its part of the document.</summary>
internal interface IBenchmarkSection
{
    /// <summary>The name on the command line and in the document.</summary>
    string Name { get; }

    /// <summary>Runs the measurements; returns the result as Markdown.</summary>
    Task<string> RunAsync();
}
