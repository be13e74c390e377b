using System.Collections.Concurrent;

namespace OpsCenter.Conformance.Databases;

/// <summary>Clones of one template that are created ahead.</summary>
internal sealed class ReadyDatabases(Func<CancellationToken, Task<string>> create)
{
    private readonly ConcurrentQueue<Task<string>> _ready = new();

    /// <summary>Returns the oldest clone, or a new one, and starts others until the given number is ready.</summary>
    public async Task<string> TakeAsync(int ahead, CancellationToken cancellation)
    {
        var taken = _ready.TryDequeue(out var waiting) ? waiting : create(cancellation);
        for (var wanted = ahead - _ready.Count; wanted > 0; wanted--)
        {
            _ready.Enqueue(Task.Run(() => create(CancellationToken.None), CancellationToken.None));
        }

        try
        {
            return await taken.WaitAsync(cancellation);
        }
        catch (Exception) when (taken == waiting && !cancellation.IsCancellationRequested)
        {
            // The failure happened earlier, in the background: tries again for this caller.
            return await create(cancellation);
        }
    }

    /// <summary>Removes and returns all clones.</summary>
    public async Task<IReadOnlyList<string>> EmptyAsync()
    {
        var names = new List<string>();
        while (_ready.TryDequeue(out var waiting))
        {
            await Task.WhenAny(waiting);
            if (waiting.IsCompletedSuccessfully)
            {
                names.Add(await waiting);
            }
        }

        return names;
    }
}
