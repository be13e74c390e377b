namespace OpsCenter.Migrations.Errors;

/// <summary>An online run was cancelled at a safe point: what is done stays, and a later run resumes it.</summary>
public sealed class MigrationCancelledException(
    string message,
    string remedy,
    Exception? inner,
    CancellationToken cancellation
) : OperationCanceledException(message, inner, cancellation)
{
    /// <summary>What to do now.</summary>
    public string Remedy { get; } = remedy;
}
