namespace OpsCenter.Benchmarks.CommandLine;

/// <summary>A command line that cannot be understood.</summary>
internal sealed class UsageException(string message) : Exception(message);
