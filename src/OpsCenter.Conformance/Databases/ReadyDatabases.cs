using System.Collections.Concurrent;

namespace OpsCenter.Conformance.Databases;

/// <summary>Clones of one template that are made before somebody asks for them.</summary>
internal sealed class ReadyDatabases(Func<CancellationToken, Task<string>> make)
{
    private readonly ConcurrentQueue<Task<string>> _ready = new();

    /// <summary>The oldest one that waits, or a new one; others are begun until so many wait.</summary>
    public async Task<string> TakeAsync(int ahead, CancellationToken cancellation)
    {
        var taken = _ready.TryDequeue(out var waiting) ? waiting : make(cancellation);
        for (var wanted = ahead - _ready.Count; wanted > 0; wanted--)
        {
            _ready.Enqueue(Task.Run(() => make(CancellationToken.None), CancellationToken.None));
        }

        try
        {
            return await taken.WaitAsync(cancellation);
        }
        catch (Exception) when (taken == waiting && !cancellation.IsCancellationRequested)
        {
            // That was a failure of an earlier moment: this caller gets an attempt of its own.
            return await make(cancellation);
        }
    }

    /// <summary>All that still wait, and then none.</summary>
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
