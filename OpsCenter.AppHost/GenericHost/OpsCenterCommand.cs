namespace OpsCenter.AppHost.GenericHost;

/// <summary>A program that is run as a child process, in the order of registration.</summary>
/// <param name="Name">What it is called in output.</param>
/// <param name="Program">Its assembly, next to our own.</param>
/// <param name="Arguments">Its arguments. They hold no secret.</param>
/// <param name="RunsBeside">Whether it runs beside those after it until the end; else they wait for its end.</param>
internal sealed record OpsCenterCommand(
    string Name,
    string Program,
    IReadOnlyList<string> Arguments,
    bool RunsBeside = false
);
