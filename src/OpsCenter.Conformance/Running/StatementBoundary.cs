using Npgsql;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Running;

/// <summary>The start or the end of a statement in a running script.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Connection">The connection of the script.</param>
/// <param name="BackendPid">The process id of its session on the server.</param>
/// <param name="IsInTransaction">Whether a transaction is open.</param>
public sealed record StatementBoundary(
    SqlStatement Statement,
    NpgsqlConnection Connection,
    int BackendPid,
    bool IsInTransaction
);
