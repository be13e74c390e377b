namespace OpsCenter.Migrations.Backup;

/// <summary>Takes what a <see cref="DataScript"/> reads.</summary>
internal interface IDataTarget
{
    /// <summary>Statements between the rows of two tables.</summary>
    Task ExecuteAsync(string statements, CancellationToken cancellation);

    /// <summary>The rows of a table begin; they are written into the stream as the file has them.</summary>
    Task<Stream> BeginCopyAsync(string command, CancellationToken cancellation);

    /// <summary>The rows of the table end.</summary>
    Task EndCopyAsync(long rows, CancellationToken cancellation);
}
