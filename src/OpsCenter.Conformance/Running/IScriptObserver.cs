namespace OpsCenter.Conformance.Running;

/// <summary>Is called at each boundary of a running script, in its order.</summary>
public interface IScriptObserver
{
    /// <summary>The server has not seen the statement yet.</summary>
    Task BeforeAsync(StatementBoundary boundary, CancellationToken cancellation);

    /// <summary>The statement has succeeded, and what it did is in place if no transaction is open.</summary>
    Task AfterAsync(StatementBoundary boundary, CancellationToken cancellation);
}
