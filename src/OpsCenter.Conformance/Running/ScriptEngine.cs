namespace OpsCenter.Conformance.Running;

/// <summary>
/// Runs a script of a migration in the place of a session that sends its statements: what a migration tool makes of it.
/// </summary>
/// <param name="connectionString">The database, with the settings and the application name that its sessions must have.</param>
/// <param name="text">The script, which may have one more statement: a fault.</param>
/// <param name="cancellation">Ends it.</param>
/// <returns>Why it did not do it; null if it did.</returns>
internal delegate Task<EngineError?> ScriptEngine(
    string connectionString,
    string text,
    CancellationToken cancellation
);
