using Npgsql;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance.Locks;

/// <summary>Takes samples in a script's session: at its boundaries, and whenever an event trigger tells one.</summary>
internal sealed class LockWatch(WatchedRelations relations) : IScriptObserver
{
    private readonly string _sql = "select " + LockSampling.Expression(relations, "null::text");
    private readonly List<LockSample> _samples = [];
    private SqlStatement? _statement;

    /// <summary>In their order.</summary>
    public IReadOnlyList<LockSample> Samples => _samples;

    /// <inheritdoc/>
    public Task BeforeAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (_statement is null)
        {
            boundary.Connection.Notice += (_, told) => Hear(told.Notice.MessageText);
        }
        else if (_statement == boundary.Statement)
        {
            // Again: the server refused it in a transaction that was begun for it, and all of that was undone.
            _samples.RemoveAll(sample => sample.Statement == _statement);
        }

        _statement = boundary.Statement;
        return IsLookedAt(boundary.Statement)
            ? SampleAsync(boundary, cancellation)
            : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AfterAsync(StatementBoundary boundary, CancellationToken cancellation) =>
        IsLookedAt(boundary.Statement) && boundary.Statement.Kind != StatementKind.Begin
            ? SampleAsync(boundary, cancellation)
            : Task.CompletedTask;

    /// <summary>A transaction is given its properties before its first query (manual, SET TRANSACTION): a sample is one.</summary>
    private static bool IsLookedAt(SqlStatement statement) =>
        !StatementPatterns.SetsTransaction(statement.Text);

    private void Hear(string message)
    {
        if (
            _statement is { } statement
            && message.StartsWith(LockSampling.Mark, StringComparison.Ordinal)
        )
        {
            _samples.Add(LockSample.Parse(statement, message[LockSampling.Mark.Length..]));
        }
    }

    private async Task SampleAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(_sql, boundary.Connection);
        var json = (string)(await command.ExecuteScalarAsync(cancellation))!;
        _samples.Add(LockSample.Parse(boundary.Statement, json));
    }
}
