namespace OpsCenter.Conformance;

/// <summary>A value that is created once, at the first request. A failed or canceled creation is tried again.</summary>
internal sealed class AsyncLazy<T>(Func<CancellationToken, Task<T>> create)
{
    private readonly Lock _gate = new();
    private Task<T>? _creation;

    public Task<T> GetAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _creation is null or { IsFaulted: true } or { IsCanceled: true }
                ? _creation = create(cancellation)
                : _creation;
        }
    }
}
