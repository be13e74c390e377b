namespace OpsCenter.EmbeddedPostgres;

/// <summary>The command that runs a cluster's server in the foreground. It ends with the server; SIGINT is a fast shutdown.</summary>
/// <param name="FileName">The program; for root the one that drops to the unprivileged account.</param>
/// <param name="Arguments">Its arguments. They hold no secret.</param>
/// <param name="WorkingDirectory">A folder that the server's account can enter.</param>
public sealed record ServerCommand(
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory
);
