using System.Diagnostics.CodeAnalysis;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>What runs, so that it can be interrupted and waited for.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A source without a timer holds nothing, and a run may begin after the end."
)]
internal sealed class OngoingRuns
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _runs = [];

    /// <summary>Cancelled when the application ends.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Cancelled by the caller, or when the application ends.</summary>
    /// <param name="cancellationToken">The caller's.</param>
    public CancellationTokenSource Ended(CancellationToken cancellationToken) =>
        CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopping);

    /// <summary>Waits for a run, and has <see cref="StopAsync"/> wait for it, too.</summary>
    public async Task TrackAsync(Task run)
    {
        lock (_runs)
        {
            _runs.Add(run);
        }

        try
        {
            await run;
        }
        finally
        {
            lock (_runs)
            {
                _runs.Remove(run);
            }
        }
    }

    /// <summary>Interrupts what runs, and waits for its end.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        Task[] runs;
        lock (_runs)
        {
            runs = [.. _runs];
        }

        await Task.WhenAll(runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
