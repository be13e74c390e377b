namespace OpsCenter.Conformance.Running;

/// <summary>Options for running a script.</summary>
public sealed record ScriptRunOptions
{
    /// <summary>Continues after a failed statement, like psql with ON_ERROR_STOP off.</summary>
    public bool ContinueAfterErrors { get; init; }

    /// <summary>The start-up settings of the session. A <c>SET</c> in the script overrides them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The statements to run before the script, such as <c>BEGIN</c>.</summary>
    public IReadOnlyList<string> Prologue { get; init; } = [];

    /// <summary>The statements to run after the script, even if it failed, such as <c>ROLLBACK</c>.</summary>
    public IReadOnlyList<string> Epilogue { get; init; } = [];

    /// <summary>An observer, which may also inject faults.</summary>
    public IScriptObserver? Observer { get; init; }

    /// <summary>
    /// Runs each autocommitted statement between BEGIN and COMMIT, so that the observer can query within its
    /// transaction. Statements that cannot run in a transaction block (CREATE INDEX CONCURRENTLY, VACUUM, a DO block
    /// that commits) run without it.
    /// </summary>
    public bool WrapInTransactions { get; init; }

    /// <summary>The maximum duration of a statement. A longer one is canceled.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The application name of the session in <c>pg_stat_activity</c>.</summary>
    public string ApplicationName { get; init; } = "conformance";
}
