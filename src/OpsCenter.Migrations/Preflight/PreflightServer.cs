namespace OpsCenter.Migrations.Preflight;

/// <summary>The server and the role that a preflight is for.</summary>
/// <param name="Major">The server's major version.</param>
/// <param name="Role">The current role's name.</param>
/// <param name="QuotedRole">The same, as a statement takes it.</param>
/// <param name="BackendPid">The session's process on the server.</param>
/// <param name="ClaimedPid">The process that was told when the session began; another one behind a pooler.</param>
/// <param name="Host">Where the client connected to.</param>
internal sealed record PreflightServer(
    int Major,
    string Role,
    string QuotedRole,
    int BackendPid,
    int ClaimedPid,
    string Host
);
