namespace OpsCenter.Conformance.Scripts;

/// <summary>What a statement does to the transaction in which it runs.</summary>
public enum StatementKind
{
    /// <summary>Nothing: it runs in the open transaction, or in one of its own.</summary>
    Ordinary,

    /// <summary>BEGIN or START TRANSACTION.</summary>
    Begin,

    /// <summary>COMMIT or END, or PREPARE TRANSACTION.</summary>
    Commit,

    /// <summary>ROLLBACK or ABORT, of the whole transaction.</summary>
    Rollback,
}
