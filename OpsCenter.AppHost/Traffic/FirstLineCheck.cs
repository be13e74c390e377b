using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpsCenter.AppHost.Output;

namespace OpsCenter.AppHost.Traffic;

/// <summary>Healthy means that a resource has written a line. A process is said to run before it has begun its work.</summary>
internal sealed class FirstLineCheck(ResourceLoggerService logs, IResource resource) : IHealthCheck
{
    /// <summary>A check that waits tells sooner than one that is asked again every few seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var batch in logs.WatchAsync(resource).WithCancellation(patience.Token))
            {
                if (batch.Any(Tells))
                {
                    return HealthCheckResult.Healthy();
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing yet.
        }

        return HealthCheckResult.Unhealthy($"{resource.Name} has written nothing yet.");
    }

    /// <summary>What it says on standard error is why it cannot do its work.</summary>
    private static bool Tells(LogLine line) =>
        !line.IsErrorMessage && ResourceLines.IsOfTheResource(line);
}
