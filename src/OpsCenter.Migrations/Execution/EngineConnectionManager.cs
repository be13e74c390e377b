using System.Data;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Engine.Transactions;
using Npgsql;

namespace OpsCenter.Migrations.Execution;

/// <summary>
/// Lets DbUp work on the engine's open connection and inside its transaction: DbUp neither opens, commits nor closes anything,
/// so that journal, digests and the proof share the script's fate.
/// </summary>
internal sealed class EngineConnectionManager(
    NpgsqlConnection connection,
    ScriptStatements statements
) : IConnectionManager
{
    public TransactionMode TransactionMode { get; set; } = TransactionMode.NoTransaction;

    public bool IsScriptOutputLogged { get; set; }

    public int? ExecutionTimeoutSeconds { get; set; } = 0;

    public IDisposable OperationStarting(IUpgradeLog upgradeLog, List<SqlScript> executedScripts) =>
        new Borrowed();

    public void ExecuteCommandsWithManagedConnection(Action<Func<IDbCommand>> action) =>
        action(CreateCommand);

    public T ExecuteCommandsWithManagedConnection<T>(Func<Func<IDbCommand>, T> actionWithResult) =>
        actionWithResult(CreateCommand);

    public IEnumerable<string> SplitScriptIntoCommands(string scriptContents) => statements.Texts;

    public bool TryConnect(IUpgradeLog upgradeLog, out string errorMessage)
    {
        errorMessage = "";
        return connection.FullState == ConnectionState.Open;
    }

    private NpgsqlCommand CreateCommand()
    {
        var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        return command;
    }

    private sealed class Borrowed : IDisposable
    {
        public void Dispose() { }
    }
}
