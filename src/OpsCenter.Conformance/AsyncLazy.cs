namespace OpsCenter.Conformance;

/// <summary>A value that is made when it is first asked for, once. A failed attempt is made again.</summary>
internal sealed class AsyncLazy<T>(Func<CancellationToken, Task<T>> make)
{
    private readonly Lock _gate = new();
    private Task<T>? _making;

    public Task<T> GetAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _making is null or { IsFaulted: true } or { IsCanceled: true }
                ? _making = make(cancellation)
                : _making;
        }
    }
}
