using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A part that ends before anybody has waited for its locks longer than the lock timeout.</summary>
/// <param name="context">Whose lock timeout is the limit.</param>
/// <param name="watcher">A session that does nothing else.</param>
/// <param name="inner">What is done around the part.</param>
/// <param name="work">Cancelled when somebody has waited too long.</param>
internal sealed class WatchedPart(
    EngineContext context,
    DatabaseSession watcher,
    IPartWork inner,
    CancellationTokenSource work
) : IPartWork, IAsyncDisposable
{
    private WaiterWatch? _watch;

    public bool CountsRows => inner.CountsRows;

    public bool IsFollowed => inner.IsFollowed;

    public IReadOnlyList<BatchedRead> Ask(DatabaseSession session) => inner.Ask(session);

    /// <summary>Who had waited too long; empty if nobody had.</summary>
    public IReadOnlyList<string> Waiters { get; private set; } = [];

    public async Task BeforeAsync(OpenPart part, CancellationToken cancellation)
    {
        await DisposeAsync();
        _watch = WaiterWatch.Begin(context, watcher, part.Session.Connection.ProcessID, work);
        await inner.BeforeAsync(part, cancellation);
    }

    public Task StartAsync(OpenPart part, CancellationToken cancellation) =>
        inner.StartAsync(part, cancellation);

    public async Task AfterAsync(
        OpenPart part,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        await inner.AfterAsync(part, effects, cancellation);
        // A commit is not cancelled: nobody would know what became of it.
        await DisposeAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        if (_watch is { } watch)
        {
            _watch = null;
            await watch.DisposeAsync();
            Waiters = watch.Waiters;
        }
    }
}
