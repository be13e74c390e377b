namespace OpsCenter.Migrations.Backup;

/// <summary>Counts the rows of each table in a backup; writes nothing.</summary>
internal sealed class RowCount : IDataTarget
{
    /// <summary>The number of rows of each COPY, in the file's order.</summary>
    public List<long> Counts { get; } = [];

    public Task ExecuteAsync(string statements, CancellationToken cancellation) =>
        Task.CompletedTask;

    public Task<Stream> BeginCopyAsync(string command, CancellationToken cancellation) =>
        Task.FromResult(Stream.Null);

    public Task EndCopyAsync(long rows, CancellationToken cancellation)
    {
        Counts.Add(rows);
        return Task.CompletedTask;
    }
}
