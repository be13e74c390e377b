using OpsCenter.Migrations.Backup;

namespace OpsCenter.Migrations.Operations;

/// <summary>Keeps the rows of small tables of a backup.</summary>
internal sealed class FiledRows : IDataTarget, IDisposable
{
    private (string Name, string[] Columns) _copy;
    private MemoryStream _rows = new();

    /// <summary>The tables by their names without schema.</summary>
    public Dictionary<string, FiledTable> Tables { get; } = new(StringComparer.Ordinal);

    public Task ExecuteAsync(string statements, CancellationToken cancellation) =>
        Task.CompletedTask;

    public Task<Stream> BeginCopyAsync(string command, CancellationToken cancellation)
    {
        // COPY opscenter.pair (number, schema_name) FROM stdin;
        var parts = command.Split('(', ')');
        _copy = (parts[0].Trim().Split('.')[^1], parts[1].Split(", "));
        _rows.Dispose();
        _rows = new MemoryStream();
        return Task.FromResult<Stream>(_rows);
    }

    /// <exception cref="Errors.RestoreRefusedException">The file is not in UTF-8.</exception>
    public Task EndCopyAsync(long rows, CancellationToken cancellation)
    {
        Tables[_copy.Name] = new FiledTable(
            _copy.Columns,
            [
                .. ScriptText
                    .Decode(_rows.ToArray())
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => line.TrimEnd('\r').Split('\t')),
            ]
        );
        return Task.CompletedTask;
    }

    public void Dispose() => _rows.Dispose();
}
