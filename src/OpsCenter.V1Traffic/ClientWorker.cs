using System.Diagnostics;
using System.Threading.Channels;
using OpsCenter.V1Traffic.Arrivals;
using OpsCenter.V1Traffic.Measurement;
using OpsCenter.V1Traffic.Statements;
using OpsCenter.V1Traffic.Telemetry;

namespace OpsCenter.V1Traffic;

/// <summary>The work of the clients: taking what has arrived, running it, writing it down.</summary>
internal sealed class Shift(
    Workload workload,
    ArrivalClock clock,
    Backlog backlog,
    Logbook logbook,
    CancellationToken stopping
)
{
    /// <summary>Ends with the queue, or when it is cut off; closes the client.</summary>
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
                // What is left stays in the backlog, and is told as unfinished.
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
                // Somebody shuts down the server together with us: it was not done, but nothing is wrong.
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
        logbook.Add(operation);
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
