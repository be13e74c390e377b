using System.Threading.Channels;
using Npgsql;
using OpsCenter.V1Traffic.Arrivals;
using OpsCenter.V1Traffic.Measurement;
using OpsCenter.V1Traffic.Statements;

namespace OpsCenter.V1Traffic;

/// <summary>
/// Runs the operations of the V1 backend. They arrive at a constant rate, even if the server stalls: then they queue,
/// and none is skipped. The latency of each is measured from its arrival, so one long stall appears as many delays.
/// Errors are counted and do not end the run. All members are thread-safe.
/// </summary>
public sealed class TrafficRun : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _cutOff = new();
    private readonly Backlog _backlog = new();
    private readonly OperationLog _log;
    private readonly ArrivalClock _clock;
    private readonly TrafficOptions _options;
    private readonly string _shape;
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;

    private TrafficRun(TrafficOptions options, TrafficStart opening, IReadOnlyList<Client> clients)
    {
        _options = options;
        _shape = opening.Shape.Name;
        _log = new OperationLog(options.Remembered);
        var queue = Channel.CreateUnbounded<(Arrival, TimeSpan)>(
            new UnboundedChannelOptions { SingleWriter = true }
        );
        _clock = new ArrivalClock(ArrivalSchedule.Of(options), _backlog, queue.Writer);
        _clock.Start(_stop.Token);
        var shift = new ClientWorker(opening.Workload, _clock, _backlog, _log, _stop.Token);
        Ended = Task.WhenAll(
            clients.Select(client => Task.Run(() => WorkAsync(shift, client, queue.Reader)))
        );
    }

    /// <summary>The time since the start, for <see cref="ReportAsync"/>.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Whether at least one operation succeeded.</summary>
    public bool HasSucceeded => _log.HasSuccess;

    /// <summary>
    /// Completes when all operations are finished, after <see cref="TrafficOptions.Duration"/> or a stop.
    /// </summary>
    public Task Ended { get; }

    /// <summary>Detects the schema, connects the clients and starts.</summary>
    /// <param name="dataSource">
    /// A V1 database, before, during or after V2. The pool must be large enough for the clients. It is not disposed.
    /// </param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the start, not the run.</param>
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
            var opening = await TrafficStart.OpenAsync(clients, cancellationToken);
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

    /// <summary>The report of the whole run so far.</summary>
    public TrafficReport Report() => Of(_log.Totals(), TimeSpan.Zero, Elapsed);

    /// <summary>
    /// The report of a part of the run: the operations that arrived, waited or ran in it, so that it contains every
    /// wait that overlaps with it. Adjacent parts may share operations. Waits until all operations that arrived in it
    /// are finished.
    /// </summary>
    /// <param name="from">The start, a value of <see cref="Elapsed"/>.</param>
    /// <param name="to">The end, a later value.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// More than <see cref="TrafficOptions.Remembered"/> operations ended since.
    /// </exception>
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

    /// <summary>
    /// The operations of a part of the run as in <see cref="ReportAsync"/>, in the order of their arrival.
    /// </summary>
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

        return _log.Between(from, to);
    }

    /// <summary>
    /// Stops the arrivals, finishes the queued operations within the drain limit, and returns the report of the whole
    /// run.
    /// </summary>
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
        ClientWorker shift,
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
