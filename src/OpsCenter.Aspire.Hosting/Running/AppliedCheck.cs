using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>Healthy means that the migration is applied, and that its last verification found everything in place.</summary>
internal sealed class AppliedCheck(SqlMigrationResource resource) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            resource.Standing.State == SqlMigrationStates.Applied
                ? HealthCheckResult.Healthy("Applied and whole.")
                : HealthCheckResult.Unhealthy($"Not applied: {resource.Standing.State}.")
        );
}
