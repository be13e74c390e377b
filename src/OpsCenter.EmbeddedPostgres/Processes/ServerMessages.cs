namespace OpsCenter.EmbeddedPostgres.Processes;

/// <summary>Hands every line on and remembers the last ones, so that a failure can show them.</summary>
internal sealed class ServerMessages(Action<string>? onLine)
{
    private const int Remembered = 40;

    private readonly Queue<string> _last = new();
    private readonly Lock _lock = new();

    public void Add(string line)
    {
        lock (_lock)
        {
            _last.Enqueue(line);
            if (_last.Count > Remembered)
            {
                _last.Dequeue();
            }
        }

        onLine?.Invoke(line);
    }

    public IReadOnlyList<string> Last()
    {
        lock (_lock)
        {
            return [.. _last];
        }
    }
}
