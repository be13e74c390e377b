using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Writes the rows of a backup in the open transaction of a session.</summary>
internal sealed class SessionData(DatabaseSession session) : IDataTarget
{
    private StreamWriter? _copy;
    private string? _ownRole;

    public Task ExecuteAsync(string statements, CancellationToken cancellation) =>
        ScriptText.ExecuteAsync(session, statements, cancellation);

    public async Task<Stream> BeginCopyAsync(string command, CancellationToken cancellation)
    {
        _ownRole = await CopyOwner.BecomeAsync(session, command, cancellation);
        _copy = (StreamWriter)await session.Connection.BeginTextImportAsync(command, cancellation);
        // The rows are bytes in the file's encoding: the writer would encode them again.
        return _copy.BaseStream;
    }

    public async Task EndCopyAsync(long rows, CancellationToken cancellation)
    {
        // A row that the server refuses is reported here; the COPY has ended then.
        var copy = _copy!;
        _copy = null;
        await copy.DisposeAsync();
        if (_ownRole is not null)
        {
            await session.ExecuteAsync(
                "select pg_catalog.set_config('role', $1, true)",
                cancellation,
                _ownRole
            );
        }
    }

    /// <summary>Ends a COPY that failed halfway. The transaction cannot be committed after that.</summary>
    public async Task AbandonAsync()
    {
        if (_copy is Npgsql.NpgsqlCopyTextWriter writer)
        {
            await writer.CancelAsync();
        }
    }
}
