namespace OpsCenter.Migrations.Sessions;

/// <summary>Repeats a read that met a lock which keeps even readers out.</summary>
internal interface IReadRetry
{
    /// <param name="purpose">What is read, as a verb, for messages.</param>
    /// <param name="read">Reads; after a failed attempt its session can go on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<T> RunAsync<T>(string purpose, Func<Task<T>> read, CancellationToken cancellation);
}
