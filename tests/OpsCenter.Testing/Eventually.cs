namespace OpsCenter.Testing;

/// <summary>Waits for what another process or session does.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks every 50 milliseconds until the condition holds.</summary>
    /// <exception cref="OperationCanceledException">It does not hold after 60 seconds.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(50, deadline.Token);
        }
    }
}
