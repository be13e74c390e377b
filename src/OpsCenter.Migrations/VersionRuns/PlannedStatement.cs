namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A statement that a run would execute.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="InTransaction">Whether it runs in a transaction.</param>
/// <param name="Summary">The statement on one line, shortened.</param>
public sealed record PlannedStatement(int Line, bool InTransaction, string Summary)
{
    /// <summary>How it is divided into transactions; null if it is not.</summary>
    public PlannedBatch? Batch { get; init; }

    /// <summary>Whether it drops a table or a column. A rollback archives what is in it, an apply does not.</summary>
    public bool DropsData { get; init; }
}
