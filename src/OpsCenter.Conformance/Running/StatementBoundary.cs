using Npgsql;
using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance.Running;

/// <summary>A place between two statements of a running script.</summary>
/// <param name="Statement">The statement at whose beginning or end it is.</param>
/// <param name="Connection">The script's own session.</param>
/// <param name="BackendPid">The server's process of that session.</param>
/// <param name="IsInTransaction">Whether the script has a transaction open here.</param>
public sealed record StatementBoundary(
    SqlStatement Statement,
    NpgsqlConnection Connection,
    int BackendPid,
    bool IsInTransaction
);
