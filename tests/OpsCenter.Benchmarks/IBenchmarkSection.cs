namespace OpsCenter.Benchmarks;

/// <summary>One question, and the part of the document that answers it.</summary>
internal interface IBenchmarkSection
{
    /// <summary>Its name on the command line and in the document.</summary>
    string Name { get; }

    /// <summary>Measures, and returns the answer in Markdown.</summary>
    Task<string> RunAsync();
}
