using OpsCenter.Migrations.Errors;

namespace OpsCenter.MigrationService.Commands;

/// <summary>
/// The end of a cancelled run. It takes back what is open and releases its locks, which takes milliseconds; with a server that does not
/// answer it would wait for ever.
/// </summary>
internal static class CancelledRun
{
    /// <summary>How long a cancelled run may take: an orchestrator kills a process some 6 s after its signal.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <param name="run">The run.</param>
    /// <param name="cancellation">What cancels it.</param>
    /// <exception cref="MigrationCancelledException">It did not end in time after it was cancelled. It is left to the end of the process.</exception>
    public static async Task<T> LimitAsync<T>(Task<T> run, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource();
        await using var cancelled = cancellation.Register(() => deadline.CancelAfter(Limit));
        try
        {
            return await run.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!run.IsCompleted)
        {
            throw new MigrationCancelledException(
                $"Cancelled. The server did not answer within {Limit.TotalSeconds:0} s. What was not committed it rolls back, as soon as it notices that "
                    + "this program is gone.",
                "Look at opscenter status when the server answers again, then repeat: it resumes there.",
                inner: null,
                cancellation
            );
        }
    }
}
