using System.Threading.Channels;
using Npgsql;
using OpsCenter.V1Traffic.Arrivals;
using OpsCenter.V1Traffic.Measurement;
using OpsCenter.V1Traffic.Statements;

namespace OpsCenter.V1Traffic;

/// <summary>
/// Does what the V1 backend does. Operations arrive at the given rate whatever the server does: when it stalls they queue, none is
/// skipped, and the latency of each counts from the moment it was due, so that one long stall shows as the many delays that it is.
/// Errors are counted and the run goes on. All members are thread-safe.
/// </summary>
public sealed class TrafficRun : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _cutOff = new();
    private readonly Backlog _backlog = new();
    private readonly Logbook _logbook;
    private readonly ArrivalClock _clock;
    private readonly TrafficOptions _options;
    private readonly string _shape;
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;

    private TrafficRun(TrafficOptions options, Opening opening, IReadOnlyList<Client> clients)
    {
        _options = options;
        _shape = opening.Shape.Name;
        _logbook = new Logbook(options.Remembered);
        var queue = Channel.CreateUnbounded<(Arrival, TimeSpan)>(
            new UnboundedChannelOptions { SingleWriter = true }
        );
        _clock = new ArrivalClock(ArrivalSchedule.Of(options), _backlog, queue.Writer);
        _clock.Start(_stop.Token);
        var shift = new Shift(opening.Workload, _clock, _backlog, _logbook, _stop.Token);
        Ended = Task.WhenAll(
            clients.Select(client => Task.Run(() => WorkAsync(shift, client, queue.Reader)))
        );
    }

    /// <summary>Time since the start; a mark for <see cref="ReportAsync"/>.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Whether at least one operation was done without an error.</summary>
    public bool HasSucceeded => _logbook.HasSuccess;

    /// <summary>Completes when all that arrived is finished: after <see cref="TrafficOptions.Duration"/>, or after a stop.</summary>
    public Task Ended { get; }

    /// <summary>Finds out the shape of the schema, connects every client, and starts.</summary>
    /// <param name="dataSource">
    /// To a V1 database, before, during or after V2. Its pool must have room for the clients. It is not disposed.
    /// </param>
    /// <param name="options">How much, of what, for how long.</param>
    /// <param name="cancellationToken">Ends the start, not the run.</param>
    /// <exception cref="TrafficException">The database cannot be reached or read, or has no V1 tables.</exception>
    public static async Task<TrafficRun> StartAsync(
        NpgsqlDataSource dataSource,
        TrafficOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(options);
        var clients = Enumerable
            .Range(0, options.Clients)
            .Select(_ => new Client(dataSource))
            .ToList();
        try
        {
            var opening = await Opening.OpenAsync(clients, cancellationToken);
            return new TrafficRun(options, opening, clients);
        }
        catch
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>The whole run, up to now.</summary>
    public TrafficReport Report() => Of(_logbook.Totals(), TimeSpan.Zero, Elapsed);

    /// <summary>
    /// A window of the run: the operations that were due, waiting or being worked on in it, so that no wait that touches the window
    /// is left out; neighbouring windows may share some. Waits until all that arrived in it is finished.
    /// </summary>
    /// <param name="from">A mark taken from <see cref="Elapsed"/>.</param>
    /// <param name="to">A later one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="TrafficOptions.Remembered"/> operations ended since.</exception>
    public async Task<TrafficReport> ReportAsync(
        TimeSpan from,
        TimeSpan to,
        CancellationToken cancellationToken = default
    )
    {
        var recording = new Recording(from);
        foreach (var operation in await OperationsAsync(from, to, cancellationToken))
        {
            recording.Add(operation);
        }

        return Of(recording.ToTotals(), from, to);
    }

    /// <summary>The operations of a window one by one, as <see cref="ReportAsync"/> counts them, in the order of their arrival.</summary>
    public async Task<IReadOnlyList<FinishedOperation>> OperationsAsync(
        TimeSpan from,
        TimeSpan to,
        CancellationToken cancellationToken = default
    )
    {
        while (!_backlog.IsSettled(to) && !Ended.IsCompleted)
        {
            await Task.Delay(Poll, cancellationToken);
        }

        return _logbook.Between(from, to);
    }

    /// <summary>Lets nothing more arrive, finishes what has arrived within the drain limit, and reports the whole run.</summary>
    public async Task<TrafficReport> StopAsync()
    {
        await _stop.CancelAsync();
        _cutOff.CancelAfter(_options.DrainLimit);
        await Ended;
        return Report();
    }

    /// <summary>Stops the run, if it has not been stopped, and closes the clients' connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _cutOff.CancelAsync();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _cutOff.Dispose();
    }

    /// <summary>A fault of this program ends the whole run, and comes out of <see cref="Ended"/>.</summary>
    private async Task WorkAsync(
        Shift shift,
        Client client,
        ChannelReader<(Arrival, TimeSpan)> queue
    )
    {
        try
        {
            await shift.WorkAsync(client, queue, _cutOff.Token);
        }
        catch
        {
            await _stop.CancelAsync();
            await _cutOff.CancelAsync();
            throw;
        }
    }

    private TrafficReport Of(OperationTotals totals, TimeSpan from, TimeSpan to)
    {
        var (unfinished, oldest) = _backlog.Open(to);
        return new(
            _shape,
            _options,
            _startedAt,
            from,
            to,
            totals,
            unfinished,
            oldest is null ? null : Elapsed - oldest
        );
    }
}
