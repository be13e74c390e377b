namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>Where a database stands after a run, as far as its own metadata can tell.</summary>
/// <param name="State">The resource's next state.</param>
/// <param name="Status">The result of <c>status</c> after the run.</param>
/// <param name="Objects">How many objects a verification found; null if there was none.</param>
internal sealed record FoundState(string State, ProgramResult Status, int? Objects)
{
    /// <summary>The state is Applied only after a verification, whoever applied it.</summary>
    /// <param name="operation">What ran.</param>
    /// <param name="before">The state before it.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="ask">Runs a command of <c>opscenter</c> that changes nothing.</param>
    public static async Task<FoundState> AfterAsync(
        MigrationOperation operation,
        string before,
        ProgramResult result,
        Func<string, Task<ProgramResult>> ask
    )
    {
        var status =
            operation == MigrationOperations.Status
                ? result
                : await ask(MigrationOperations.Status.Name);
        var state = Of(operation, before, result, status);
        var isVerified =
            (
                before == SqlMigrationStates.Applied
                && (operation.RunningState is null || result.ExitCode != ProgramResult.Done)
            ) || (operation.Verifies && result.ExitCode == ProgramResult.Done);
        if (state != SqlMigrationStates.Applied || isVerified)
        {
            return new FoundState(state, status, result.Document?.Objects);
        }

        var verification = await ask(MigrationOperations.Verify.Name);
        return new FoundState(
            verification.ExitCode == ProgramResult.Done ? state : SqlMigrationStates.Failed,
            status,
            verification.Document?.Objects
        );
    }

    private static string Of(
        MigrationOperation operation,
        string before,
        ProgramResult result,
        ProgramResult status
    )
    {
        var state = operation.NextState(before, result);
        var standing = MigrationOperations.Status.NextState(before, status);
        var isChange = operation.RunningState is not null;
        return status.ExitCode != ProgramResult.Done ? state
            : status.Document?.IsInterrupted == true ? SqlMigrationStates.Failed
            // It may have been interrupted before its commit, or after.
            : isChange && result.ExitCode == ProgramResult.Cancelled ? standing
            // Somebody has rolled it back from elsewhere.
            : !isChange
            && before == SqlMigrationStates.Applied
            && standing != SqlMigrationStates.Applied
                ? standing
            : state;
    }
}
