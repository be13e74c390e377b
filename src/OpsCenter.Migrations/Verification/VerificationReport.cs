using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Preservation;

namespace OpsCenter.Migrations.Verification;

/// <summary>Whether a database has the migration, as wanted, with the data of before it preserved.</summary>
/// <param name="Migration">The migration's name.</param>
/// <param name="Checks">Every check, passed or not.</param>
/// <param name="Schema">The tables without and with what the migration created.</param>
/// <param name="Preservation">Content now against content before the migration; null if no digest was stored.</param>
public sealed record VerificationReport(
    string Migration,
    IReadOnlyList<VerificationCheck> Checks,
    SchemaChange Schema,
    PreservationReport? Preservation
)
{
    /// <summary>Whether it is applied at all, in full or in part.</summary>
    public bool IsApplied { get; init; } = true;

    /// <summary>Whether all checks passed.</summary>
    public bool IsVerified => Checks.All(check => check.Passed);
}
