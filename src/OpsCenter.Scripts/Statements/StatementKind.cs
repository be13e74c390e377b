namespace OpsCenter.Scripts.Statements;

/// <summary>The effect of a statement on its transaction.</summary>
public enum StatementKind
{
    /// <summary>None: it runs in the open transaction, or in its own.</summary>
    Ordinary,

    /// <summary>BEGIN or START TRANSACTION.</summary>
    Begin,

    /// <summary>COMMIT or END, or PREPARE TRANSACTION.</summary>
    Commit,

    /// <summary>ROLLBACK or ABORT, of the whole transaction.</summary>
    Rollback,
}
