using Npgsql;
using OpsCenter.Conformance.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Locks;

/// <summary>Collects samples in the session of a script: at statement boundaries and from the event triggers.</summary>
internal sealed class LockSampler(WatchedRelations relations) : IScriptObserver
{
    private readonly string _sql = "select " + LockSampling.Expression(relations, "null::text");
    private readonly List<LockSample> _samples = [];
    private SqlStatement? _statement;

    /// <summary>The samples in order.</summary>
    public IReadOnlyList<LockSample> Samples => _samples;

    /// <inheritdoc/>
    public Task BeforeAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        if (_statement is null)
        {
            boundary.Connection.Notice += (_, args) => Receive(args.Notice.MessageText);
        }
        else if (_statement == boundary.Statement)
        {
            // The statement cannot run in a transaction block: that attempt was rolled back, and it runs again on its
            // own.
            _samples.RemoveAll(sample => sample.Statement == _statement);
        }

        _statement = boundary.Statement;
        return CanSample(boundary.Statement)
            ? SampleAsync(boundary, cancellation)
            : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AfterAsync(StatementBoundary boundary, CancellationToken cancellation) =>
        CanSample(boundary.Statement) && boundary.Statement.Kind != StatementKind.Begin
            ? SampleAsync(boundary, cancellation)
            : Task.CompletedTask;

    /// <summary>
    /// SET TRANSACTION must come before the first query of a transaction (manual), and a sample is a query.
    /// </summary>
    private static bool CanSample(SqlStatement statement) =>
        !StatementPatterns.SetsTransaction(statement.Text);

    private void Receive(string message)
    {
        if (
            _statement is { } statement
            && message.StartsWith(LockSampling.Prefix, StringComparison.Ordinal)
        )
        {
            _samples.Add(LockSample.Parse(statement, message[LockSampling.Prefix.Length..]));
        }
    }

    private async Task SampleAsync(StatementBoundary boundary, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(_sql, boundary.Connection);
        var json = (string)(await command.ExecuteScalarAsync(cancellation))!;
        _samples.Add(LockSample.Parse(boundary.Statement, json));
    }
}
