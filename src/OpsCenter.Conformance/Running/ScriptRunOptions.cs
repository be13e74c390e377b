namespace OpsCenter.Conformance.Running;

/// <summary>How a script is run.</summary>
public sealed record ScriptRunOptions
{
    /// <summary>As psql runs it with ON_ERROR_STOP off: a failed statement is passed over.</summary>
    public bool GoesOnAfterErrors { get; init; }

    /// <summary>Settings of the session, as in its start-up packet: a <c>SET</c> within the script overrides them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Statements to execute in the session before the script, such as <c>BEGIN</c>.</summary>
    public IReadOnlyList<string> Prologue { get; init; } = [];

    /// <summary>Statements to execute behind it, also if it failed, such as <c>ROLLBACK</c>.</summary>
    public IReadOnlyList<string> Epilogue { get; init; } = [];

    /// <summary>Looks on, or disturbs.</summary>
    public IScriptObserver? Observer { get; init; }

    /// <summary>
    /// Runs a statement that would be a transaction by itself between BEGIN and COMMIT, so that the observer sees that transaction from
    /// within. What the server refuses there (CREATE INDEX CONCURRENTLY, VACUUM, a DO that commits) runs as it is.
    /// </summary>
    public bool OpensTransactions { get; init; }

    /// <summary>When a statement counts as one that does not end; it is cancelled then.</summary>
    public TimeSpan StatementLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The name of the session in <c>pg_stat_activity</c>.</summary>
    public string ApplicationName { get; init; } = "conformance";
}
