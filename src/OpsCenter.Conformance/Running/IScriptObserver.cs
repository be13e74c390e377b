namespace OpsCenter.Conformance.Running;

/// <summary>Is called at each statement boundary of a running script.</summary>
public interface IScriptObserver
{
    /// <summary>Called before the statement is sent to the server.</summary>
    Task BeforeAsync(StatementBoundary boundary, CancellationToken cancellation);

    /// <summary>Called after the statement has succeeded; it is committed if no transaction is open.</summary>
    Task AfterAsync(StatementBoundary boundary, CancellationToken cancellation);
}
