using System.Globalization;
using Npgsql;

namespace OpsCenter.Benchmarks.Servers;

/// <summary>
/// Measures the maximum private memory (RssAnon: without shared buffers) of a backend and its parallel workers.
/// </summary>
internal static class BackendMemory
{
    public static async Task<long> PeakAsync(
        NpgsqlDataSource observer,
        int backend,
        Func<Task> action
    )
    {
        using var done = new CancellationTokenSource();
        var watch = WatchAsync(observer, backend, done.Token);
        try
        {
            await action();
        }
        finally
        {
            await done.CancelAsync();
        }

        return await watch;
    }

    private static async Task<long> WatchAsync(
        NpgsqlDataSource observer,
        int backend,
        CancellationToken done
    )
    {
        var peak = 0L;
        await using var connection = await observer.OpenConnectionAsync(CancellationToken.None);
        while (!done.IsCancellationRequested)
        {
            await using var command = new NpgsqlCommand(
                "select pid from pg_stat_activity where pid = $1 or leader_pid = $1",
                connection
            );
            command.Parameters.Add(new NpgsqlParameter { Value = backend });
            var sum = 0L;
            await using (var reader = await command.ExecuteReaderAsync(CancellationToken.None))
            {
                while (await reader.ReadAsync(CancellationToken.None))
                {
                    sum += OfProcess(reader.GetInt32(0));
                }
            }

            peak = Math.Max(peak, sum);
            await Task.Delay(50, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return peak;
    }

    private static long OfProcess(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status")
                .FirstOrDefault(text => text.StartsWith("RssAnon:", StringComparison.Ordinal));
            return line is null
                ? 0
                : 1024
                    * long.Parse(
                        line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                        CultureInfo.InvariantCulture
                    );
        }
        catch (IOException)
        {
            // The process ended between the two reads.
            return 0;
        }
    }
}
