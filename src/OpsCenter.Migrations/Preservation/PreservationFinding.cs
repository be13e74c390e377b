namespace OpsCenter.Migrations.Preservation;

/// <summary>The verdict on one table or sequence.</summary>
/// <param name="Kind"><c>table</c> or <c>sequence</c>.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="RowsBefore">Rows before; for a sequence its position.</param>
/// <param name="RowsNow">Rows now; for a sequence its position; null if it is gone.</param>
/// <param name="Message">The sentence for the operator.</param>
public sealed record PreservationFinding(
    string Kind,
    string Schema,
    string Name,
    PreservationVerdict Verdict,
    long RowsBefore,
    long? RowsNow,
    string Message
)
{
    /// <summary>The digest of the content before, a decimal number; null for a sequence.</summary>
    public string? DigestBefore { get; init; }

    /// <summary>The digest of the content now; null for a sequence, and where none could be taken.</summary>
    public string? DigestNow { get; init; }
}
