using System.Diagnostics;
using System.Threading.Channels;
using OpsCenter.V1Traffic.Arrivals;
using OpsCenter.V1Traffic.Measurement;
using OpsCenter.V1Traffic.Statements;
using OpsCenter.V1Traffic.Telemetry;

namespace OpsCenter.V1Traffic;

/// <summary>Takes operations from the queue, runs them and records the results.</summary>
internal sealed class ClientWorker(
    Workload workload,
    ArrivalClock clock,
    Backlog backlog,
    OperationLog log,
    CancellationToken stopping
)
{
    /// <summary>Runs until the queue is complete or the limit has passed, then closes the client.</summary>
    public async Task WorkAsync(
        Client client,
        ChannelReader<(Arrival Arrival, TimeSpan Noticed)> queue,
        CancellationToken cutOff
    )
    {
        await using (client)
        {
            try
            {
                await foreach (var (arrival, noticed) in queue.ReadAllAsync(cutOff))
                {
                    await WorkAsync(client, arrival, noticed, cutOff);
                }
            }
            catch when (cutOff.IsCancellationRequested)
            {
                // Remaining operations stay in the backlog and are reported as unfinished.
            }
        }
    }

    private async Task WorkAsync(
        Client client,
        Arrival arrival,
        TimeSpan noticed,
        CancellationToken cutOff
    )
    {
        using var activity = TrafficTelemetry.Start(arrival.Kind);
        var sqlState = await FailureOfAsync(client, arrival, cutOff);
        if (sqlState is not null)
        {
            activity?.SetStatus(ActivityStatusCode.Error, sqlState);
            if (stopping.IsCancellationRequested && Failure.IsOfClosingServer(sqlState))
            {
                // The server is shut down together with this program: the operation is unfinished, not failed.
                return;
            }
        }

        var operation = new FinishedOperation(
            arrival.Kind,
            arrival.Due,
            noticed - arrival.Due,
            clock.Elapsed - arrival.Due,
            sqlState
        );
        log.Add(operation);
        backlog.Remove(arrival);
        TrafficTelemetry.Add(activity, operation);
    }

    private async Task<string?> FailureOfAsync(
        Client client,
        Arrival arrival,
        CancellationToken cutOff
    )
    {
        var connected = client.IsConnected;
        try
        {
            await client.ConnectAsync(cutOff);
            connected = true;
            await client.RunAsync(workload.For(arrival), cutOff);
            return null;
        }
        catch (Exception exception)
            when (!cutOff.IsCancellationRequested
                && Failure.SqlStateOf(exception, connected) is not null
            )
        {
            return Failure.SqlStateOf(exception, connected);
        }
    }
}
