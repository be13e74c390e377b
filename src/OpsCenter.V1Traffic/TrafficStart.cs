using Npgsql;
using OpsCenter.V1Traffic.Statements;
using OpsCenter.V1Traffic.Telemetry;

namespace OpsCenter.V1Traffic;

/// <summary>The preparation of a run: connects the clients and reads the schema.</summary>
/// <param name="Shape">The V1 schema of the database.</param>
/// <param name="Workload">The statements for it.</param>
internal sealed record TrafficStart(V1Shape Shape, Workload Workload)
{
    /// <summary>Connects the clients and detects the schema.</summary>
    /// <exception cref="TrafficException">The database cannot be reached or read, or has no V1 tables.</exception>
    public static async Task<TrafficStart> OpenAsync(
        IReadOnlyList<Client> clients,
        CancellationToken cancellationToken
    )
    {
        using var span = TrafficTelemetry.StartPreparation();
        var connected = false;
        try
        {
            foreach (var client in clients)
            {
                await client.ConnectAsync(cancellationToken);
            }

            connected = true;
            var connection = await clients[0].ConnectAsync(cancellationToken);
            var shape = await ShapeDetection.DetectAsync(connection, cancellationToken);
            var rows = await KnownRows.ReadAsync(connection, shape, cancellationToken);
            var workload = new Workload(shape, rows);
            await RehearseAsync(clients, workload, cancellationToken);
            return new TrafficStart(shape, workload);
        }
        catch (PostgresException refusal)
            when (refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new TrafficException(
                "no-permission",
                $"The server refused: {refusal.MessageText}. No traffic was sent.",
                "Connect as the role that the V1 backend uses: it has all rights on V1's tables.",
                refusal
            );
        }
        catch (Exception exception)
            when (Failure.SqlStateOf(exception, connected) is { } state
                && (!connected || state == Failure.ConnectionLost)
            )
        {
            var reason = (exception.InnerException?.Message ?? exception.Message).TrimEnd('.');
            throw new TrafficException(
                "cannot-connect",
                $"The database cannot be reached: {reason}. No traffic was sent.",
                "Check host, port, database, role and password of the connection.",
                exception
            );
        }
    }

    /// <summary>Warms up the code and the caches of each session, as in a backend that has run for some time.</summary>
    private static async Task RehearseAsync(
        IReadOnlyList<Client> clients,
        Workload workload,
        CancellationToken cancellationToken
    )
    {
        foreach (var client in clients)
        {
            foreach (var statements in workload.Rehearsal)
            {
                await client.RunAsync(statements, cancellationToken);
            }
        }
    }
}
