namespace OpsCenter.EmbeddedPostgres.Processes;

/// <summary>Forwards every line and keeps the last ones for error messages.</summary>
internal sealed class ServerMessages(Action<string>? onLine)
{
    private const int Maximum = 40;

    private readonly Queue<string> _last = new();
    private readonly Lock _lock = new();

    public void Add(string line)
    {
        lock (_lock)
        {
            _last.Enqueue(line);
            if (_last.Count > Maximum)
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
