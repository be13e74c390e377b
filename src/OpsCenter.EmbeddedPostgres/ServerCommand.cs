namespace OpsCenter.EmbeddedPostgres;

/// <summary>The command that runs the server of a cluster in the foreground. SIGINT causes a fast shutdown.</summary>
/// <param name="FileName">The program; for root the one that switches to the unprivileged account.</param>
/// <param name="Arguments">The arguments. They contain no secret.</param>
/// <param name="WorkingDirectory">A folder that the account of the server can enter.</param>
public sealed record ServerCommand(
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory
);
