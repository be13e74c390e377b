using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>
/// Healthy means that the migration is applied, that its last verification found everything in place, and that nobody has rolled it
/// back from elsewhere since.
/// </summary>
internal sealed class AppliedCheck(MigrationRunner runner, SqlMigrationResource resource)
    : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var exitCode =
            resource.Standing.State == SqlMigrationStates.Applied
                ? await runner.RefreshAsync(resource, cancellationToken)
                : ProgramResult.Done;
        return resource.Standing.State != SqlMigrationStates.Applied
                ? HealthCheckResult.Unhealthy($"Not applied: {resource.Standing.State}.")
            : exitCode == ProgramResult.Done ? HealthCheckResult.Healthy("Applied and whole.")
            : HealthCheckResult.Unhealthy(
                $"Was applied and whole, but cannot be asked now: opscenter status ends with exit code {exitCode}."
            );
    }
}
